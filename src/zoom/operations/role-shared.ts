import type { ErrorTemplate, Scopes } from "../operation.ts";
import { documented, inferred } from "../source.ts";
import { scopes } from "./shared.ts";

export const oasAccounts = documented("OAS-A");

const granular = (name: string): readonly string[] => [name, `${name}:admin`];
export const readsRoles = (name: string): Scopes => scopes(["role:read:admin", "role:write:admin"], granular(name));
export const writesRoles = (name: string): Scopes => scopes(["role:write:admin"], granular(name));

export const roleIdParameter = { name: "roleId", in: "path", type: "string", required: true } as const;

export const roleUnknown = {
  status: 400,
  code: 1034,
  message: "Provided `role_id` does not exist.",
  trigger: "no role of the account has that id (400, not 404)",
  source: oasAccounts,
} as const satisfies ErrorTemplate;

export const roleNameUsed = {
  status: 400,
  code: 1224,
  message: "Role name {roleName} has already been used.",
  trigger: "another role of the account has the name",
  source: oasAccounts,
} as const satisfies ErrorTemplate;

export const fixedMembers = {
  status: 400,
  code: 300,
  message: "Can't delete or add members for Normal/Owner roles.",
  trigger: "the role is Owner (0) or Member (2)",
  source: oasAccounts,
} as const satisfies ErrorTemplate;

/** Zoom documents no permission for the operations on roles, though there are privileges of that name. */
export const permissionNote = {
  text: "The permission asked for is assumed: a role without Role:Read or Role:Edit would otherwise widen itself.",
  source: inferred("the names of the privileges"),
} as const;
