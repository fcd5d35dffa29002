import { operation } from "../operation.ts";
import { accountSettingsOptions } from "../settings/documents.ts";
import { documented } from "../source.ts";
import { bodyErrors } from "./group-shared.ts";
import {
  accountIdParameter,
  accountPaidOnly,
  accountUnknown,
  editsAccount,
  lazySuccess,
  locksByOption,
  oasAccounts,
  optionParameter,
  queryFieldsParameter,
  readsAccount,
  settingNotes,
  settingsByOption,
  writesAccount,
} from "./settings-shared.ts";

const settings = settingsByOption("account");
const locks = locksByOption("account");

export const accountSettings = operation({
  id: "accountSettings",
  method: "GET",
  path: "/accounts/{accountId}/settings",
  summary: "Get an account's settings",
  label: "Medium",
  permissions: ["AccountSetting:Read"],
  scopes: readsAccount(["account:read:settings:admin", "account:read:settings:master"]),
  parameters: [accountIdParameter, optionParameter(accountSettingsOptions), queryFieldsParameter],
  success: lazySuccess(settings),
  byOption: settings,
  errors: {
    notPaid: accountPaidOnly("Only available for paid accounts.", 200),
    unknown: accountUnknown(),
  },
  notes: [
    {
      text: "The form of Video SDK accounts (`in_session`, `session_security`) is not emulated.",
      source: documented("OAS-A, the fourth form of the answer"),
    },
  ],
  source: oasAccounts,
});

export const accountSettingsUpdate = operation({
  id: "accountSettingsUpdate",
  method: "PATCH",
  path: "/accounts/{accountId}/settings",
  summary: "Update an account's settings",
  label: "Medium",
  permissions: editsAccount,
  scopes: writesAccount(["account:update:settings:admin", "account:update:settings:master"]),
  parameters: [accountIdParameter, optionParameter(accountSettingsOptions)],
  get request() {
    return settings("")?.request ?? [];
  },
  success: { status: 204, fields: [] },
  byOption: settings,
  errors: { ...bodyErrors, notPaid: accountPaidOnly(), unknown: accountUnknown() },
  notes: [settingNotes.merge],
  source: oasAccounts,
});

export const accountLocks = operation({
  id: "getAccountLockSettings",
  method: "GET",
  path: "/accounts/{accountId}/lock_settings",
  summary: "Get what an account locks",
  label: "Medium",
  permissions: ["AccountSetting:Read"],
  scopes: readsAccount(["account:read:lock_settings:master"]),
  parameters: [accountIdParameter, optionParameter(["meeting_security"]), queryFieldsParameter],
  success: lazySuccess(locks),
  byOption: locks,
  errors: {
    notPaid: accountPaidOnly("Only available for paid account:{accountId}.", 200),
    unknown: accountUnknown("Account does not exist: {accountId}.", 400),
  },
  notes: [],
  source: oasAccounts,
});

export const accountLocksUpdate = operation({
  id: "UpdateLockedSettings",
  method: "PATCH",
  path: "/accounts/{accountId}/lock_settings",
  summary: "Lock an account's settings",
  label: "Medium",
  permissions: editsAccount,
  scopes: writesAccount(["account:update:lock_settings:master", "account:update:lock_settings:admin"]),
  parameters: [accountIdParameter, optionParameter(["meeting_security"])],
  get request() {
    return locks("")?.request ?? [];
  },
  success: { status: 200, fields: [] },
  byOption: locks,
  errors: {
    ...bodyErrors,
    notPaid: accountPaidOnly("Only available for Paid account: {accountId}.", 200),
    unknown: accountUnknown("Account does not exist: {accountId}."),
  },
  notes: [settingNotes.merge],
  source: oasAccounts,
});
