import { userGet } from "#zoom";

import { ok, type Outcome, refusal } from "../answer.ts";
import type { Call, Handler } from "../handlers.ts";
import type { User } from "../records.ts";
import { findUser, isOutcome } from "./find.ts";
import { userText } from "./view.ts";

/** The user with an employee number, which an identity provider gives over SCIM. */
const findByUniqueId = ({ tenant, userId }: Call): User | Outcome => {
  for (const user of tenant.users.from(0)) if (user.profile?.employee_unique_id === userId) return user;
  return refusal(
    userGet.errors.notFound,
    { userId },
    "Nobody has that employee number: SCIM's employeeNumber gives it.",
  );
};

/** GET /users/{userId}; with `search_by_unique_id` by the employee number. */
export const getUser: Handler = (call) => {
  const user = call.query.get("search_by_unique_id") === "true" ? findByUniqueId(call) : findUser(call);
  return isOutcome(user)
    ? user
    : ok(200, userText(user, call.tenant.account, call.now, call.tenant.roles.nameOf(user.roleId), call.world.origin));
};
