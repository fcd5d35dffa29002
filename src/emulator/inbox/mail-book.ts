import type { Mail } from "../records.ts";

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

  all(): readonly Mail[] {
    return this.#mails;
  }

  add(mail: Mail): void {
    this.#mails.push(mail);
    this.#keep(mail, true);
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
