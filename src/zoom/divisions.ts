import { documented, unknown } from "./source.ts";

/** Limits of divisions. */
export const divisionLimits = {
  page: 30,
  maxPage: 300,
  source: documented("OAS-U"),
  /** Divisions of one account, the main one included. */
  total: { count: 100, source: unknown("there is an error for it, and no number") },
} as const;
