import { operation } from "../operation.ts";
import { documented, inferred, wire } from "../source.ts";
import { readClassic, scopes, userErrors } from "./shared.ts";

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
