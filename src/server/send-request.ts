import { type FilledPart, type FilledRequest, signRequest, urlBelow } from "#catalog";

import { serverErrors } from "./errors.ts";

/** Whom a Test request goes to. */
export interface RequestTarget {
  /** What stands before the operation's path. */
  readonly base: string;
  /** The same as people may see it, where they differ. */
  readonly shownBase?: string;
  /** A secret by the name of its environment variable. */
  readonly secret: (environment: string) => string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
}

/** A file of a form, by what was given as its value. */
export type OpenPart = (part: FilledPart) => Promise<File>;

export interface RequestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Of the body. */
  readonly bytes: number;
  /** From the request's first byte to the answer's last. */
  readonly ms: number;
}

const timeoutMs = 60_000;

const formOf = async (parts: readonly FilledPart[], open: OpenPart): Promise<FormData> => {
  const form = new FormData();
  for (const part of parts) form.append(part.name, part.kind === "file" ? await open(part) : part.value);
  return form;
};

/** What stands before the path, for people. */
export const shownBase = (target: RequestTarget): string => target.shownBase ?? target.base;

/**
 * Sends a filled request once, with its caller's secret; redirects are not followed, and 60 seconds are waited.
 * @throws RC_SERVER_CALL, and what `target.secret` and `openPart` throw
 */
export const sendRequest = async (
  request: FilledRequest,
  target: RequestTarget,
  openPart: OpenPart,
): Promise<RequestAnswer> => {
  const signed = signRequest(request, target.secret);
  const body = typeof request.body === "object" ? await formOf(request.body, openPart) : request.body;
  const begun = performance.now();
  try {
    const response = await target.fetch(urlBelow(target.base, signed.target), {
      method: request.method,
      headers: signed.headers.map(([name, value]): [string, string] => [name, value]),
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: text,
      bytes: new TextEncoder().encode(text).length,
      ms: Math.round((performance.now() - begun) * 10) / 10,
    };
  } catch (error) {
    const what = `${shownBase(target)} did not answer ${request.method} ${request.target}`;
    throw serverErrors.make("RC_SERVER_CALL", what, {
      fix: "A fault rule of the emulator may have broken the connection, or the server cannot be reached. It may have arrived: look before you send it again.",
      cause: error,
    });
  }
};
