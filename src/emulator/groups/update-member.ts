import { groupMemberUpdate } from "#zoom";

import { ok, refusal } from "../answer.ts";
import type { Handler } from "../handlers.ts";
import { stringOf } from "../read.ts";
import { membersChanged } from "../webhooks/group-events.ts";
import { findGroup, groupById } from "./find.ts";
import { groupsOf, setGroups } from "./membership.ts";
import { userNamed } from "../named-users.ts";

const { errors } = groupMemberUpdate;

/** The target in place of the group that is left; where the user is in the target already, only the leaving remains. */
const moved = (groups: readonly string[], from: string, to: string): readonly string[] =>
  groups.includes(to) ? groups.filter((id) => id !== from || id === to) : groups.map((id) => (id === from ? to : id));

/** PATCH /groups/{groupId}/members/{memberId}: into another group, or another primary group. */
export const updateMember: Handler = (call) => {
  const group = findGroup(call, errors);
  if ("body" in group) return group;
  const { body, world, tenant } = call;
  const targetId = stringOf(body["target_group_id"]) ?? "";
  if (targetId === "") return refusal(errors.targetMissing);
  const target = groupById(call, targetId, errors);
  if ("body" in target) return target;
  const user = userNamed(call, call.parameters["memberId"] ?? "");
  if (user === undefined) return refusal(errors.memberUnknown);
  const groups = groupsOf(user);
  if (!groups.includes(group.id)) return refusal(errors.memberUnknown);
  if (body["action"] === "move") {
    setGroups(world, tenant, user, moved(groups, group.id, target.id));
    if (group !== target) {
      membersChanged(world, tenant, group, "group.member_deleted", [user]);
      if (!groups.includes(target.id)) membersChanged(world, tenant, target, "group.member_added", [user]);
    }
    return ok(204, "");
  }
  if (!groups.includes(target.id))
    return refusal(errors.memberUnknown, undefined, "set_primary takes one of the user's own groups (assumed).");
  setGroups(world, tenant, user, [target.id, ...groups.filter((id) => id !== target.id)]);
  return ok(204, "");
};
