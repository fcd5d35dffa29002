import { groupAdminsAdd } from "#zoom";

import { ok } from "../answer.ts";
import type { Handler } from "../handlers.ts";
import { timeText } from "../users/view.ts";
import { adminsChanged } from "../webhooks/group-events.ts";
import { findGroup } from "./find.ts";
import { adminOf, makeAdmin } from "./membership.ts";
import { idsOf, namedUsers } from "../named-users.ts";

/** POST /groups/{groupId}/admins. */
export const addAdmins: Handler = (call) => {
  const group = findGroup(call, groupAdminsAdd.errors);
  if ("body" in group) return group;
  const { users, hint } = namedUsers(call, call.body["admins"]);
  const rising = users.filter((user) => !adminOf(user).includes(group.id));
  for (const user of rising) makeAdmin(call.world, call.tenant, user, group);
  adminsChanged(call.world, call.tenant, group, "group.admin_added", rising);
  const done = ok(201, JSON.stringify({ ids: idsOf(users), added_at: timeText(call.now) }));
  return hint === undefined ? done : { ...done, hint };
};
