import { roles } from "#zoom";

import type { Call } from "../handlers.ts";
import type { User } from "../records.ts";

const administrators: ReadonlySet<string> = new Set([roles.owner.id, roles.admin.id]);

/** Owner or Admin: nobody changes these by the way. */
export const isAdministrator = ({ roleId }: Pick<User, "roleId">): boolean => administrators.has(roleId);

/** Whether a call may change what is a user's own: its token is theirs, or acts for the Owner (as an app's without a role does) or an Admin. */
export const actsFor = ({ tenant, token }: Pick<Call, "tenant" | "token">, user: User): boolean => {
  if (token.userId === user.id) return true;
  const roleId = token.userId === undefined ? token.roleId : tenant.users.byId(token.userId)?.roleId;
  return roleId === undefined || administrators.has(roleId);
};
