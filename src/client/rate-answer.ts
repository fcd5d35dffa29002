import { dayMs, invitesPerDay, labelLimits, rateErrors, rateHeaders, type RateLabel } from "#zoom";

import type { Refusal } from "./answer.ts";
import type { TransportResponse } from "./transport.ts";

/** What a 429 means. Times are on the account's clock. */
export type RateAnswer =
  | { readonly kind: "second"; readonly waitMs: number }
  | { readonly kind: "day" | "invites"; readonly until: number };

const farMs = 60_000;
const shortWaitMs = 1000;

/** The next 00:00 GMT after `now`. */
const nextDay = (now: number): number => (Math.floor(now / dayMs) + 1) * dayMs;

/**
 * Retry-After as milliseconds since 1970: seconds from `now`, an HTTP date or an ISO date (without a zone: GMT).
 * @source ZDoc rate-limits (documented): Zoom sends an ISO date-time.
 */
export const retryAfterTime = (header: string | null, now: number): number | undefined => {
  const text = header?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(text)) return now + Number(text) * 1000;
  const time = Date.parse(/^\d{4}-\d\d-\d\dT[\d:.]+$/.test(text) ? `${text}Z` : text);
  return Number.isNaN(time) ? undefined : time;
};

const dailyText = /daily|00:00:00/i;

const isDaily = (response: TransportResponse, message: string, retryAt: number | undefined, now: number): boolean => {
  if (retryAt !== undefined && retryAt - now > farMs) return true;
  const type = response.headers.get(rateHeaders.type.name)?.toLowerCase();
  if (type?.startsWith("daily") === true) return true;
  // The text is only a hint: it may be in any language.
  return type !== "qps" && dailyText.test(message);
};

const labelDays = new Set(
  Object.values(labelLimits).flatMap((labels) => Object.values(labels).map(({ perDay }) => perDay)),
);
const inviteDays = new Set(Object.values(invitesPerDay));

/** In doubt the invitations are what ran out: taking them for the label's limit would stop the reads as well. */
const isLabelDay = (response: TransportResponse, message: string): boolean => {
  const limit = Number(response.headers.get(rateHeaders.limit.name) ?? Number.NaN);
  if (inviteDays.has(limit)) return false;
  return labelDays.has(limit) || message === rateErrors.daily.message;
};

/** Reads a 429. `kind` says whether the call was an invitation. */
export const readRateAnswer = (
  response: TransportResponse,
  refusal: Refusal,
  call: { readonly kind: "call" | "invite"; readonly label: RateLabel },
  now: number,
): RateAnswer => {
  const retryAt = retryAfterTime(response.headers.get(rateHeaders.retryAfter.name), now);
  if (!isDaily(response, refusal.message, retryAt, now)) {
    return { kind: "second", waitMs: retryAt === undefined ? shortWaitMs : Math.max(0, retryAt - now) };
  }
  return {
    kind: call.kind === "invite" && !isLabelDay(response, refusal.message) ? "invites" : "day",
    until: retryAt !== undefined && retryAt > now ? retryAt : nextDay(now),
  };
};
