import type {
  contactGroupCreate,
  contactGroupDelete,
  contactGroupGet,
  contactGroupList,
  contactGroupMembers,
  contactGroupMembersAdd,
  contactGroupMembersRemove,
  contactGroupUpdate,
} from "#zoom";

import type { ErrorCase, Errors } from "./error-cases.ts";
import { at, broken, free, plain } from "./group-errors.ts";
import { dig, type Sent, type Stage } from "./hosts.ts";

/** A new contact group's id; its one member is the owner. */
export const newContactGroup = async (stage: Stage): Promise<string> => {
  const owner = dig((await stage.call("GET", "/v2/users/me")).body, "id");
  const json = { group_name: "Field", group_members: [{ type: 1, id: owner }] };
  return String(dig((await stage.call("POST", "/v2/contacts/groups", { json })).body, "group_id"));
};

const below = (method: string, path: string, sent: Sent = {}, more: Omit<ErrorCase, "send"> = {}): ErrorCase => ({
  ...more,
  send: async (stage) => stage.call(method, path.replace("{id}", await newContactGroup(stage)), sent),
});

const notPaid = { account: free, values: { accountId: "acc" } } as const;
const nobody = { values: { groupId: "xyz" } } as const;
const users = (count: number, type: number) => ({
  json: { group_members: Array.from({ length: count }, (_none, index) => ({ type, id: `m${index}` })) },
});
const groups = "/v2/contacts/groups";

export const contactGroupListErrors: Errors<typeof contactGroupList> = {
  validation: at("GET", `${groups}?page_size=many`),
  pageToken: at("GET", `${groups}?next_page_token=nonsense`),
  notPaid: at("GET", groups, {}, notPaid),
};

export const contactGroupCreateErrors: Errors<typeof contactGroupCreate> = {
  validation: at("POST", groups, { json: { group_privacy: 4 } }),
  notJson: at("POST", groups, broken),
  contentType: at("POST", groups, plain),
  notPaid: at("POST", groups, { json: {} }, notPaid),
  tooManyUsers: at("POST", groups, users(51, 1)),
  tooManyGroups: at("POST", groups, users(4, 2)),
};

export const contactGroupGetErrors: Errors<typeof contactGroupGet> = {
  notPaid: at("GET", `${groups}/xyz`, {}, notPaid),
  unknown: at("GET", `${groups}/xyz`, {}, nobody),
};

export const contactGroupUpdateErrors: Errors<typeof contactGroupUpdate> = {
  validation: below("PATCH", `${groups}/{id}`, { json: { privacy: 0 } }),
  notJson: below("PATCH", `${groups}/{id}`, broken),
  contentType: below("PATCH", `${groups}/{id}`, plain),
  notPaid: at("PATCH", `${groups}/xyz`, { json: {} }, notPaid),
  unknown: at("PATCH", `${groups}/xyz`, { json: {} }, nobody),
};

export const contactGroupDeleteErrors: Errors<typeof contactGroupDelete> = {
  notPaid: at("DELETE", `${groups}/xyz`, {}, notPaid),
  unknown: at("DELETE", `${groups}/xyz`, {}, nobody),
};

export const contactGroupMembersErrors: Errors<typeof contactGroupMembers> = {
  validation: below("GET", `${groups}/{id}/members?page_size=many`),
  pageToken: below("GET", `${groups}/{id}/members?next_page_token=nonsense`),
  notPaid: at("GET", `${groups}/xyz/members`, {}, notPaid),
  unknown: at("GET", `${groups}/xyz/members`, {}, nobody),
};

export const contactGroupMembersAddErrors: Errors<typeof contactGroupMembersAdd> = {
  validation: below("POST", `${groups}/{id}/members`, users(1, 3)),
  notJson: below("POST", `${groups}/{id}/members`, broken),
  contentType: below("POST", `${groups}/{id}/members`, plain),
  notPaid: at("POST", `${groups}/xyz/members`, { json: {} }, notPaid),
  unknown: at("POST", `${groups}/xyz/members`, { json: {} }, nobody),
  tooManyUsers: below("POST", `${groups}/{id}/members`, users(51, 1)),
  tooManyGroups: below("POST", `${groups}/{id}/members`, users(4, 2)),
};

export const contactGroupMembersRemoveErrors: Errors<typeof contactGroupMembersRemove> = {
  notPaid: at("DELETE", `${groups}/xyz/members?member_ids=a`, {}, notPaid),
  unknown: at("DELETE", `${groups}/xyz/members?member_ids=a`, {}, nobody),
  tooMany: below(
    "DELETE",
    `${groups}/{id}/members?member_ids=${Array.from({ length: 21 }, (_none, index) => index).join(",")}`,
  ),
  memberUnknown: below("DELETE", `${groups}/{id}/members?member_ids=m`, {}, { values: { memberId: "m" } }),
  lastMember: {
    send: async (stage) => {
      const id = await newContactGroup(stage);
      const owner = dig((await stage.call("GET", "/v2/users/me")).body, "id");
      return await stage.call("DELETE", `${groups}/${id}/members?member_ids=${String(owner)}`);
    },
  },
};
