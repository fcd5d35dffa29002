import { randomBytes } from "node:crypto";

import type { Answer } from "#base";
import { type ErrorTemplate, fill, scimMedia, scimUrns, standingHeaders, trackingHeader } from "#zoom";

const standing = standingHeaders.pairs.flat();
const jsonType = ["Content-Type", "application/json;charset=UTF-8"];
/** The media type of SCIM's bodies. */
export const scimType = ["Content-Type", `${scimMedia.type};charset=UTF-8`];
const none: readonly string[] = [];
const trackingPrefix = `v=2.0;clid=us02;rid=WEB_${randomBytes(12).toString("hex")}`;
/** Eight hex digits from the first on, and a small integer for the engine. */
let trackingCount = 0x1000_0000;
let dateSecond = -1;
let dateText = "";

/** The `Date` header for a time on the emulator's clock; made once a second. */
const dateHeader = (now: number): string => {
  const second = Math.floor(now / 1000);
  if (second !== dateSecond) {
    dateSecond = second;
    dateText = new Date(now).toUTCString();
  }
  return dateText;
};

/** An answer as Zoom dresses it: tracking id, cache headers, and what the operation adds. */
export const answer = (
  now: number,
  status: number,
  body: string,
  more: readonly string[] = none,
  type: readonly string[] = jsonType,
): Answer => {
  trackingCount += 1;
  const date = dateHeader(now);
  const tracking = trackingPrefix + trackingCount.toString(16);
  // Spread, not concat(): that leaves compiled code, and costs three times as much.
  const headers = ["Date", date, trackingHeader.name, tracking, ...standing, ...more, ...(body === "" ? none : type)];
  return { status, headers, body };
};

/** What a handler gives back: the dispatcher dresses it. */
export interface Outcome {
  readonly status: number;
  /** JSON text; empty for none. */
  readonly body: string;
  readonly headers?: readonly string[];
  /** The header pair of its type, where the body is no JSON. */
  readonly type?: readonly string[];
  /** The error that it is, for the count of what was exercised. */
  readonly template?: ErrorTemplate;
  /** In plain words, what was wrong with the request and what to send instead. */
  readonly hint?: string;
}

export const ok = (status: number, body: string, headers?: readonly string[]): Outcome =>
  headers === undefined ? { status, body } : { status, body, headers };

/** An error from its template, in Zoom's envelope. */
export const refusal = (
  template: ErrorTemplate,
  values?: Readonly<Record<string, string | number>>,
  hint?: string,
): Outcome => ({
  status: template.status,
  body: JSON.stringify({ code: template.code, message: fill(template.message, values) }),
  template,
  ...(hint === undefined ? {} : { hint }),
});

/** An error from its template, as SCIM has it. */
export const scimRefusal = (
  template: ErrorTemplate,
  values?: Readonly<Record<string, string | number>>,
  hint?: string,
): Outcome => ({
  status: template.status,
  body: JSON.stringify({
    schemas: [scimUrns.error],
    detail: fill(template.message, values),
    status: template.status,
  }),
  type: scimType,
  template,
  ...(hint === undefined ? {} : { hint }),
});
