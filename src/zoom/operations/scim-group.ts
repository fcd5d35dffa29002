import type { Field } from "../field.ts";
import { groupLimits } from "../groups.ts";
import { operation } from "../operation.ts";
import { scimUrns } from "../scim.ts";
import { inferred } from "../source.ts";
import {
  bad,
  conflict,
  denied,
  envelopeNote,
  listFields,
  listParameters,
  notThere,
  oas,
  prerequisite,
  resourceFields,
  schemasField,
  scimBodyErrors,
  scimMediaType,
  scimScopes,
  ssoOff as ssoOffOfUsers,
} from "./scim-shared.ts";

const groupIdParameter = { name: "groupId", in: "path", type: "string", required: true } as const;
const gone = notThere("Group does not exist.", "no group of the account has that id");
const mayRead = denied('The request was denied due to insufficient permissions: "Group:Read".');
const mayEdit = denied('The request was denied due to insufficient permissions: "Group:Edit".');
const ssoOff = { ...ssoOffOfUsers, source: inferred("as the user operations: the prerequisite is the same") };
const used = conflict("Group {groupName} exists.", "another group of the account has the name");

const ownFields = (base: string): readonly Field[] => [
  { path: `${base}displayName`, type: "string" },
  { path: `${base}${scimUrns.zoomGroup}`, type: "object" },
  { path: `${base}${scimUrns.zoomGroup}.emailAlias`, type: "string" },
];
const groupFields = (base: string): readonly Field[] => [...resourceFields(base, "Group"), ...ownFields(base)];

export const scimGroupList = operation({
  id: "groupSCIM2List",
  method: "GET",
  path: "/scim2/Groups",
  media: scimMediaType,
  summary: "List groups (SCIM2)",
  label: "Medium",
  permissions: ["Group:Read"],
  scopes: scimScopes,
  parameters: listParameters("`displayName eq <name>`, with or without quotation marks"),
  success: { status: 200, fields: [...listFields, ...groupFields("Resources[].")] },
  errors: {
    ssoOff,
    filter: bad("The current filter does not support the filter name: {filter}", "any other filter"),
    permission: mayRead,
  },
  notes: [
    prerequisite,
    envelopeNote,
    { text: "Without `count` a page has one group.", source: oas },
    {
      text: "The filter by displayName is what directories ask.",
      source: inferred("which names it takes is not said"),
    },
  ],
  source: oas,
});

export const scimGroupCreate = operation({
  id: "groupScim2Create",
  method: "POST",
  path: "/scim2/Groups",
  media: scimMediaType,
  summary: "Add a group (SCIM2)",
  label: "Medium",
  permissions: ["Group:Edit"],
  scopes: scimScopes,
  parameters: [],
  request: [...schemasField, ...ownFields("")],
  success: { status: 201, fields: groupFields("") },
  errors: {
    ssoOff,
    ...scimBodyErrors,
    name: bad(
      'The "DisplayName" of the request is invalid.',
      `displayName is missing, empty or longer than ${groupLimits.nameLength} characters`,
    ),
    failed: {
      ...bad(
        "Create group failed.",
        `${groupLimits.total} groups in all, or ${groupLimits.perDay} new ones today, by SCIM or not`,
      ),
      source: inferred("the trigger; text OAS-S"),
    },
    permission: mayEdit,
    used,
  },
  notes: [
    prerequisite,
    envelopeNote,
    { text: "Members of the body are not taken: they are added by PATCH.", source: oas },
  ],
  source: oas,
});

export const scimGroupGet = operation({
  id: "groupSCIM2Get",
  method: "GET",
  path: "/scim2/Groups/{groupId}",
  media: scimMediaType,
  summary: "Get a group (SCIM2)",
  label: "Light",
  permissions: ["Group:Read"],
  scopes: scimScopes,
  parameters: [groupIdParameter],
  success: { status: 200, fields: groupFields("") },
  errors: { ssoOff, permission: mayRead, gone },
  notes: [prerequisite, envelopeNote],
  source: oas,
});

export const scimGroupUpdate = operation({
  id: "groupSCIM2Update",
  method: "PATCH",
  path: "/scim2/Groups/{groupId}",
  media: scimMediaType,
  summary: "Update a group (SCIM2)",
  label: "Medium",
  permissions: ["Group:Edit"],
  scopes: scimScopes,
  parameters: [groupIdParameter],
  request: [
    ...schemasField,
    { path: "Operations", type: "array" },
    { path: "Operations[]", type: "object" },
    { path: "Operations[].op", type: "string", note: "add, remove, replace" },
    { path: "Operations[].path", type: "string", note: 'members, or members[value eq "<user id>"]' },
    {
      path: "Operations[].value",
      type: "any",
      note: "[{value: <user id>}] for members; else an object with displayName or the extension's emailAlias",
    },
  ],
  success: { status: 204, fields: [] },
  errors: {
    ssoOff,
    ...scimBodyErrors,
    operations: bad(
      'The "Operations" of the request is invalid.',
      "Operations is missing or empty, or one of them is none of the documented ones",
    ),
    permission: mayEdit,
    gone,
    used: { ...used, source: inferred("as for a new group") },
  },
  notes: [
    prerequisite,
    envelopeNote,
    { text: "All operations are checked before the first is done.", source: inferred("RFC 7644: atomic") },
    { text: "Members that the account does not have are left out.", source: inferred("as in /v2") },
  ],
  source: oas,
});

export const scimGroupDelete = operation({
  id: "groupSCIM2Delete",
  method: "DELETE",
  path: "/scim2/Groups/{groupId}",
  media: scimMediaType,
  summary: "Delete a group (SCIM2)",
  label: "Medium",
  permissions: ["Group:Edit"],
  scopes: scimScopes,
  parameters: [groupIdParameter],
  success: { status: 204, fields: [] },
  errors: {
    ssoOff,
    isDefault: bad("Cannot delete account default group.", "the group was seeded as the account's default"),
    permission: mayEdit,
    gone,
  },
  notes: [prerequisite, envelopeNote],
  source: oas,
});
