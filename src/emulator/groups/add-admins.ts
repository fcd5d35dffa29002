import { groupAdminsAdd } from "#zoom";

import { ok } from "../answer.ts";
import type { Handler } from "../handlers.ts";
import { timeText } from "../users/view.ts";
import { findGroup } from "./find.ts";
import { makeAdmin } from "./membership.ts";
import { idsOf, namedUsers } from "../named-users.ts";

/** POST /groups/{groupId}/admins. */
export const addAdmins: Handler = (call) => {
  const group = findGroup(call, groupAdminsAdd.errors);
  if ("body" in group) return group;
  const { users, hint } = namedUsers(call, call.body["admins"]);
  for (const user of users) makeAdmin(call.world, call.tenant, user, group);
  const done = ok(201, JSON.stringify({ ids: idsOf(users), added_at: timeText(call.now) }));
  return hint === undefined ? done : { ...done, hint };
};
