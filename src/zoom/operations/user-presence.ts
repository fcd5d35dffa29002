import { envelopeErrors } from "../envelope.ts";
import { rateErrors } from "../limits.ts";
import { type ErrorTemplate, operation } from "../operation.ts";
import { documented, inferred } from "../source.ts";
import { scopes, userErrors, userIdParameter } from "./shared.ts";

const oas = documented("OAS-U");

/** What a user can be. Zoom spells the third one in two ways; both are taken. */
export const presence = {
  doNotDisturb: "Do_No_Disturb",
  statuses: [
    "Away",
    "Do_Not_Disturb",
    "Available",
    "In_Calendar_Event",
    "Presenting",
    "In_A_Zoom_Meeting",
    "On_A_Call",
    "Out_of_Office",
    "Busy",
  ],
  /** Of Do Not Disturb, in minutes. */
  duration: { default: 20, most: 1440 },
  /** One change a minute for each user. */
  changeEveryMs: 60_000,
  source: oas,
} as const;

const failed = (what: string): ErrorTemplate => ({
  status: 400,
  code: 5301,
  message: `Request to ${what} the presence status of this user failed.`,
  trigger: "the user is not signed in to a client",
  source: oas,
});

const barred = (what: string): ErrorTemplate => ({
  status: 400,
  code: 5411,
  message: `Unauthorized request. You do not have permission to ${what} the presence status of this user.`,
  trigger: "the app acts with a role that is neither Owner nor Admin",
  source: inferred("the trigger; text OAS-U"),
});

const notFound = { ...userErrors.notFound, message: "User does not exist: {userId}" };
const values = [presence.doNotDisturb, ...presence.statuses];

export const presenceGet = operation({
  id: "getUserPresenceStatus",
  method: "GET",
  path: "/users/{userId}/presence_status",
  summary: "Get user presence status",
  label: "Medium",
  permissions: ["User:Read"],
  scopes: scopes(["user:read", "user:read:admin"], ["user:read:presence_status", "user:read:presence_status:admin"]),
  parameters: [userIdParameter],
  success: {
    status: 200,
    fields: [
      { path: "status", type: "string", required: true, values },
      { path: "end_time", type: "string", format: "date-time", note: "only of Do Not Disturb" },
      {
        path: "remaining_time",
        type: "number",
        note: "minutes, only of Do Not Disturb",
        source: inferred("the unit, as that of duration"),
      },
    ],
  },
  errors: { ...userErrors, notFound, failed: failed("read"), barred: barred("get") },
  notes: [
    {
      text: "Signed in are the Owner, who has accepted an invitation, and whom a seed gives a presence; signing out (DELETE of the token) ends it.",
      source: inferred("nobody runs a client here"),
    },
  ],
  source: oas,
});

export const presenceUpdate = operation({
  id: "updatePresenceStatus",
  method: "PUT",
  path: "/users/{userId}/presence_status",
  summary: "Update a user's presence status",
  label: "Medium",
  permissions: ["User:Edit"],
  scopes: scopes(
    ["user:write", "user:write:admin"],
    ["user:update:presence_status", "user:update:presence_status:admin"],
  ),
  parameters: [userIdParameter],
  request: [
    { path: "status", type: "string", required: true, values },
    { path: "duration", type: "integer", note: "minutes of Do Not Disturb, 1 to 1440, 20 unless given" },
  ],
  success: { status: 204, fields: [] },
  errors: {
    ...userErrors,
    notFound,
    validation: envelopeErrors.validation,
    notJson: envelopeErrors.notJson,
    contentType: envelopeErrors.contentType,
    failed: failed("update"),
    barred: barred("update"),
    tooOften: {
      ...rateErrors.perSecond,
      trigger: "a second change for the same user within a minute",
      source: inferred("the answer; the limit OAS-U"),
    },
  },
  notes: [],
  source: oas,
});
