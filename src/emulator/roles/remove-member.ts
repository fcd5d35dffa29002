import { roleMemberRemove, roles } from "#zoom";

import { ok, refusal } from "../answer.ts";
import type { Handler } from "../handlers.ts";
import { userNamed } from "../named-users.ts";
import { findRole } from "./find.ts";
import { assignRole, isMember } from "./members-of.ts";

const { errors } = roleMemberRemove;

/** DELETE /roles/{roleId}/members/{memberId}: the user is a Member again. */
export const removeRoleMember: Handler = (call) => {
  const role = findRole(call, errors);
  if ("body" in role) return role;
  if (role.id === roles.owner.id || role.id === roles.member.id) return refusal(errors.fixedMembers);
  const name = call.parameters["memberId"] ?? "";
  const user = userNamed(call, name);
  if (user === undefined || !isMember(user, role)) return refusal(errors.memberUnknown, { userId: name });
  assignRole(call.world, call.tenant, user, roles.member.id);
  return ok(204, "");
};
