import { operation } from "../operation.ts";
import {
  contactGroupIdParameter,
  contactGroupUnknown,
  droppedMembers,
  memberErrors,
  memberFields,
  notPaid,
  oas,
  pageParameters,
  readsContactGroups,
  writesContactGroups,
} from "./contact-group-shared.ts";
import { bodyErrors, pageErrors } from "./group-shared.ts";

export const contactGroupMembers = operation({
  id: "contactGroupMembers",
  method: "GET",
  path: "/contacts/groups/{groupId}/members",
  summary: "List contact group members",
  label: "Medium",
  permissions: [],
  scopes: readsContactGroups,
  parameters: [contactGroupIdParameter, ...pageParameters],
  success: {
    status: 200,
    fields: [
      ...memberFields,
      { path: "group_members[].name", type: "string" },
      { path: "next_page_token", type: "string", note: "empty on the last page" },
      { path: "page_size", type: "integer" },
    ],
  },
  errors: { ...pageErrors, notPaid: notPaid(), unknown: contactGroupUnknown },
  notes: [],
  source: oas,
});

export const contactGroupMembersAdd = operation({
  id: "contactGroupMemberAdd",
  method: "POST",
  path: "/contacts/groups/{groupId}/members",
  summary: "Add contact group members",
  label: "Heavy",
  permissions: [],
  scopes: writesContactGroups,
  parameters: [contactGroupIdParameter],
  request: memberFields,
  success: {
    status: 201,
    fields: [
      { path: "member_ids", type: "array" },
      { path: "member_ids[]", type: "string" },
    ],
  },
  errors: { ...bodyErrors, notPaid: notPaid(), unknown: contactGroupUnknown, ...memberErrors },
  notes: [droppedMembers],
  source: oas,
});

export const contactGroupMembersRemove = operation({
  id: "contactGroupMemberRemove",
  method: "DELETE",
  path: "/contacts/groups/{groupId}/members",
  summary: "Remove contact group members",
  label: "Heavy",
  permissions: [],
  scopes: writesContactGroups,
  parameters: [
    contactGroupIdParameter,
    { name: "member_ids", in: "query", type: "string", required: true, note: "ids, joined by commas" },
  ],
  success: { status: 204, fields: [] },
  errors: {
    notPaid: notPaid("Only available for paid account,{accountId}."),
    unknown: contactGroupUnknown,
    tooMany: {
      status: 400,
      code: 300,
      message: "The maximum number of memberId is 20.",
      trigger: "more than 20 ids",
      source: oas,
    },
    memberUnknown: {
      status: 400,
      code: 300,
      message: "A member with this memberId: {memberId} does not exist.",
      trigger: "the contact group has no such member",
      source: oas,
    },
    lastMember: {
      status: 400,
      code: 300,
      message: "A group must have at least one member.",
      trigger: "nobody would be left",
      source: oas,
    },
  },
  notes: [],
  source: oas,
});
