import { groupAdminRemove } from "#zoom";

import { ok, refusal } from "../answer.ts";
import type { Handler } from "../handlers.ts";
import { adminsChanged } from "../webhooks/group-events.ts";
import { findGroup } from "./find.ts";
import { adminOf, dismissAdmin } from "./membership.ts";
import { userNamed } from "../named-users.ts";

const { errors } = groupAdminRemove;

/** DELETE /groups/{groupId}/admins/{userId}. */
export const removeAdmin: Handler = (call) => {
  const group = findGroup(call, errors);
  if ("body" in group) return group;
  const user = userNamed(call, call.userId);
  if (user === undefined || !adminOf(user).includes(group.id)) return refusal(errors.notAdmin, { groupId: group.id });
  dismissAdmin(call.world, call.tenant, user, group);
  adminsChanged(call.world, call.tenant, group, "group.admin_deleted", [user]);
  return ok(204, "");
};
