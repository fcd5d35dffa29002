import { ok } from "../answer.ts";
import type { Handler } from "../handlers.ts";
import { findUser, isOutcome } from "./find.ts";
import { userText } from "./view.ts";

/** GET /users/{userId}. `search_by_unique_id` finds nobody: employee ids come from an identity provider, which nobody plays here. */
export const getUser: Handler = (call) => {
  const user = findUser(call);
  return isOutcome(user) ? user : ok(200, userText(user, call.tenant.account, call.now));
};
