import type { Mail } from "../records.ts";

/** What became of a mail's copy to an SMTP server. */
export type MailCopy = { readonly state: "waiting" | "sent" } | { readonly state: "failed"; readonly error: string };

/** All mails in the order in which they were sent. */
export class MailBook {
  readonly #mails: Mail[] = [];
  /** Made when a link is followed, not when a mail is sent: most mails are never opened. */
  readonly #byId = new Map<string, Mail>();
  readonly #listeners = new Set<(mail: Mail) => void>();
  readonly #keep: (mail: Mail, isThere: boolean) => void;

  /** @param keep hears of each mail that comes or goes */
  constructor(keep: (mail: Mail, isThere: boolean) => void) {
    this.#keep = keep;
  }

  /** undefined for a mail of which no copy is sent. Replaced where an SMTP server was named. */
  copyOf: (mail: Mail) => MailCopy | undefined = () => undefined;

  all(): readonly Mail[] {
    return this.#mails;
  }

  /** Puts back a mail that was sent before: it is kept, and nobody is told of it again. */
  restore(mail: Mail): void {
    this.#mails.push(mail);
    this.#keep(mail, true);
  }

  add(mail: Mail): void {
    this.restore(mail);
    for (const listener of this.#listeners) listener(mail);
  }

  clear(): void {
    for (const mail of this.#mails) this.#keep(mail, false);
    this.#mails.length = 0;
    this.#byId.clear();
  }

  byId(id: string): Mail | undefined {
    for (const mail of this.#mails.slice(this.#byId.size)) this.#byId.set(mail.id, mail);
    return this.#byId.get(id);
  }

  /** Calls `listener` for each mail from now on, until the returned function is called. */
  onMail(listener: (mail: Mail) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
