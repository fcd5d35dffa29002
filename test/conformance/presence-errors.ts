import type { deviceGet, deviceList, meetingTemplateGet, presenceGet, presenceUpdate, summaryTemplates } from "#zoom";

import type { ErrorCase, Errors } from "./error-cases.ts";
import { dig, type Stage } from "./hosts.ts";
import { absent } from "./user-errors.ts";

const account = {
  accountId: "acc",
  users: [
    { email: "amy@acme.test", id: "amy", presence: "Available" },
    { email: "bob@acme.test", id: "bob" },
  ],
} as const;
const busy = { status: "Busy" };
const pathOf = (userId: string): string => `/v2/users/${userId}/presence_status`;

const helper = async (stage: Stage): Promise<string> => {
  const json = { name: "Helpdesk", privileges: ["User:Read", "User:Edit"] };
  const role = await stage.call("POST", "/v2/roles", { json });
  const app = await stage.control("POST", "/accounts/acc/apps", { role_id: dig(role.body, "id") });
  return String(dig(app, "token"));
};

const setting = (userId: string, json: object, more: Omit<ErrorCase, "send"> = {}): ErrorCase => ({
  account,
  ...more,
  send: (stage) => stage.call("PUT", pathOf(userId), { json }),
});
const wrong = (body: string, type: string): ErrorCase => ({
  account,
  send: (stage) => stage.call("PUT", pathOf("amy"), { body, headers: { "content-type": type } }),
});

export const presenceErrors: Errors<typeof presenceGet> = {
  ...absent("GET", "/presence_status"),
  failed: { account, send: (stage) => stage.call("GET", pathOf("bob")) },
  barred: { account, send: async (stage) => stage.call("GET", pathOf("amy"), { token: await helper(stage) }) },
};

export const presenceUpdateErrors: Errors<typeof presenceUpdate> = {
  ...absent("PUT", "/presence_status", busy),
  validation: setting("amy", { status: "Do_No_Disturb", duration: 1441 }),
  notJson: wrong("{", "application/json"),
  contentType: wrong("{}", "text/plain"),
  failed: setting("bob", busy),
  barred: {
    account,
    send: async (stage) => stage.call("PUT", pathOf("amy"), { json: busy, token: await helper(stage) }),
  },
  tooOften: setting("amy", busy, { before: (stage) => stage.call("PUT", pathOf("amy"), { json: busy }) }),
};

export const deviceListErrors: Errors<typeof deviceList> = absent("GET", "/collaboration_devices");

export const deviceGetErrors: Errors<typeof deviceGet> = {
  ...absent("GET", "/collaboration_devices/x"),
  unknown: {
    account,
    send: (stage) => stage.call("GET", "/v2/users/amy/collaboration_devices/x"),
    values: { deviceId: "x" },
  },
};

export const summaryTemplateErrors: Errors<typeof summaryTemplates> = absent("GET", "/meeting_summary_templates");

export const meetingTemplateErrors: Errors<typeof meetingTemplateGet> = {
  ...absent("GET", "/meeting_templates/x"),
  unknown: { account, send: (stage) => stage.call("GET", "/v2/users/amy/meeting_templates/x") },
};
