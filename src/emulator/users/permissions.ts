import { rolePrivileges, roles } from "#zoom";

import { ok } from "../answer.ts";
import type { Handler } from "../handlers.ts";
import { findUser, isOutcome } from "./find.ts";

/** GET /users/{userId}/permissions: what the user's role may do. */
export const listPermissions: Handler = (call) => {
  const user = findUser(call);
  if (isOutcome(user)) return user;
  const { roleId } = user;
  const permissions =
    roleId === roles.owner.id || roleId === roles.admin.id
      ? rolePrivileges.names
      : (call.tenant.roles.byId(roleId)?.privileges ?? []);
  return ok(200, JSON.stringify({ permissions }));
};
