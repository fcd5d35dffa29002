import { operation } from "../operation.ts";
import { roleLimits } from "../roles.ts";
import { inferred } from "../source.ts";
import { bodyErrors, pageErrors, pageTokenParameter } from "./group-shared.ts";
import {
  fixedMembers,
  oasAccounts,
  permissionNote,
  readsRoles,
  roleIdParameter,
  roleUnknown,
  writesRoles,
} from "./role-shared.ts";
import { userErrors } from "./shared.ts";

export const roleMembers = operation({
  id: "roleMembers",
  method: "GET",
  path: "/roles/{roleId}/members",
  summary: "List members in a role",
  label: "Medium",
  permissions: ["Role:Read"],
  scopes: readsRoles("role:read:list_members"),
  parameters: [
    roleIdParameter,
    { name: "page_count", in: "query", type: "string", note: "has no effect here" },
    { name: "page_number", in: "query", type: "integer", default: 1 },
    pageTokenParameter,
    { name: "page_size", in: "query", type: "integer", default: roleLimits.page, maximum: roleLimits.maxPage },
  ],
  success: {
    status: 200,
    fields: [
      { path: "members", type: "array", maxItems: roleLimits.maxPage },
      { path: "members[]", type: "object" },
      { path: "members[].id", type: "string" },
      { path: "members[].email", type: "string" },
      { path: "members[].first_name", type: "string" },
      { path: "members[].last_name", type: "string" },
      { path: "members[].type", type: "integer" },
      { path: "members[].department", type: "string" },
      { path: "page_count", type: "integer", note: "not on pages fetched by token" },
      { path: "page_number", type: "integer", note: "not on pages fetched by token" },
      { path: "page_size", type: "integer" },
      { path: "total_records", type: "integer" },
      { path: "next_page_token", type: "string", note: "empty on the last page" },
    ],
  },
  errors: {
    ...pageErrors,
    pageToken: { ...pageErrors.pageToken, source: inferred("as documented for the members of a group") },
    unknown: roleUnknown,
  },
  notes: [{ text: "Pending users are left out.", source: inferred("they have no role yet") }, permissionNote],
  source: oasAccounts,
});

export const roleMembersAdd = operation({
  id: "AddRoleMembers",
  method: "POST",
  path: "/roles/{roleId}/members",
  summary: "Assign a role",
  label: "Medium",
  permissions: ["Role:Edit"],
  scopes: writesRoles("role:write:member"),
  parameters: [roleIdParameter],
  request: [
    { path: "members", type: "array", maxItems: roleLimits.newMembers },
    { path: "members[]", type: "object" },
    { path: "members[].id", type: "string", note: "wins over email" },
    { path: "members[].email", type: "string", format: "email" },
  ],
  success: {
    status: 201,
    fields: [
      { path: "ids", type: "string", note: "all ids in one text, joined by commas" },
      { path: "add_at", type: "string", format: "date-time", note: "add_at here, added_at at groups" },
    ],
  },
  errors: {
    ...bodyErrors,
    unknown: roleUnknown,
    roleMissing: {
      status: 400,
      code: 300,
      message: "RoleId required.",
      trigger: "nothing: a path without the role is another path",
      source: oasAccounts,
      leftover: true,
    },
    fixedMembers,
  },
  notes: [
    {
      text: "Users that the account does not have, pending ones and the Owner are dropped without a word.",
      source: inferred("as members of groups"),
    },
    permissionNote,
  ],
  source: oasAccounts,
});

export const roleMemberRemove = operation({
  id: "roleMemberDelete",
  method: "DELETE",
  path: "/roles/{roleId}/members/{memberId}",
  summary: "Unassign a role",
  label: "Light",
  permissions: ["Role:Edit"],
  scopes: writesRoles("role:delete:member"),
  parameters: [
    roleIdParameter,
    { name: "memberId", in: "path", type: "string", required: true, note: "the user's id or e-mail address" },
  ],
  success: { status: 204, fields: [] },
  errors: {
    unknown: roleUnknown,
    fixedMembers: { ...fixedMembers, source: inferred("documented for POST, which speaks of both") },
    memberUnknown: {
      ...userErrors.notFound,
      trigger: "no user of the role has that id or address",
      source: inferred("no error is documented"),
    },
  },
  notes: [{ text: "The user falls back to Member.", source: inferred("section 10 of the fact sheet") }, permissionNote],
  source: oasAccounts,
});
