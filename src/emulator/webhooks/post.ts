import { webhookDelivery, webhookSignature } from "#zoom";

import { sign } from "./signature.ts";

/** As much of `fetch` as deliveries need. */
export type WebhookFetch = (url: string, init: RequestInit) => Promise<Response>;

export interface WebhookOptions {
  /** How requests leave. Default: globalThis.fetch. */
  readonly fetch?: WebhookFetch;
  /** true = endpoints need not be on this machine. Default false: nothing leaves it. */
  readonly anywhere?: boolean;
}

/** What came of one request. */
export interface Posted {
  /** null = there was no answer. */
  readonly status: number | null;
  /** The beginning of the answer. */
  readonly text: string;
  /** "" = answered in time, with whatever status. */
  readonly error: string;
}

/** An answer's first characters are all that is ever looked at. */
const answerSize = 4096;

const readStart = async (response: Response): Promise<string> => {
  const decoder = new TextDecoder();
  const body: AsyncIterable<Uint8Array> | null = response.body;
  let text = "";
  if (body === null) return text;
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > answerSize) break;
  }
  return text;
};

const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Why nothing may be sent to `text`; undefined when it may. */
export const refusedUrl = (text: string, { anywhere = false }: WebhookOptions): string | undefined => {
  if (!URL.canParse(text)) return `${text} is no URL`;
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") return `${text} is neither http nor https`;
  if (url.username !== "" || url.password !== "") return "a URL must not hold a user name or password";
  return anywhere || loopback.test(url.hostname)
    ? undefined
    : `${url.hostname} is not this machine, and this emulator sends nothing elsewhere: use 127.0.0.1 or localhost, or createEmulator({ webhooks: { anywhere: true } })`;
};

/** What went wrong, from an error of fetch: its cause says more than "fetch failed". */
const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  // Two addresses were tried (localhost): the message is empty then.
  return cause.message === "" && "code" in cause ? String(cause.code) : cause.message;
};

/** Signs and sends one body. Never rejects: an error is an outcome. */
export type Post = (request: {
  readonly url: string;
  readonly secret: string;
  readonly body: string;
}) => Promise<Posted>;

const giveUp = (milliseconds: number, stop: AbortSignal) => {
  const ending = new AbortController();
  const { promise, reject } = Promise.withResolvers<never>();
  const end = (why: string) => (): void => {
    reject(new Error(why));
    ending.abort();
  };
  const stopped = end("the emulator was closed");
  const timer = setTimeout(end(`no answer within ${milliseconds / 1000} seconds`), milliseconds);
  if (stop.aborted) stopped();
  stop.addEventListener("abort", stopped, { once: true });
  const clear = (): void => {
    clearTimeout(timer);
    stop.removeEventListener("abort", stopped);
  };
  return { signal: ending.signal, promise, clear };
};

/**
 * Makes the function that sends. `seconds` is the machine's time, not the emulator's: receivers refuse timestamps that are
 * minutes away from their own clock, and that one has not been moved.
 */
export const createPost =
  (options: WebhookOptions, seconds: () => number, stop: AbortSignal): Post =>
  async ({ url, secret, body }) => {
    const refused = refusedUrl(url, options);
    if (refused !== undefined) return { status: null, text: "", error: refused };
    const send = options.fetch ?? globalThis.fetch;
    const timestamp = seconds();
    const limit = giveUp(webhookDelivery.timeoutMs, stop);
    const exchange = async (): Promise<Posted> => {
      const response = await send(url, {
        method: "POST",
        headers: {
          "content-type": "application/json; charset=utf-8",
          [webhookSignature.header]: sign(secret, timestamp, body),
          [webhookSignature.timestampHeader]: String(timestamp),
        },
        body,
        // A redirect could lead off this machine.
        redirect: "manual",
        signal: limit.signal,
      });
      return { status: response.status, text: await readStart(response), error: "" };
    };
    try {
      return await Promise.race([exchange(), limit.promise]);
    } catch (error) {
      return { status: null, text: "", error: reasonOf(error) };
    } finally {
      limit.clear();
    }
  };
