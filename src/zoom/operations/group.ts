import type { Field } from "../field.ts";
import { groupLimits } from "../groups.ts";
import { operation } from "../operation.ts";
import { inferred } from "../source.ts";
import {
  bodyErrors,
  groupElsewhere,
  groupIdParameter,
  groupUnknown,
  oas,
  pageErrors,
  pageTokenParameter,
  paidOnly,
  readsGroups,
  writesGroups,
} from "./group-shared.ts";

const groupFields = (base: string): readonly Field[] => [
  { path: `${base}id`, type: "string" },
  { path: `${base}name`, type: "string" },
  { path: `${base}total_members`, type: "integer" },
];

const nameField: Field = { path: "name", type: "string", maxLength: groupLimits.nameLength };

export const groupList = operation({
  id: "groups",
  method: "GET",
  path: "/groups",
  summary: "List groups",
  label: "Medium",
  permissions: ["Group:Read"],
  scopes: readsGroups("group:read:list_groups:admin"),
  parameters: [
    {
      name: "page_size",
      in: "query",
      type: "integer",
      default: groupLimits.page,
      maximum: groupLimits.maxPage,
      source: inferred("the default, as everywhere; the maximum OAS-U"),
    },
    pageTokenParameter,
  ],
  success: {
    status: 200,
    fields: [
      { path: "groups", type: "array", maxItems: groupLimits.maxPage },
      { path: "groups[]", type: "object" },
      ...groupFields("groups[]."),
      { path: "total_records", type: "integer" },
      { path: "next_page_token", type: "string", note: "empty on the last page" },
    ],
  },
  errors: {
    ...pageErrors,
    pageToken: { ...pageErrors.pageToken, source: inferred("as documented for the members of a group") },
    notPaid: paidOnly(),
    notPaidButOk: paidOnly("Only available for paid accounts.", 200),
    unknown: { ...groupUnknown(), leftover: true, trigger: "nothing: no group is named" },
  },
  notes: [],
  source: oas,
});

export const groupCreate = operation({
  id: "groupCreate",
  method: "POST",
  path: "/groups",
  summary: "Create a group",
  label: "Light",
  permissions: ["Group:Edit"],
  scopes: writesGroups("group:write:group:admin"),
  parameters: [],
  request: [nameField],
  success: { status: 201, fields: groupFields("") },
  errors: {
    ...bodyErrors,
    name: {
      status: 400,
      code: 300,
      message: "Invalid parameter: name.",
      trigger: "name is missing or empty",
      source: inferred("the trigger; text OAS-U"),
    },
    tooMany: {
      status: 400,
      code: 300,
      message: "It has reached the maximum number of groups. You can clean up some groups then add.",
      trigger: `${groupLimits.total} groups`,
      source: oas,
    },
    tooManyToday: {
      status: 429,
      code: 429,
      message:
        "You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.",
      trigger: `more than ${groupLimits.perDay} new groups in one day`,
      source: inferred("the answer; the limit OAS-U, description of groupCreate"),
    },
    notPaid: paidOnly(),
    nameUsed: {
      status: 409,
      code: 4132,
      message: 'The group name "{groupName}" is already in use.',
      trigger: "another group of the account has the name",
      source: oas,
    },
  },
  notes: [
    { text: `At most ${groupLimits.perDay} new groups a day and ${groupLimits.total} in all.`, source: oas },
    { text: "Names are compared without regard to case.", source: inferred("as addresses") },
  ],
  source: oas,
});

export const groupGet = operation({
  id: "group",
  method: "GET",
  path: "/groups/{groupId}",
  summary: "Get a group",
  label: "Light",
  permissions: ["Group:Read"],
  scopes: readsGroups("group:read:group:admin"),
  parameters: [groupIdParameter],
  success: { status: 200, fields: groupFields("") },
  errors: {
    notPaid: paidOnly(),
    notPaidButOk: paidOnly("Only available for Paid account,{accountId}.", 200),
    elsewhere: groupElsewhere("Group does not belong to your account."),
    unknown: groupUnknown(),
  },
  notes: [],
  source: oas,
});

export const groupUpdate = operation({
  id: "groupUpdate",
  method: "PATCH",
  path: "/groups/{groupId}",
  summary: "Update a group",
  label: "Light",
  permissions: ["Group:Edit"],
  scopes: writesGroups("group:update:group:admin"),
  parameters: [groupIdParameter],
  request: [nameField],
  success: { status: 204, fields: [] },
  errors: {
    ...bodyErrors,
    notPaid: paidOnly(),
    unknown: groupUnknown(),
    nameUsed: {
      status: 409,
      code: 4132,
      message: "Group name {groupName} is already in use.",
      trigger: "another group of the account has the name",
      source: oas,
    },
  },
  notes: [{ text: "A missing or empty name changes nothing.", source: inferred("no error is documented") }],
  source: oas,
});

export const groupDelete = operation({
  id: "groupDelete",
  method: "DELETE",
  path: "/groups/{groupId}",
  summary: "Delete a group",
  label: "Light",
  permissions: ["Group:Edit"],
  scopes: writesGroups("group:delete:group:admin"),
  parameters: [groupIdParameter],
  success: { status: 204, fields: [] },
  errors: {
    notPaid: paidOnly("Only available for Paid account,{accountId}."),
    unknown: groupUnknown(),
    unknownOther: { ...groupUnknown("Group does not exist."), leftover: true },
    barrier: {
      status: 400,
      code: 200,
      message: "Group cannot be deleted. Information Barriers policies have been applied to this group.",
      trigger: "Information Barriers, which are not emulated",
      source: oas,
      leftover: true,
    },
  },
  notes: [{ text: "The members stay users of the account.", source: inferred("a group holds no users of its own") }],
  source: oas,
});
