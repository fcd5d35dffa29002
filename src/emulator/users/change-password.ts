import { fieldMessages, userPassword } from "#zoom";

import { ok, type Outcome, refusal } from "../answer.ts";
import { validationFailed } from "../bind.ts";
import type { Call, Handler } from "../handlers.ts";
import { sendMail } from "../inbox/send.ts";
import { isAdministrator } from "../roles/administrators.ts";
import { stringOf } from "../read.ts";
import type { User } from "../records.ts";
import { changesBefore, passwordAge, setPassword } from "./credentials.ts";
import { findUser, isOutcome } from "./find.ts";
import { lengthRule, passwordFault } from "./password.ts";

const { errors } = userPassword;

const checkRule = ({ tenant }: Call, password: string): Outcome | undefined => {
  const rule = tenant.account.settings.password;
  const fault = passwordFault(password, rule);
  if (fault === undefined) return undefined;
  return fault === "tooLong"
    ? validationFailed([{ field: "password", message: fieldMessages.invalid.text }])
    : refusal(errors[fault], { lengthRule: lengthRule(rule) });
};

const checkHistory = ({ tenant, now }: Call, user: User, password: string): Outcome | undefined => {
  const { history, changesPerDay } = tenant.account.settings.password;
  const age = passwordAge(tenant, user, password);
  if (age === 0) return refusal(errors.same);
  if (age > 0 && age <= history) return refusal(errors.reused, { formerPwdCount: history });
  return changesBefore(tenant, user, now) < changesPerDay ? undefined : refusal(errors.tooOften);
};

/** Users with a password of Zoom's own: not those of an identity provider or of an app. */
const hasPassword = ({ action, status }: User): boolean =>
  status !== "pending" && (action === "create" || action === "autoCreate");

/** PUT /users/{userId}/password. */
export const changePassword: Handler = (call) => {
  const user = findUser(call);
  if (isOutcome(user)) return user;
  if (isAdministrator(user)) return refusal(errors.admin);
  if (!hasPassword(user)) return refusal(errors.notWorkEmail);
  const password = stringOf(call.body["password"]) ?? "";
  const refused = checkRule(call, password) ?? checkHistory(call, user, password);
  if (refused !== undefined) return refused;
  setPassword(call.tenant, user, password, call.now);
  sendMail(call.world, user, "password");
  return ok(204, "");
};
