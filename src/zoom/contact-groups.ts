import { documented } from "./source.ts";

/** Limits of contact groups. */
export const contactGroupLimits = {
  page: 10,
  maxPage: 50,
  /** Members in one call, by kind. */
  newUsers: 50,
  newGroups: 3,
  removedMembers: 20,
  source: documented("OAS-U"),
} as const;
