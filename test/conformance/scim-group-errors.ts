import type { scimGroupCreate, scimGroupDelete, scimGroupGet, scimGroupList, scimGroupUpdate } from "#zoom";

import type { ErrorCase, Errors } from "./error-cases.ts";
import { barred, scim, ssoOff, wrongBodies } from "./scim-cases.ts";

const account = {
  ...scim,
  users: [{ email: "amy@acme.test", id: "amy" }],
  groups: [
    { name: "Sales", id: "sales" },
    { name: "Everybody", id: "all", isDefault: true },
  ],
} as const;

const sending = (method: string, path: string, json?: object, more: Omit<ErrorCase, "send"> = {}): ErrorCase => ({
  account,
  ...more,
  send: (stage) => stage.call(method, path, json === undefined ? {} : { json }),
});

export const scimGroupListErrors: Errors<typeof scimGroupList> = {
  ssoOff: ssoOff("GET", "/scim2/Groups"),
  filter: sending("GET", '/scim2/Groups?filter=members eq "amy"', undefined, { values: { filter: "members" } }),
  permission: barred("GET", "/scim2/Groups"),
};

export const scimGroupCreateErrors: Errors<typeof scimGroupCreate> = {
  ...wrongBodies("POST", "/scim2/Groups"),
  ssoOff: ssoOff("POST", "/scim2/Groups", { displayName: "Sales" }),
  name: sending("POST", "/scim2/Groups", { displayName: " " }),
  failed: sending(
    "POST",
    "/scim2/Groups",
    { displayName: "One more" },
    {
      before: async (stage) => {
        for (let at = 0; at < 100; at += 1)
          await stage.call("POST", "/scim2/Groups", { json: { displayName: `G${at}` } });
      },
    },
  ),
  permission: barred("POST", "/scim2/Groups"),
  used: sending("POST", "/scim2/Groups", { displayName: "SALES" }, { values: { groupName: "SALES" } }),
};

export const scimGroupGetErrors: Errors<typeof scimGroupGet> = {
  ssoOff: ssoOff("GET", "/scim2/Groups/sales"),
  permission: barred("GET", "/scim2/Groups/sales"),
  gone: sending("GET", "/scim2/Groups/none"),
};

const rename = (displayName: string) => ({ Operations: [{ op: "replace", value: { displayName } }] });

export const scimGroupUpdateErrors: Errors<typeof scimGroupUpdate> = {
  ...wrongBodies("PATCH", "/scim2/Groups/sales"),
  ssoOff: ssoOff("PATCH", "/scim2/Groups/sales", rename("New")),
  operations: sending("PATCH", "/scim2/Groups/sales", { Operations: [{ op: "increment", path: "members" }] }),
  permission: barred("PATCH", "/scim2/Groups/sales"),
  gone: sending("PATCH", "/scim2/Groups/none", rename("New")),
  used: sending("PATCH", "/scim2/Groups/sales", rename("everybody"), { values: { groupName: "everybody" } }),
};

export const scimGroupDeleteErrors: Errors<typeof scimGroupDelete> = {
  ssoOff: ssoOff("DELETE", "/scim2/Groups/sales"),
  isDefault: sending("DELETE", "/scim2/Groups/all"),
  permission: barred("DELETE", "/scim2/Groups/sales"),
  gone: sending("DELETE", "/scim2/Groups/none"),
};
