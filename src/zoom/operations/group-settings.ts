import { operation } from "../operation.ts";
import { settingsOptions } from "../settings/documents.ts";
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
  lazySuccess,
  locksByOption,
  optionParameter,
  queryFieldsParameter,
  settingNotes,
  settingsByOption,
} from "./settings-shared.ts";

const settings = settingsByOption("group");
const locks = locksByOption("group");

export const groupSettings = operation({
  id: "getGroupSettings",
  method: "GET",
  path: "/groups/{groupId}/settings",
  summary: "Get a group's settings",
  label: "Medium",
  permissions: ["Group:Read"],
  scopes: readsGroups("group:read:settings:admin"),
  parameters: [groupIdParameter, optionParameter(settingsOptions), queryFieldsParameter],
  success: lazySuccess(settings),
  byOption: settings,
  errors: { unknown: groupUnknown("Group does not exist: {groupId}.") },
  notes: [settingNotes.inherit],
  source: oas,
});

export const groupSettingsUpdate = operation({
  id: "updateGroupSettings",
  method: "PATCH",
  path: "/groups/{groupId}/settings",
  summary: "Update a group's settings",
  label: "Medium",
  permissions: ["Group:Edit"],
  scopes: writesGroups("group:update:settings:admin"),
  parameters: [groupIdParameter, optionParameter(settingsOptions)],
  get request() {
    return settings("")?.request ?? [];
  },
  success: { status: 204, fields: [] },
  byOption: settings,
  errors: {
    ...bodyErrors,
    notPaid: paidOnly("Only available for Paid account, {accountId}"),
    unknown: groupUnknown("Group does not exist: {groupId}."),
  },
  notes: [settingNotes.merge, settingNotes.locked],
  source: oas,
});

export const groupLocks = operation({
  id: "getGroupLockSettings",
  method: "GET",
  path: "/groups/{groupId}/lock_settings",
  summary: "Get what a group locks",
  label: "Medium",
  permissions: ["Group:Read"],
  scopes: readsGroups("group:read:lock_settings:admin"),
  parameters: [groupIdParameter, optionParameter(["meeting_security"])],
  success: lazySuccess(locks),
  byOption: locks,
  errors: { notPaid: paidOnly(), unknown: groupUnknown("Group does not exist: {groupId}") },
  notes: [{ text: "Also true where the account has locked the setting.", source: settingNotes.inherit.source }],
  source: oas,
});

export const groupLocksUpdate = operation({
  id: "groupLockedSettings",
  method: "PATCH",
  path: "/groups/{groupId}/lock_settings",
  summary: "Lock a group's settings",
  label: "Medium",
  permissions: ["Group:Edit"],
  scopes: writesGroups("group:update:lock_settings:admin"),
  parameters: [groupIdParameter, optionParameter(["meeting_security"])],
  get request() {
    return locks("")?.request ?? [];
  },
  success: { status: 204, fields: [] },
  byOption: locks,
  errors: {
    ...bodyErrors,
    notPaid: paidOnly("Only available for paid account."),
    unknown: groupUnknown("This group does not exist."),
  },
  notes: [settingNotes.merge],
  source: oas,
});
