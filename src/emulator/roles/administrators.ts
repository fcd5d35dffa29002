import { roles } from "#zoom";

import type { Token, User } from "../records.ts";

const administrators: ReadonlySet<string> = new Set([roles.owner.id, roles.admin.id]);

/** Owner or Admin: nobody changes these by the way. */
export const isAdministrator = ({ roleId }: Pick<User, "roleId">): boolean => administrators.has(roleId);

/** Whether an app acts for the Owner, as one without a role of its own does, or for an Admin. */
export const actsAsAdministrator = ({ roleId }: Token): boolean => roleId === undefined || administrators.has(roleId);
