import type { Field } from "../field.ts";
import { operation } from "../operation.ts";
import { roleTypes } from "../roles.ts";
import { clientCode, inferred } from "../source.ts";
import { bodyErrors } from "./group-shared.ts";
import {
  oasAccounts,
  permissionNote,
  readsRoles,
  roleIdParameter,
  roleNameUsed,
  roleUnknown,
  writesRoles,
} from "./role-shared.ts";

const commonFields = (base: string): readonly Field[] => [
  { path: `${base}id`, type: "string", note: "0 Owner, 1 Admin, 2 Member; others R and 22 characters" },
  { path: `${base}name`, type: "string" },
  { path: `${base}description`, type: "string" },
  { path: `${base}type`, type: "string", values: roleTypes.values },
  { path: `${base}total_members`, type: "integer" },
];
const privilegeFields: readonly Field[] = [
  { path: "privileges", type: "array" },
  { path: "privileges[]", type: "string", note: "User:Read, Group:Edit, …" },
];
const subAccountFields: readonly Field[] = [
  { path: "sub_account_privileges", type: "object" },
  { path: "sub_account_privileges.second_level", type: "integer" },
];

export const roleList = operation({
  id: "roles",
  method: "GET",
  path: "/roles",
  summary: "List roles",
  label: "Medium",
  permissions: ["Role:Read"],
  scopes: readsRoles("role:read:list_roles"),
  parameters: [{ name: "type", in: "query", type: "string", default: "common", values: roleTypes.values }],
  success: {
    status: 200,
    fields: [
      { path: "total_records", type: "integer" },
      { path: "roles", type: "array" },
      { path: "roles[]", type: "object" },
      ...commonFields("roles[]."),
    ],
  },
  errors: {
    validation: { ...bodyErrors.validation, trigger: "a type that is none", source: inferred("as everywhere") },
    classicScope: {
      status: 400,
      code: 4700,
      message: "Invalid access token, does not contain role:read:admin scope.",
      trigger: "an app with classic scopes, none of them for roles",
      source: oasAccounts,
    },
  },
  notes: [permissionNote],
  source: oasAccounts,
});

export const roleCreate = operation({
  id: "createRole",
  method: "POST",
  path: "/roles",
  summary: "Create a role",
  label: "Light",
  permissions: ["Role:Edit"],
  scopes: writesRoles("role:write:role"),
  parameters: [],
  request: [
    { path: "name", type: "string" },
    { path: "description", type: "string" },
    { path: "type", type: "string", values: roleTypes.values, note: "common unless told" },
    ...privilegeFields,
  ],
  success: {
    status: 201,
    fields: [...commonFields("").filter(({ path }) => path !== "type"), ...privilegeFields],
  },
  errors: { ...bodyErrors, nameUsed: roleNameUsed },
  notes: [
    {
      text: "201 with the role is what was seen; OAS-A documents 200 with {} alone: a switch, 201 by default.",
      source: clientCode("ZN RolesTests, Roles.cs"),
    },
    { text: "A missing or empty name is refused as a missing field.", source: inferred("as everywhere") },
    permissionNote,
  ],
  source: oasAccounts,
});

export const roleGet = operation({
  id: "getRoleInformation",
  method: "GET",
  path: "/roles/{roleId}",
  summary: "Get role information",
  label: "Light",
  permissions: [],
  scopes: readsRoles("role:read:role"),
  parameters: [roleIdParameter],
  success: {
    status: 200,
    fields: [
      ...commonFields(""),
      ...privilegeFields,
      ...subAccountFields,
      { path: "privilege_scopes", type: "array", maxItems: 50 },
      { path: "privilege_scopes[]", type: "object" },
      { path: "privilege_scopes[].permission_id", type: "string" },
      { path: "privilege_scopes[].group_ids", type: "array", maxItems: 100 },
      { path: "privilege_scopes[].group_ids[]", type: "string" },
    ],
  },
  errors: {
    noPermission: {
      status: 200,
      code: 200,
      message: "You do not have the permission to retrieve role information.",
      trigger: "the role of the acting user lacks Role:Read (the trigger is inferred)",
      source: oasAccounts,
    },
    unknown: roleUnknown,
  },
  notes: [],
  source: oasAccounts,
});

export const roleUpdate = operation({
  id: "updateRole",
  method: "PATCH",
  path: "/roles/{roleId}",
  summary: "Update role information",
  label: "Light",
  permissions: ["Role:Edit"],
  scopes: writesRoles("role:update:role"),
  parameters: [roleIdParameter],
  request: [
    { path: "name", type: "string" },
    { path: "description", type: "string" },
    ...privilegeFields,
    ...subAccountFields,
  ],
  success: { status: 204, fields: [] },
  errors: {
    notJson: bodyErrors.notJson,
    contentType: bodyErrors.contentType,
    notPaid: {
      status: 200,
      code: 200,
      message: "The account must be a paid account to update the role.",
      trigger: "a Free account",
      source: oasAccounts,
    },
    nameUsed: roleNameUsed,
    unknown: { ...roleUnknown, trigger: "no role of the account has that id, or it is one of Zoom's own (inferred)" },
  },
  notes: [{ text: "204; OAS-A documents 200 with {}.", source: inferred("204 as every other PATCH") }, permissionNote],
  source: oasAccounts,
});

export const roleDelete = operation({
  id: "deleteRole",
  method: "DELETE",
  path: "/roles/{roleId}",
  summary: "Delete a role",
  label: "Light",
  permissions: ["Role:Edit"],
  scopes: writesRoles("role:delete:role"),
  parameters: [roleIdParameter],
  success: { status: 204, fields: [] },
  errors: {
    notFound: {
      status: 200,
      code: 200,
      message: "Role not found.",
      trigger: "one of Zoom's own roles: 0, 1 or 2 (the trigger is inferred)",
      source: oasAccounts,
    },
    unknown: roleUnknown,
  },
  notes: [
    { text: "Users of the role fall back to Member.", source: inferred("section 10 of the fact sheet") },
    permissionNote,
  ],
  source: oasAccounts,
});
