import { operation } from "../operation.ts";
import { documented, inferred, wire } from "../source.ts";
import { readClassic, scopes, userErrors, userIdParameter } from "./shared.ts";

export const userEmailCheck = operation({
  id: "userEmail",
  method: "GET",
  path: "/users/email",
  summary: "Check a user email",
  label: "Light",
  permissions: ["User:Read"],
  scopes: scopes(readClassic, ["user:read:email", "user:read:email:admin"]),
  parameters: [{ name: "email", in: "query", type: "string", required: true }],
  success: { status: 200, fields: [{ path: "existed_email", type: "boolean", required: true }] },
  errors: {
    emailMissing: {
      status: 400,
      code: 300,
      message: "Email is required.",
      trigger: "no email parameter",
      source: wire("zoom/api#25"),
    },
    notFound: { ...userErrors.notFound, leftover: true, source: inferred("the answer is existed_email: false") },
  },
  notes: [
    {
      text: "True only for work-e-mail users inside this account: false for SSO, Google and foreign users.",
      source: documented("OAS-U"),
    },
  ],
  source: documented("OAS-U"),
});

export const userSummary = operation({
  id: "userSummary",
  method: "GET",
  path: "/users/summary",
  summary: "Get user summary",
  label: "Medium",
  permissions: ["User:Read"],
  scopes: scopes(readClassic, ["user:read:summary:admin"]),
  parameters: [],
  success: {
    status: 200,
    fields: [
      { path: "licensed_users_count", type: "integer", required: true },
      { path: "basic_users_count", type: "integer", required: true },
      { path: "on_prem_users_count", type: "integer", required: true },
      { path: "room_users_count", type: "integer", required: true },
      { path: "pending_users_count", type: "integer", required: true },
      { path: "join_only_users_count", type: "integer", required: true },
      { path: "total_users_count", type: "integer", required: true, note: "without pending users" },
    ],
  },
  errors: {},
  notes: [],
  source: documented("OAS-U"),
});

export const userPermission = operation({
  id: "userPermission",
  method: "GET",
  path: "/users/{userId}/permissions",
  summary: "Get user permissions",
  label: "Light",
  permissions: ["User:Read"],
  scopes: scopes([...readClassic, "user_profile"], ["user:read:list_permissions", "user:read:list_permissions:admin"]),
  parameters: [userIdParameter],
  success: {
    status: 200,
    fields: [
      { path: "permissions", type: "array" },
      { path: "permissions[]", type: "string" },
    ],
  },
  errors: { ...userErrors },
  notes: [
    {
      text: "What the user's role may do: everything for Owner and Admin, nothing for Member.",
      source: inferred("the privileges of roles; nothing tells what a Member's list holds"),
    },
  ],
  source: documented("OAS-U"),
});

export const userVanityName = operation({
  id: "userVanityName",
  method: "GET",
  path: "/users/vanity_name",
  summary: "Check a user's personal meeting room name",
  label: "Light",
  permissions: ["User:Read"],
  scopes: scopes(readClassic, ["user:read:pm_room", "user:read:pm_room:admin"]),
  parameters: [{ name: "vanity_name", in: "query", type: "string", required: true }],
  success: { status: 200, fields: [{ path: "existed", type: "boolean", required: true }] },
  errors: {
    nameMissing: {
      status: 400,
      code: 300,
      message: "Vanity name is required.",
      trigger: "no vanity_name parameter",
      source: documented("OAS-U"),
    },
  },
  notes: [],
  source: documented("OAS-U"),
});
