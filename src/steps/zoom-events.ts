import { createHash, createHmac, timingSafeEqual } from "node:crypto";

import { bodyText, type Exchange } from "#base";
import type { ReadEvent } from "#workflows";
import { webhookSignature, webhookValidation } from "#zoom";
import { z } from "zod";

/** Zoom repeats for an hour and a half, each time signed anew: an old signature is somebody else's. */
const maxAgeMs = 300_000;

const eventSchema = z.looseObject({ event: z.string().max(200), payload: z.looseObject({}).default({}) });

const header = (exchange: Exchange, name: string): string => {
  const value = exchange.headers[name];
  return typeof value === "string" ? value : "";
};

const hash = (text: string): Buffer => createHash("sha256").update(text).digest();

const isSigned = (exchange: Exchange, secret: string, timestamp: string): boolean => {
  const { version } = webhookSignature;
  const wanted = createHmac("sha256", secret).update(`${version}:${timestamp}:`).update(exchange.body).digest("hex");
  return timingSafeEqual(hash(header(exchange, webhookSignature.header)), hash(`${version}=${wanted}`));
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Reads what Zoom, or the emulator, sends to a webhook endpoint: checks the signature and answers the challenge. */
export const readZoomEvent: ReadEvent = (exchange, secret, now) => {
  const timestamp = header(exchange, webhookSignature.timestampHeader);
  if (secret === "" || !/^\d{1,12}$/.test(timestamp) || !isSigned(exchange, secret, timestamp))
    return { kind: "refused", status: 401, message: "the signature is missing or wrong" };
  if (now !== undefined && Math.abs(now - Number(timestamp) * 1000) > maxAgeMs)
    return { kind: "refused", status: 401, message: "the signature is older than five minutes" };
  const body = eventSchema.safeParse(parse(bodyText(exchange.body)));
  if (!body.success) return { kind: "refused", status: 400, message: "the body is no event" };
  const { event, payload } = body.data;
  if (event !== webhookValidation.event)
    // The same event is the same text, however often it is delivered.
    return {
      kind: "event",
      id: createHash("sha256").update(exchange.body).digest("base64url"),
      event,
      body: body.data,
    };
  const token = payload[webhookValidation.tokenField];
  if (typeof token !== "string") return { kind: "refused", status: 400, message: "the challenge has no token" };
  return {
    kind: "answer",
    answer: {
      status: webhookValidation.status,
      headers: ["Content-Type", "application/json"],
      body: JSON.stringify({
        [webhookValidation.tokenField]: token,
        [webhookValidation.answerField]: createHmac("sha256", secret).update(token).digest("hex"),
      }),
    },
  };
};
