import { groupLimits } from "../groups.ts";
import { operation } from "../operation.ts";
import { inferred } from "../source.ts";
import {
  bodyErrors,
  groupIdParameter,
  groupUnknown,
  oas,
  pageErrors,
  pageTokenParameter,
  paidOnly,
  readsGroups,
  writesGroups,
} from "./group-shared.ts";

const unknown = groupUnknown('A group with the "{groupId}" ID does not exist.');

export const groupAdmins = operation({
  id: "groupAdmins",
  method: "GET",
  path: "/groups/{groupId}/admins",
  summary: "List group admins",
  label: "Medium",
  permissions: ["Group:Read"],
  scopes: readsGroups("group:read:administrator:admin"),
  parameters: [
    groupIdParameter,
    { name: "page_size", in: "query", type: "integer", default: groupLimits.page, maximum: groupLimits.maxPage },
    pageTokenParameter,
  ],
  success: {
    status: 200,
    fields: [
      { path: "admins", type: "array", maxItems: groupLimits.maxPage },
      { path: "admins[]", type: "object" },
      { path: "admins[].email", type: "string", format: "email" },
      { path: "admins[].name", type: "string" },
      { path: "page_size", type: "integer" },
      { path: "total_records", type: "integer" },
      { path: "next_page_token", type: "string", note: "empty on the last page" },
    ],
  },
  errors: { ...pageErrors, notPaid: paidOnly(), unknown },
  notes: [],
  source: oas,
});

export const groupAdminsAdd = operation({
  id: "groupAdminsCreate",
  method: "POST",
  path: "/groups/{groupId}/admins",
  summary: "Add group admins",
  label: "Medium",
  permissions: ["Group:Edit"],
  scopes: writesGroups("group:write:administrator:admin"),
  parameters: [groupIdParameter],
  request: [
    { path: "admins", type: "array", maxItems: groupLimits.newAdmins },
    { path: "admins[]", type: "object" },
    { path: "admins[].id", type: "string", note: "wins over email" },
    { path: "admins[].email", type: "string" },
  ],
  success: {
    status: 201,
    fields: [
      { path: "ids", type: "string", note: "all ids in one text, joined by commas" },
      { path: "added_at", type: "string", format: "date-time" },
    ],
  },
  errors: { ...bodyErrors, notPaid: paidOnly("Only available for paid account,{accountId}."), unknown },
  notes: [
    {
      text: "Users that the account does not have, and pending ones, are dropped without a word; an admin need not be a member.",
      source: inferred("as members"),
    },
  ],
  source: oas,
});

export const groupAdminRemove = operation({
  id: "groupAdminsDelete",
  method: "DELETE",
  path: "/groups/{groupId}/admins/{userId}",
  summary: "Delete a group admin",
  label: "Light",
  permissions: ["Group:Edit"],
  scopes: writesGroups("group:delete:administrator:admin"),
  parameters: [
    groupIdParameter,
    { name: "userId", in: "path", type: "string", required: true, note: "the user's id or e-mail address" },
  ],
  success: { status: 204, fields: [] },
  errors: {
    notPaid: paidOnly(),
    unknown,
    notAdmin: {
      status: 400,
      code: 4138,
      message: 'That user is not an administrator for the group: "{groupId}".',
      trigger: "no administrator of the group has that id or address",
      source: oas,
    },
  },
  notes: [],
  source: oas,
});

export const groupChannels = operation({
  id: "groupChannels",
  method: "GET",
  path: "/groups/{groupId}/channels",
  summary: "List group channels",
  label: "Medium",
  permissions: ["Group:Read"],
  scopes: readsGroups("group:read:list_channels:admin"),
  parameters: [groupIdParameter],
  success: {
    status: 200,
    fields: [
      { path: "group_id", type: "string" },
      { path: "channels", type: "array" },
      { path: "channels[]", type: "object" },
      { path: "channels[].channel_id", type: "string" },
      { path: "channels[].channel_name", type: "string" },
      { path: "channels[].member_count", type: "integer" },
    ],
  },
  errors: { unknown: groupUnknown() },
  notes: [{ text: "Team Chat is not emulated: a group has no channels.", source: inferred("the emulator's limit") }],
  source: oas,
});
