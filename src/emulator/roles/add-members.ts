import { roleMembersAdd, roles } from "#zoom";

import { ok, refusal } from "../answer.ts";
import type { Handler } from "../handlers.ts";
import { idsOf, namedUsers } from "../named-users.ts";
import { timeText } from "../users/view.ts";
import { findRole } from "./find.ts";
import { assignRole } from "./members-of.ts";

const { errors } = roleMembersAdd;

/** POST /roles/{roleId}/members. */
export const addRoleMembers: Handler = (call) => {
  const role = findRole(call, errors);
  if ("body" in role) return role;
  if (role.id === roles.owner.id || role.id === roles.member.id) return refusal(errors.fixedMembers);
  const named = namedUsers(call, call.body["members"]);
  // The Owner stays Owner: the account has one at all times.
  const users = named.users.filter((user) => user.roleId !== roles.owner.id);
  for (const user of users) assignRole(call.world, call.tenant, user, role.id);
  const done = ok(201, JSON.stringify({ ids: idsOf(users), add_at: timeText(call.now) }));
  const owner = users.length < named.users.length ? "The account's Owner keeps that role (assumed)." : "";
  const hint = [named.hint ?? "", owner].join(" ").trim();
  return hint === "" ? done : { ...done, hint };
};
