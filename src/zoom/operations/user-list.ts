import { paging } from "../people.ts";
import { envelopeErrors } from "../envelope.ts";
import { operation } from "../operation.ts";
import { documented, inferred, wire } from "../source.ts";
import { readClassic, scopes, userFields } from "./shared.ts";

export const userList = operation({
  id: "users",
  method: "GET",
  path: "/users",
  summary: "List users",
  label: "Medium",
  permissions: ["User:Read"],
  scopes: scopes(readClassic, ["user:read:list_users:admin"]),
  parameters: [
    { name: "status", in: "query", type: "string", default: "active", values: ["active", "inactive", "pending"] },
    { name: "page_size", in: "query", type: "integer", default: paging.defaultSize, maximum: paging.maxSize },
    { name: "role_id", in: "query", type: "string" },
    { name: "page_number", in: "query", type: "string", deprecated: true },
    { name: "include_fields", in: "query", type: "string", values: ["custom_attributes", "host_key"] },
    { name: "next_page_token", in: "query", type: "string", note: "valid for 15 minutes, for the same query" },
    {
      name: "license",
      in: "query",
      type: "string",
      values: ["zoom_workforce_management", "zoom_compliance_management"],
    },
  ],
  success: {
    status: 200,
    fields: [
      { path: "page_count", type: "integer", note: "not on pages fetched by token" },
      { path: "page_number", type: "integer", note: "not on pages fetched by token" },
      { path: "page_size", type: "integer" },
      { path: "total_records", type: "integer" },
      { path: "next_page_token", type: "string", note: "empty on the last page" },
      { path: "users", type: "array", maxItems: paging.maxSize },
      { path: "users[]", type: "object" },
      ...userFields("users[]."),
    ],
  },
  errors: {
    validation: {
      ...envelopeErrors.validation,
      trigger: "a status that is none, or a page_size out of range where it is not clamped",
      source: inferred("as everywhere"),
    },
    pageToken: {
      status: 400,
      code: 300,
      message: "The next page token is invalid or expired.",
      trigger: "a token that is unknown, older than 15 minutes or of another query",
      source: documented("OAS-U"),
    },
  },
  notes: [
    { text: "Pending rows have no id.", source: documented("OAS-U") },
    {
      text: "Pages fetched by token show only page_size, total_records, next_page_token and users.",
      source: wire("DF-68825"),
    },
    { text: "total_records counts the filtered status.", source: inferred("section 8.1 of the fact sheet") },
  ],
  source: documented("OAS-U"),
});
