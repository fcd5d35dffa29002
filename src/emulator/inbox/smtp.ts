// Copies of mails to an SMTP server of the user's choice, beside the inbox. Nothing waits for them and nothing depends on
// them: a server that is not there shows in the mail's entry and in one line of the log.
import { mailSender } from "#zoom";

import { emulatorErrors } from "../errors.ts";
import type { Mail } from "../records.ts";
import type { World } from "../world.ts";
import type { MailCopy } from "./mail-book.ts";
import { mailText } from "./render.ts";

export interface SmtpOptions {
  /** `smtp://` or `smtps://`, with user and password where the server wants them. It gets every mail, whoever it is to. */
  readonly url: string;
  /** Told when the server stops taking mails and when it takes them again; nobody by default. */
  readonly log?: (line: string) => void;
}

/** Mails that may wait for the server; more are given up at once. */
const mostWaiting = 1000;
/** Of a connection, a greeting and a silence, milliseconds. */
const timeoutsMs = { connectionTimeout: 5000, greetingTimeout: 5000, socketTimeout: 10_000 };
/** How long closing waits for mails on their way, milliseconds. */
const graceMs = 2000;

const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

const refuse = (why: string): Error => emulatorErrors.make("RC_EMULATOR_SMTP", why);

/** @throws RC_EMULATOR_SMTP */
const parseUrl = (text: string): URL => {
  // Not quoted: it may hold a password.
  if (!URL.canParse(text)) throw refuse("the SMTP server's address is no URL");
  const url = new URL(text);
  if (url.protocol !== "smtp:" && url.protocol !== "smtps:")
    throw refuse(`the SMTP server's address begins with ${url.protocol}, which is neither smtp: nor smtps:`);
  if (url.hostname === "") throw refuse("the SMTP server's address names no host");
  return url;
};

/** What the server is called in texts: without user and password. */
const nameOf = ({ hostname, port, protocol }: URL): string =>
  `${hostname}:${port === "" ? (protocol === "smtps:" ? "465" : "25") : port}`;

/** Loaded with the first mail: nobody else pays for it. */
const openTransport = async (url: URL) => {
  const { createTransport } = await import("nodemailer");
  const user = decodeURIComponent(url.username);
  return createTransport({
    pool: true,
    maxConnections: 2,
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: Number(nameOf(url).split(":").at(-1)),
    secure: url.protocol === "smtps:",
    // Test servers have certificates of their own making; on this machine nobody listens in.
    ignoreTLS: url.protocol === "smtp:" && loopback.test(url.hostname),
    ...(user === "" ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
    // A mail is only what is given: nothing in it is fetched or read.
    disableFileAccess: true,
    disableUrlAccess: true,
    ...timeoutsMs,
  });
};

type Transport = Awaited<ReturnType<typeof openTransport>>;

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.message === "" && "code" in error ? String(error.code) : error.message;
};

/** Sends a copy of every mail, from the moment it is made until it is closed, to an SMTP server. */
export class MailCopier {
  readonly #world: World;
  readonly #url: URL;
  readonly #server: string;
  readonly #log: (line: string) => void;
  readonly #copies = new WeakMap<Mail, MailCopy>();
  readonly #flying = new Set<Promise<void>>();
  readonly #stop: () => void;
  #transport: Promise<Transport> | undefined;
  #isDown = false;

  /** @throws RC_EMULATOR_SMTP for an address that is none */
  constructor(world: World, { url, log = () => undefined }: SmtpOptions) {
    this.#world = world;
    this.#url = parseUrl(url);
    this.#server = nameOf(this.#url);
    this.#log = log;
    world.mails.copyOf = (mail) => this.#copies.get(mail);
    this.#stop = world.mails.onMail((mail) => {
      this.#take(mail);
    });
  }

  #take(mail: Mail): void {
    if (this.#flying.size >= mostWaiting) {
      this.#fail(mail, `${mostWaiting} mails wait for it already`);
      return;
    }
    this.#copies.set(mail, { state: "waiting" });
    const sent = this.#send(mail).finally(() => this.#flying.delete(sent));
    this.#flying.add(sent);
  }

  async #send(mail: Mail): Promise<void> {
    // Its words are those of this moment: the user may be gone before the server has time.
    const { subject, text, html } = mailText(this.#world, mail);
    try {
      this.#transport ??= openTransport(this.#url);
      const transport = await this.#transport;
      await transport.sendMail({
        from: { name: "Zoom", address: mailSender.address },
        to: { name: "", address: mail.to },
        subject,
        text,
        html,
        date: new Date(mail.at),
        messageId: `<${mail.id}@rollcall.invalid>`,
        headers: { "X-Rollcall-Id": mail.id, "X-Rollcall-Kind": mail.kind },
      });
      this.#copies.set(mail, { state: "sent" });
      if (this.#isDown) this.#log(`The SMTP server ${this.#server} takes mails again.`);
      this.#isDown = false;
    } catch (error) {
      this.#fail(mail, reasonOf(error));
    }
  }

  /** One line for a server that is down, however many mails that concerns. */
  #fail(mail: Mail, why: string): void {
    this.#copies.set(mail, { state: "failed", error: `${this.#server}: ${why}` });
    if (this.#isDown) return;
    this.#isDown = true;
    this.#log(
      `A mail to ${mail.to} was not taken by the SMTP server ${this.#server}: ${why}. It is in the inbox all the same, and so are those to come; see to the server, or leave it out.`,
    );
  }

  /** Gives mails on their way a moment, then lets go. */
  async close(): Promise<void> {
    this.#stop();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, graceMs);
    });
    await Promise.race([Promise.all(this.#flying), late]);
    clearTimeout(timer);
    const transport = await this.#transport?.catch(() => undefined);
    transport?.close();
  }
}
