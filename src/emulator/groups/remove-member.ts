import { groupMemberRemove } from "#zoom";

import { ok, refusal } from "../answer.ts";
import type { Handler } from "../handlers.ts";
import { membersChanged } from "../webhooks/group-events.ts";
import { findGroup } from "./find.ts";
import { groupsOf, leave } from "./membership.ts";
import { userNamed } from "../named-users.ts";

const { errors } = groupMemberRemove;

/** DELETE /groups/{groupId}/members/{memberId}. */
export const removeMember: Handler = (call) => {
  const group = findGroup(call, errors);
  if ("body" in group) return group;
  const user = userNamed(call, call.parameters["memberId"] ?? "");
  if (user === undefined || !groupsOf(user).includes(group.id)) return refusal(errors.memberUnknown);
  leave(call.world, call.tenant, user, group);
  membersChanged(call.world, call.tenant, group, "group.member_deleted", [user]);
  return ok(204, "");
};
