import type {
  roleCreate,
  roleDelete,
  roleGet,
  roleList,
  roleMemberRemove,
  roleMembers,
  roleMembersAdd,
  roleUpdate,
} from "#zoom";

import type { ErrorCase, Errors } from "./error-cases.ts";
import { at, broken, plain } from "./group-errors.ts";
import { dig, type Sent, type Stage } from "./hosts.ts";

/** A new role's id. */
export const newRole = async (stage: Stage, name = "Helpdesk", privileges: readonly string[] = []): Promise<string> =>
  String(dig((await stage.call("POST", "/v2/roles", { json: { name, privileges } })).body, "id"));

/** A case that calls below a role made for it, with `{role}` in the path. */
const onRole = (method: string, path: string, sent: Sent = {}, more: Omit<ErrorCase, "send"> = {}): ErrorCase => ({
  ...more,
  send: async (stage) => stage.call(method, path.replace("{role}", await newRole(stage)), sent),
});

const named = (name: string): Sent => ({ json: { name } });
const members = "/v2/roles/{role}/members";

export const roleListErrors: Errors<typeof roleList> = {
  validation: at("GET", "/v2/roles?type=rare"),
  classicScope: at("GET", "/v2/roles", {}, { account: { scopes: ["user:read:admin"] } }),
};

export const roleCreateErrors: Errors<typeof roleCreate> = {
  validation: at("POST", "/v2/roles", { json: {} }),
  notJson: at("POST", "/v2/roles", broken),
  contentType: at("POST", "/v2/roles", plain),
  nameUsed: at("POST", "/v2/roles", named("owner"), { values: { roleName: "owner" } }),
};

export const roleGetErrors: Errors<typeof roleGet> = {
  noPermission: at("GET", "/v2/roles/0", {}, { account: { permissions: ["User:Read"] } }),
  unknown: at("GET", "/v2/roles/xyz"),
};

export const roleUpdateErrors: Errors<typeof roleUpdate> = {
  notJson: onRole("PATCH", "/v2/roles/{role}", broken),
  contentType: onRole("PATCH", "/v2/roles/{role}", plain),
  notPaid: onRole("PATCH", "/v2/roles/{role}", named("Other"), { account: { preset: "free" } }),
  nameUsed: onRole("PATCH", "/v2/roles/{role}", named("Taken"), {
    before: (stage) => newRole(stage, "Taken"),
    values: { roleName: "Taken" },
  }),
  unknown: at("PATCH", "/v2/roles/1", named("Other")),
};

export const roleDeleteErrors: Errors<typeof roleDelete> = {
  notFound: at("DELETE", "/v2/roles/2"),
  unknown: at("DELETE", "/v2/roles/xyz"),
};

export const roleMembersErrors: Errors<typeof roleMembers> = {
  validation: at("GET", "/v2/roles/0/members?page_size=many"),
  pageToken: at("GET", "/v2/roles/0/members?next_page_token=nonsense"),
  unknown: at("GET", "/v2/roles/xyz/members"),
};

export const roleMembersAddErrors: Errors<typeof roleMembersAdd, "roleMissing"> = {
  validation: onRole("POST", members, { json: { members: Array.from({ length: 31 }, () => ({ id: "x" })) } }),
  notJson: onRole("POST", members, broken),
  contentType: onRole("POST", members, plain),
  unknown: at("POST", "/v2/roles/xyz/members", { json: {} }),
  fixedMembers: at("POST", "/v2/roles/2/members", { json: {} }),
};

export const roleMemberRemoveErrors: Errors<typeof roleMemberRemove> = {
  unknown: at("DELETE", "/v2/roles/xyz/members/me"),
  fixedMembers: at("DELETE", "/v2/roles/0/members/owner@acme.test"),
  memberUnknown: onRole("DELETE", `${members}/owner@acme.test`, {}, { values: { userId: "owner@acme.test" } }),
};
