import { documented } from "./source.ts";

/** Limits of groups. */
export const groupLimits = {
  /** Characters in a name. */
  nameLength: 127,
  /** New groups a day, and groups of one account. */
  perDay: 100,
  total: 5000,
  page: 30,
  maxPage: 300,
  maxMembersPage: 2000,
  /** Users in one call. */
  newMembers: 30,
  newAdmins: 10,
  source: documented("OAS-U"),
} as const;
