import { userEmailCheck } from "#zoom";

import { ok, refusal } from "../answer.ts";
import type { Handler } from "../handlers.ts";

/** GET /users/email: true only for work-e-mail users of this account (section 8.7 of the fact sheet). */
export const checkEmail: Handler = ({ tenant, query }) => {
  const email = query.get("email");
  if (email === null || email === "") return refusal(userEmailCheck.errors.emailMissing);
  const user = tenant.users.byEmail(email);
  const exists =
    user !== undefined &&
    (user.status === "active" || user.status === "inactive") &&
    (user.action === "create" || user.action === "autoCreate");
  return ok(200, JSON.stringify({ existed_email: exists }));
};
