import { userGet } from "#zoom";

import { ok, refusal } from "../answer.ts";
import type { Handler } from "../handlers.ts";
import { findUser, isOutcome } from "./find.ts";
import { userText } from "./view.ts";

/** GET /users/{userId}. `search_by_unique_id` finds nobody: employee ids come from an identity provider, which nobody plays here. */
export const getUser: Handler = (call) => {
  if (call.query.get("search_by_unique_id") === "true")
    return refusal(userGet.errors.notFound, { userId: call.userId }, "Users of this emulator have no employee id.");
  const user = findUser(call);
  return isOutcome(user)
    ? user
    : ok(200, userText(user, call.tenant.account, call.now, call.tenant.roles.nameOf(user.roleId)));
};
