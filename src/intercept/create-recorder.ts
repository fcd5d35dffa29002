import { randomBytes } from "node:crypto";

import { type Answer, exactJson, type Exchange } from "#base";
import type { Dispatch } from "#system";
import { accountCredentials } from "#zoom";

import { createPseudonyms } from "./pseudonyms.ts";
import { redactCall } from "./redact-call.ts";

export interface RecorderOptions {
  /** Sends a call on to the real account, with the account's own token, and gives its answer. */
  readonly forward: (exchange: Exchange) => Promise<Answer>;
  /** Keeps one line of the recording. */
  readonly write: (line: string) => void;
  /** False: only GET is let through. */
  readonly writes: boolean;
}

const json = (status: number, value: object): Answer => ({
  status,
  headers: ["content-type", "application/json;charset=UTF-8"],
  body: JSON.stringify(value),
});

/** Programs ask for a token first; the real one stays with the recorder. */
const standInToken = json(200, {
  access_token: "held-by-the-recorder",
  token_type: "bearer",
  expires_in: accountCredentials.lifetimeSeconds,
  scope: "",
});

const readOnly = (method: string): Answer =>
  json(403, { code: 403, message: `rollcall record lets ${method} through only with --writes: the account is real.` });

const noUploads = json(501, { code: 501, message: "rollcall record carries JSON, no uploads." });

/**
 * A reverse proxy in front of a real account that keeps what went by under pseudonyms. The key of the pseudonyms is random
 * and forgotten with the recorder.
 */
export const createRecorder = ({ forward, write, writes }: RecorderOptions): Dispatch => {
  const names = createPseudonyms(randomBytes(32));
  let number = 0;
  return async (exchange) => {
    if (exchange.path === accountCredentials.path) return standInToken;
    if (exchange.method !== "GET" && !writes) return readOnly(exchange.method);
    if (String(exchange.headers["content-type"] ?? "").startsWith("multipart/")) return noUploads;
    const answer = await forward(exchange);
    number += 1;
    write(`${exactJson.stringify(redactCall(number, exchange, answer, names))}\n`);
    return answer;
  };
};
