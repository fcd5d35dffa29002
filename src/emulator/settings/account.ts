import {
  accountBackgroundAdd,
  accountBackgroundsRemove,
  accountLocks,
  accountLocksUpdate,
  accountRegistration,
  accountRegistrationUpdate,
  accountSettings,
  accountSettingsUpdate,
  type ErrorTemplate,
} from "#zoom";

import { ok, type Outcome, refusal } from "../answer.ts";
import type { Call, Handler } from "../handlers.ts";
import { addBackground, removeBackgrounds } from "./backgrounds.ts";
import { applyCommands } from "./commands.ts";
import { accountPlace, type Place } from "./places.ts";
import { readLocks, readSettings } from "./read.ts";
import { registrationView, setRegistration } from "./registration.ts";
import { applySecurity } from "./security.ts";
import { done, setLocks, setValues, wantedSettings, withAuthentication } from "./write.ts";

interface AccountErrors {
  readonly unknown: ErrorTemplate;
  readonly notPaid?: ErrorTemplate;
}

/** Why the path's account may not be asked: it is another one, or a Free one where Zoom wants paid ones. */
const checkAccount = ({ tenant, parameters }: Call, { unknown, notPaid }: AccountErrors): Outcome | undefined => {
  const { account } = tenant;
  const accountId = parameters["accountId"] ?? "";
  if (accountId !== "me" && accountId !== account.id)
    return refusal(unknown, { accountId }, "Only the token's own account is there: `me` or its id.");
  return notPaid !== undefined && account.settings.plan === "free"
    ? refusal(notPaid, { accountId: account.id }, "This account has the plan free.")
    : undefined;
};

const placeOf = (call: Call): Place & { readonly holder: "account" } => ({
  ...accountPlace(call.tenant),
  holder: "account",
});

/** GET /accounts/{accountId}/settings. */
export const getAccountSettings: Handler = (call) =>
  checkAccount(call, accountSettings.errors) ?? readSettings(call, placeOf(call));

/** PATCH /accounts/{accountId}/settings. */
export const updateAccountSettings: Handler = (call) => {
  const barred = checkAccount(call, accountSettingsUpdate.errors);
  if (barred !== undefined) return barred;
  const place = placeOf(call);
  const wanted = wantedSettings(call, place);
  if ("status" in wanted) return wanted;
  const refused = withAuthentication(call, place, wanted) ?? applyCommands(call, place, wanted.values);
  if (refused !== undefined) return refused;
  applySecurity(call, wanted.values);
  setValues(call, place, wanted.values);
  return done(wanted);
};

/** GET /accounts/{accountId}/lock_settings. */
export const getAccountLocks: Handler = (call) =>
  checkAccount(call, accountLocks.errors) ?? readLocks(call, placeOf(call));

/** PATCH /accounts/{accountId}/lock_settings. */
export const updateAccountLocks: Handler = (call) =>
  checkAccount(call, accountLocksUpdate.errors) ?? done(setLocks(call, placeOf(call)), 200);

/** GET /accounts/{accountId}/settings/registration. */
export const getAccountRegistration: Handler = (call) =>
  checkAccount(call, accountRegistration.errors) ?? ok(200, JSON.stringify(registrationView(call, "account")));

/** PATCH /accounts/{accountId}/settings/registration. */
export const updateAccountRegistration: Handler = (call) => {
  const barred = checkAccount(call, accountRegistrationUpdate.errors);
  if (barred !== undefined) return barred;
  setRegistration(call, "account");
  return ok(204, "");
};

/** POST /accounts/{accountId}/settings/virtual_backgrounds. */
export const addAccountBackground: Handler = (call) =>
  checkAccount(call, { unknown: accountBackgroundAdd.errors.unknown }) ??
  addBackground(call, "account", accountBackgroundAdd.errors, ["jpeg", "gif", "png"]);

/** DELETE /accounts/{accountId}/settings/virtual_backgrounds. */
export const removeAccountBackgrounds: Handler = (call) =>
  checkAccount(call, { unknown: accountBackgroundsRemove.errors.unknown }) ??
  removeBackgrounds(call, "account", accountBackgroundsRemove.errors.fileIds);
