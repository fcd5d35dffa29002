import { groupLimits } from "../groups.ts";
import { operation } from "../operation.ts";
import { clientCode, inferred } from "../source.ts";
import {
  bodyErrors,
  groupElsewhere,
  groupIdParameter,
  groupUnknown,
  memberUnknown,
  oas,
  pageErrors,
  pageTokenParameter,
  paidOnly,
  readsGroups,
  writesGroups,
} from "./group-shared.ts";

const memberIdParameter = {
  name: "memberId",
  in: "path",
  type: "string",
  required: true,
  note: "the member's id or e-mail address",
} as const;

export const groupMembers = operation({
  id: "groupMembers",
  method: "GET",
  path: "/groups/{groupId}/members",
  summary: "List group members",
  label: "Medium",
  permissions: ["Group:Read"],
  scopes: readsGroups("group:read:list_members:admin"),
  parameters: [
    groupIdParameter,
    {
      name: "page_size",
      in: "query",
      type: "integer",
      default: groupLimits.page,
      maximum: groupLimits.maxMembersPage,
    },
    { name: "page_number", in: "query", type: "integer", default: 1 },
    pageTokenParameter,
  ],
  success: {
    status: 200,
    fields: [
      { path: "members", type: "array", maxItems: groupLimits.maxMembersPage },
      { path: "members[]", type: "object" },
      { path: "members[].id", type: "string" },
      { path: "members[].email", type: "string" },
      { path: "members[].first_name", type: "string" },
      { path: "members[].last_name", type: "string" },
      { path: "members[].type", type: "integer" },
      { path: "page_count", type: "integer", note: "not on pages fetched by token" },
      { path: "page_number", type: "integer", note: "not on pages fetched by token" },
      { path: "page_size", type: "integer" },
      { path: "total_records", type: "integer" },
      { path: "next_page_token", type: "string", note: "empty on the last page" },
    ],
  },
  errors: { ...pageErrors, notPaid: paidOnly(), unknown: groupUnknown() },
  notes: [{ text: "page_count and page_number as in GET /users.", source: inferred("DF-68825 for users") }],
  source: oas,
});

export const groupMembersAdd = operation({
  id: "groupMembersCreate",
  method: "POST",
  path: "/groups/{groupId}/members",
  summary: "Add group members",
  label: "Medium",
  permissions: ["Group:Edit"],
  scopes: writesGroups("group:write:member:admin"),
  parameters: [groupIdParameter],
  request: [
    { path: "members", type: "array", maxItems: groupLimits.newMembers },
    { path: "members[]", type: "object" },
    { path: "members[].id", type: "string", note: "wins over email" },
    { path: "members[].email", type: "string" },
  ],
  success: {
    status: 201,
    fields: [
      { path: "ids", type: "string", note: "all ids in one text, joined by commas" },
      { path: "added_at", type: "string", format: "date-time" },
    ],
  },
  errors: {
    ...bodyErrors,
    notPaid: paidOnly("Only available for paid account,{accountId}."),
    unknown: groupUnknown(),
  },
  notes: [
    {
      text: "Members that the account does not have are dropped without a word.",
      source: inferred("no error is documented"),
    },
    { text: "A pending user is not added, and the call succeeds.", source: clientCode("SailPoint connector docs") },
  ],
  source: oas,
});

export const groupMemberRemove = operation({
  id: "groupMembersDelete",
  method: "DELETE",
  path: "/groups/{groupId}/members/{memberId}",
  summary: "Delete a group member",
  label: "Light",
  permissions: ["Group:Edit"],
  scopes: writesGroups("group:delete:member:admin"),
  parameters: [groupIdParameter, memberIdParameter],
  success: { status: 204, fields: [] },
  errors: {
    notPaid: paidOnly(),
    elsewhere: groupElsewhere("Group does not belong to this account:{accountId}."),
    unknown: groupUnknown(),
    memberUnknown,
  },
  notes: [],
  source: oas,
});

export const groupMemberUpdate = operation({
  id: "updateAGroupMember",
  method: "PATCH",
  path: "/groups/{groupId}/members/{memberId}",
  summary: "Update a group member",
  label: "Medium",
  permissions: [],
  scopes: writesGroups("group:update:member:admin"),
  parameters: [groupIdParameter, memberIdParameter],
  request: [
    { path: "action", type: "string", required: true, values: ["move", "set_primary"] },
    { path: "target_group_id", type: "string" },
  ],
  success: { status: 204, fields: [] },
  errors: {
    ...bodyErrors,
    notPaid: paidOnly("Only available for Paid account, {accountId}."),
    targetMissing: {
      status: 400,
      code: 300,
      message: "The target_group_id can not be empty.",
      trigger: "no target_group_id, or an empty one",
      source: oas,
    },
    elsewhere: groupElsewhere("Group does not belong to this account:{accountId}."),
    unknown: groupUnknown(),
    memberUnknown,
  },
  notes: [
    { text: "The first group joined is the primary one.", source: oas },
    {
      text: "set_primary: the target must be one of the user's groups; move: the target takes the place of the group that is left, as primary too.",
      source: inferred("no document says"),
    },
  ],
  source: oas,
});
