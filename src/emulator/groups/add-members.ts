import { groupMembersAdd } from "#zoom";

import { ok } from "../answer.ts";
import type { Handler } from "../handlers.ts";
import { timeText } from "../users/view.ts";
import { membersChanged } from "../webhooks/group-events.ts";
import { findGroup } from "./find.ts";
import { groupsOf, join } from "./membership.ts";
import { idsOf, namedUsers } from "../named-users.ts";

/** POST /groups/{groupId}/members. */
export const addMembers: Handler = (call) => {
  const group = findGroup(call, groupMembersAdd.errors);
  if ("body" in group) return group;
  const { users, hint } = namedUsers(call, call.body["members"]);
  const joining = users.filter((user) => !groupsOf(user).includes(group.id));
  for (const user of joining) join(call.world, call.tenant, user, group);
  membersChanged(call.world, call.tenant, group, "group.member_added", joining);
  const done = ok(201, JSON.stringify({ ids: idsOf(users), added_at: timeText(call.now) }));
  return hint === undefined ? done : { ...done, hint };
};
