import { operation } from "../operation.ts";
import { settingsOptions } from "../settings/documents.ts";
import { documented, inferred } from "../source.ts";
import {
  lazySuccess,
  optionParameter,
  queryFieldsParameter,
  settingNotes,
  settingsByOption,
} from "./settings-shared.ts";
import { readClassic, scopes, userIdParameter, writeClassic } from "./shared.ts";
import { userSettingsErrors, userSettingsUpdateErrors } from "./user-settings-errors.ts";

const settings = settingsByOption("user");

export const userSettings = operation({
  id: "userSettings",
  method: "GET",
  path: "/users/{userId}/settings",
  summary: "Get a user's settings",
  label: "Medium",
  permissions: ["User:Read"],
  scopes: scopes(readClassic, ["user:read:settings", "user:read:settings:admin"]),
  parameters: [
    userIdParameter,
    {
      name: "login_type",
      in: "query",
      type: "integer",
      note: "ignored",
      source: inferred("a user is one here, however they sign in"),
    },
    optionParameter(settingsOptions),
    queryFieldsParameter,
  ],
  success: lazySuccess(settings),
  byOption: settings,
  errors: userSettingsErrors,
  notes: [
    settingNotes.inherit,
    {
      text: "The older form below `authentication_options` is not given; `option` has the newer one.",
      source: documented("OAS-U, the second form of the answer"),
    },
  ],
  source: documented("OAS-U"),
});

export const userSettingsUpdate = operation({
  id: "userSettingsUpdate",
  method: "PATCH",
  path: "/users/{userId}/settings",
  summary: "Update a user's settings",
  label: "Medium",
  permissions: ["User:Edit"],
  scopes: scopes(writeClassic, ["user:update:settings", "user:update:settings:admin"]),
  parameters: [userIdParameter, optionParameter(settingsOptions)],
  get request() {
    return settings("")?.request ?? [];
  },
  success: { status: 204, fields: [] },
  byOption: settings,
  errors: userSettingsUpdateErrors,
  notes: [
    settingNotes.merge,
    settingNotes.locked,
    {
      text: "Features of `feature` that need a licence are lost when the user becomes Basic or is deactivated.",
      source: inferred("deactivating removes all licences (documented)"),
    },
  ],
  source: documented("OAS-U"),
});
