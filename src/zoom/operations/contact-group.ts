import { operation } from "../operation.ts";
import { inferred } from "../source.ts";
import {
  contactGroupFields,
  contactGroupIdParameter,
  contactGroupUnknown,
  droppedMembers,
  memberErrors,
  memberFields,
  notPaid,
  oas,
  pageParameters,
  privacyField,
  readsContactGroups,
  writesContactGroups,
} from "./contact-group-shared.ts";
import { bodyErrors, pageErrors } from "./group-shared.ts";

export const contactGroupList = operation({
  id: "contactGroups",
  method: "GET",
  path: "/contacts/groups",
  summary: "List contact groups",
  label: "Medium",
  permissions: [],
  scopes: readsContactGroups,
  parameters: pageParameters,
  success: {
    status: 200,
    fields: [
      { path: "groups", type: "array" },
      { path: "groups[]", type: "object" },
      ...contactGroupFields("groups[].", false),
      { path: "next_page_token", type: "string", note: "empty on the last page" },
      { path: "page_size", type: "integer" },
    ],
  },
  errors: { ...pageErrors, notPaid: notPaid() },
  notes: [],
  source: oas,
});

export const contactGroupCreate = operation({
  id: "contactGroupCreate",
  method: "POST",
  path: "/contacts/groups",
  summary: "Create a contact group",
  label: "Heavy",
  permissions: [],
  scopes: writesContactGroups,
  parameters: [],
  request: [
    { path: "group_name", type: "string" },
    privacyField("group_privacy"),
    { path: "description", type: "string" },
    ...memberFields,
  ],
  success: { status: 201, fields: contactGroupFields("", true) },
  errors: { ...bodyErrors, notPaid: notPaid(), ...memberErrors },
  notes: [
    droppedMembers,
    { text: "Without group_privacy the group is 1.", source: inferred("the first value; nobody says") },
    {
      text: "The fields are called group_name and group_privacy here, name and privacy in the update.",
      source: oas,
    },
  ],
  source: oas,
});

export const contactGroupGet = operation({
  id: "contactGroup",
  method: "GET",
  path: "/contacts/groups/{groupId}",
  summary: "Get a contact group",
  label: "Light",
  permissions: [],
  scopes: writesContactGroups,
  parameters: [contactGroupIdParameter],
  success: { status: 200, fields: contactGroupFields("", true) },
  errors: { notPaid: notPaid(), unknown: contactGroupUnknown },
  notes: [{ text: "It asks for the scope to write, although it reads.", source: oas }],
  source: oas,
});

export const contactGroupUpdate = operation({
  id: "contactGroupUpdate",
  method: "PATCH",
  path: "/contacts/groups/{groupId}",
  summary: "Update a contact group",
  label: "Heavy",
  permissions: [],
  scopes: writesContactGroups,
  parameters: [contactGroupIdParameter],
  request: [{ path: "name", type: "string" }, privacyField("privacy"), { path: "description", type: "string" }],
  success: { status: 204, fields: [] },
  errors: { ...bodyErrors, notPaid: notPaid(), unknown: contactGroupUnknown },
  notes: [],
  source: oas,
});

export const contactGroupDelete = operation({
  id: "contactGroupDelete",
  method: "DELETE",
  path: "/contacts/groups/{groupId}",
  summary: "Delete a contact group",
  label: "Heavy",
  permissions: [],
  scopes: writesContactGroups,
  parameters: [contactGroupIdParameter],
  success: { status: 204, fields: [] },
  errors: { notPaid: notPaid("Only available for paid account,{accountId}."), unknown: contactGroupUnknown },
  notes: [],
  source: oas,
});
