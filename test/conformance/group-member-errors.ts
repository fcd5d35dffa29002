import type {
  groupAdminRemove,
  groupAdmins,
  groupAdminsAdd,
  groupChannels,
  groupMemberRemove,
  groupMembers,
  groupMembersAdd,
  groupMemberUpdate,
} from "#zoom";

import type { ErrorCase, Errors } from "./error-cases.ts";
import { at, broken, foreignGroup, free, newGroup, onGroup, plain } from "./group-errors.ts";
import type { Sent } from "./hosts.ts";

const nobody = { values: { groupId: "xyz" } };
const named = { values: { accountId: "acc" } };
const refusedFree = { account: free };
const refusedFreeByName = { account: free, ...named };

const members = "/v2/groups/{group}/members";
const member = `${members}/owner@acme.test`;
const admins = "/v2/groups/{group}/admins";
const tooMany = (count: number): readonly object[] => Array.from({ length: count }, () => ({ id: "someone" }));

export const groupMembersErrors: Errors<typeof groupMembers> = {
  validation: onGroup("GET", `${members}?page_size=many`),
  pageToken: onGroup("GET", `${members}?next_page_token=nonsense`),
  notPaid: at("GET", "/v2/groups/xyz/members", {}, refusedFree),
  unknown: at("GET", "/v2/groups/xyz/members", {}, nobody),
};

export const groupMembersAddErrors: Errors<typeof groupMembersAdd> = {
  validation: onGroup("POST", members, { json: { members: tooMany(31) } }),
  notJson: onGroup("POST", members, broken),
  contentType: onGroup("POST", members, plain),
  notPaid: at("POST", "/v2/groups/xyz/members", { json: {} }, refusedFreeByName),
  unknown: at("POST", "/v2/groups/xyz/members", { json: {} }, nobody),
};

/** Groups of another account cannot be named in this one. */
const elsewhere = (method: string, sent: Sent = {}): ErrorCase => ({
  account: { accountId: "acc" },
  send: async (stage) => stage.call(method, `/v2/groups/${await foreignGroup(stage)}/members/owner@acme.test`, sent),
  ...named,
});

export const groupMemberRemoveErrors: Errors<typeof groupMemberRemove> = {
  notPaid: at("DELETE", "/v2/groups/xyz/members/me", {}, refusedFree),
  elsewhere: elsewhere("DELETE"),
  unknown: at("DELETE", "/v2/groups/xyz/members/me", {}, nobody),
  memberUnknown: onGroup("DELETE", member),
};

const moving: Sent = { json: { action: "move", target_group_id: "xyz" } };

export const groupMemberUpdateErrors: Errors<typeof groupMemberUpdate> = {
  validation: onGroup("PATCH", member, { json: { action: "leave" } }),
  notJson: onGroup("PATCH", member, broken),
  contentType: onGroup("PATCH", member, plain),
  notPaid: at("PATCH", "/v2/groups/xyz/members/me", moving, refusedFreeByName),
  targetMissing: onGroup("PATCH", member, { json: { action: "move", target_group_id: "" } }),
  elsewhere: elsewhere("PATCH", moving),
  unknown: onGroup("PATCH", member, moving, nobody),
  memberUnknown: {
    send: async (stage) => {
      const json = { action: "set_primary", target_group_id: await newGroup(stage, "Target") };
      return stage.call("PATCH", member.replace("{group}", await newGroup(stage)), { json });
    },
  },
};

export const groupAdminsErrors: Errors<typeof groupAdmins> = {
  validation: onGroup("GET", `${admins}?page_size=many`),
  pageToken: onGroup("GET", `${admins}?next_page_token=nonsense`),
  notPaid: at("GET", "/v2/groups/xyz/admins", {}, refusedFree),
  unknown: at("GET", "/v2/groups/xyz/admins", {}, nobody),
};

export const groupAdminsAddErrors: Errors<typeof groupAdminsAdd> = {
  validation: onGroup("POST", admins, { json: { admins: tooMany(11) } }),
  notJson: onGroup("POST", admins, broken),
  contentType: onGroup("POST", admins, plain),
  notPaid: at("POST", "/v2/groups/xyz/admins", { json: {} }, refusedFreeByName),
  unknown: at("POST", "/v2/groups/xyz/admins", { json: {} }, nobody),
};

/** Which group the last case made: its id is in the text. */
let made = "";

export const groupAdminRemoveErrors: Errors<typeof groupAdminRemove> = {
  notPaid: at("DELETE", "/v2/groups/xyz/admins/me", {}, refusedFree),
  unknown: at("DELETE", "/v2/groups/xyz/admins/me", {}, nobody),
  notAdmin: {
    send: async (stage) => {
      made = await newGroup(stage);
      return stage.call("DELETE", `/v2/groups/${made}/admins/owner@acme.test`);
    },
    values: () => ({ groupId: made }),
  },
};

export const groupChannelsErrors: Errors<typeof groupChannels> = {
  unknown: at("GET", "/v2/groups/xyz/channels", {}, nobody),
};
