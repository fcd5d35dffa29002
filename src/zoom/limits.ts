import type { RateLabel } from "./operation.ts";
import { documented, inferred, type Source, wire } from "./source.ts";

/** What the account pays for. "business" stands for Business, Education, Enterprise and Partner alike. */
export type Plan = "free" | "pro" | "business";

export interface LabelLimit {
  /** Calls allowed in one second (for Resource-intensive: in one minute). */
  readonly perWindow: number;
  readonly windowMs: 1000 | 60_000;
  /** Calls allowed in one day; absent = not limited. Heavy and Resource-intensive share one pool. */
  readonly perDay?: number;
}

const perSecond = (perWindow: number, perDay?: number): LabelLimit => ({
  perWindow,
  windowMs: 1000,
  ...(perDay === undefined ? {} : { perDay }),
});
const perMinute = (perWindow: number, perDay: number): LabelLimit => ({ perWindow, windowMs: 60_000, perDay });

/** Account-wide limits, shared by all apps and users of the account. */
export const labelLimits: Readonly<Record<Plan, Readonly<Record<RateLabel, LabelLimit>>>> = {
  free: {
    Light: perSecond(4, 6000),
    Medium: perSecond(2, 2000),
    Heavy: perSecond(1, 1000),
    "Resource-intensive": perMinute(10, 30_000),
  },
  pro: {
    Light: perSecond(30),
    Medium: perSecond(20),
    Heavy: perSecond(10, 30_000),
    "Resource-intensive": perMinute(10, 30_000),
  },
  business: {
    Light: perSecond(80),
    Medium: perSecond(60),
    Heavy: perSecond(40, 60_000),
    "Resource-intensive": perMinute(20, 60_000),
  },
};
export const labelLimitsSource: Source = documented("ZDoc rate-limits; Free column ZPlug");

/** Labels that draw on one common daily pool. */
export const pooledLabels: readonly RateLabel[] = ["Heavy", "Resource-intensive"];

/** `POST /users` with action `create`, a day; the day begins at 00:00:00 GMT. */
export const invitesPerDay: Readonly<Record<Plan, number>> = { free: 50, pro: 1500, business: 10_000 };
export const invitesSource: Source = documented("OAS-U, description of userCreate");

export const rateHeaders = {
  category: { name: "X-RateLimit-Category", source: wire("PSZoom#96") },
  type: { name: "X-RateLimit-Type", source: documented("ZDoc rate-limits; absent in two real dumps") },
  limit: { name: "X-RateLimit-Limit", source: wire("PSZoom#96, DF-18928: the daily quota") },
  remaining: { name: "X-RateLimit-Remaining", source: wire("PSZoom#96, DF-18928") },
  retryAfter: { name: "Retry-After", source: documented("ZDoc rate-limits: an ISO date-time, not seconds") },
} as const;

export const rateErrors = {
  perSecond: {
    status: 429,
    code: 429,
    message: "You have reached the maximum per-second rate limit for this API. Try again later.",
    trigger: "more calls of a label in one second than the plan allows",
    source: wire("section 5 of the fact sheet"),
  },
  daily: {
    status: 429,
    code: 429,
    message:
      "You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.",
    trigger: "more calls of a label in one day than the plan allows",
    source: documented("ZDoc rate-limits"),
  },
} as const;

/** How long limits are remembered as "a day": until the next 00:00:00 GMT. */
export const dayMs = 86_400_000;
export const dayResetSource: Source = inferred("text of the invite error: «at GMT 00:00:00»");
