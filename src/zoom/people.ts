import { documented, inferred, unknown, wire } from "./source.ts";

/** Limits of names. */
export const nameLimits = {
  /** Characters in first_name and in last_name. */
  part: 64,
  /** Chinese (Han) characters in first_name and in last_name. */
  partHan: 5,
  /** Characters in display_name. */
  display: 128,
  displayHan: 10,
  source: documented("OAS-U; counting Han code points is inferred"),
} as const;

/** Limits of addresses: the syntax is checked, not whether mail arrives; case does not matter. */
export const emailLimits = { maxLength: 128, source: wire("DF-5361; comparison inferred") } as const;

/** Zoom's default rule for passwords (only autoCreate takes one). */
export const passwordRule = {
  minLength: 8,
  maxLength: 32,
  needs: ["letter", "digit", "upper case", "lower case"],
  /** The run length that counts as «consecutive» is not published: the whole password being one run is what we refuse. */
  consecutive: unknown("section 6 of the fact sheet"),
  source: documented("OAS-U, description of user_info.password"),
} as const;

/** Invitations of action `create`. */
export const invitation = { lifetimeDays: 30, source: documented("Zoom support: Managing users") } as const;

/** Paging of GET /users. */
export const paging = {
  defaultSize: 30,
  /** 300 in older documents. */
  maxSize: 2000,
  tokenLifetimeMs: 15 * 60_000,
  outOfRange: unknown("clamped by default"),
  source: documented("OAS-U"),
} as const;

/** `last_login_time` only moves when three days have passed. */
export const lastLoginBufferDays = 3;

/** How Zoom writes the time of day. */
export const timeFormat = { example: "2026-10-02T08:15:00Z", source: inferred("every sample") } as const;
