import { operation } from "../operation.ts";
import { registrationFields, registrationTypes } from "../settings/registration.ts";
import type { Parameter } from "../field.ts";
import type { ErrorTemplate } from "../operation.ts";
import { inferred } from "../source.ts";
import {
  bodyErrors,
  groupIdParameter,
  groupUnknown,
  oas,
  paidOnly,
  readsGroups,
  writesGroups,
} from "./group-shared.ts";
import {
  accountIdParameter,
  accountPaidOnly,
  accountUnknown,
  editsAccount,
  oasAccounts,
  readsAccount,
  settingNotes,
  writesAccount,
} from "./settings-shared.ts";

const typeParameter: Parameter = { name: "type", in: "query", type: "string", values: registrationTypes.values };

const typeErrors = {
  typeMissing: {
    status: 400,
    code: 300,
    message: "Missing parameters: type.",
    trigger: "type is missing or empty",
    source: oas,
  },
  typeUnknown: {
    status: 400,
    code: 300,
    message: "Invalid parameter: type.",
    trigger: "any type but webinar",
    source: oas,
  },
} as const satisfies Record<string, ErrorTemplate>;

const listsNote = {
  text: "`options` are merged; a list of questions is replaced as a whole, and a standard question that is not in it is neither asked nor required.",
  source: inferred("as settings; no error is documented"),
} as const;

export const groupRegistration = operation({
  id: "groupSettingsRegistration",
  method: "GET",
  path: "/groups/{groupId}/settings/registration",
  summary: "Get a group's webinar registration settings",
  label: "Medium",
  permissions: ["Group:Read"],
  scopes: readsGroups("group:read:registration_settings:admin"),
  parameters: [groupIdParameter, typeParameter],
  success: { status: 200, fields: registrationFields },
  errors: { ...typeErrors, unknown: groupUnknown("Group does not exist: {groupId}.") },
  notes: [settingNotes.inherit],
  source: oas,
});

export const groupRegistrationUpdate = operation({
  id: "groupSettingsRegistrationUpdate",
  method: "PATCH",
  path: "/groups/{groupId}/settings/registration",
  summary: "Update a group's webinar registration settings",
  label: "Medium",
  permissions: ["Group:Edit"],
  scopes: writesGroups("group:update:registration_settings:admin"),
  parameters: [groupIdParameter, typeParameter],
  request: registrationFields,
  success: { status: 204, fields: [] },
  errors: {
    ...bodyErrors,
    ...typeErrors,
    notPaid: paidOnly(),
    unknown: groupUnknown("Group does not exist: {groupId}."),
  },
  notes: [listsNote],
  source: oas,
});

export const accountRegistration = operation({
  id: "accountSettingsRegistration",
  method: "GET",
  path: "/accounts/{accountId}/settings/registration",
  summary: "Get an account's webinar registration settings",
  label: "Medium",
  permissions: ["AccountSetting:Read"],
  scopes: readsAccount(["account:read:registration_settings:master"]),
  parameters: [accountIdParameter, typeParameter],
  success: { status: 200, fields: registrationFields },
  errors: { unknown: accountUnknown() },
  notes: [{ text: "`type` may be left out.", source: inferred("only groups document an error for it") }],
  source: oasAccounts,
});

export const accountRegistrationUpdate = operation({
  id: "accountSettingsRegistrationUpdate",
  method: "PATCH",
  path: "/accounts/{accountId}/settings/registration",
  summary: "Update an account's webinar registration settings",
  label: "Medium",
  permissions: editsAccount,
  scopes: writesAccount(["account:update:registration_settings:master"]),
  parameters: [accountIdParameter, typeParameter],
  request: registrationFields,
  success: { status: 204, fields: [] },
  errors: { ...bodyErrors, notPaid: accountPaidOnly(), unknown: accountUnknown() },
  notes: [listsNote],
  source: oasAccounts,
});
