import { envelopeErrors } from "../envelope.ts";
import { operation } from "../operation.ts";
import { documented, inferred } from "../source.ts";
import { scopes, userErrors, userIdParameter, writeClassic } from "./shared.ts";

const oas = documented("OAS-U");

export const userStatus = operation({
  id: "userStatus",
  method: "PUT",
  path: "/users/{userId}/status",
  summary: "Update user status",
  label: "Light",
  permissions: ["User:Edit"],
  scopes: scopes(writeClassic, ["user:update:status", "user:update:status:admin"]),
  parameters: [userIdParameter],
  request: [
    {
      path: "action",
      type: "string",
      required: true,
      values: ["activate", "deactivate", "clock_in", "clock_out"],
    },
  ],
  success: { status: 204, fields: [] },
  errors: {
    ...userErrors,
    validation: envelopeErrors.validation,
    notJson: envelopeErrors.notJson,
    contentType: envelopeErrors.contentType,
    adminOrRoom: {
      status: 400,
      code: 200,
      message: "Zoom Room and Admin users' status cannot be activated or deactivated.",
      trigger: "the user is Owner or Admin",
      source: oas,
    },
    seatsBasic: {
      status: 400,
      code: 3412,
      message:
        'Your request to activate the user was not approved at this time because your account has reached the permitted maximum number of {max} "Basic" users. Remove the existing "Basic" user(s) from your "Users" list or the "Pending Users" list before attempting to activate this user.',
      trigger: "Basic seats are used up",
      source: oas,
    },
    basicLimit: {
      status: 400,
      code: 2033,
      message:
        'Your request to activate the "Basic" user was not approved because you have already reached the maximum "Basic" user limit allowed in your account. For additional help regarding this issue, contact the Zoom Customer Support team.',
      trigger: "Basic seats are used up (accounts with the hard cap)",
      source: oas,
    },
  },
  notes: [
    { text: "204 in older documents, 200 without a body in OAS-U: a switch; 204 by default.", source: oas },
    {
      text: "Deactivating removes all licences; activating does not restore them: the user comes back Basic.",
      source: inferred("section 8.5 of the fact sheet"),
    },
  ],
  source: oas,
});
