import { divisionLimits } from "../divisions.ts";
import { operation } from "../operation.ts";
import { inferred } from "../source.ts";
import {
  bodyErrors,
  divisionIdParameter,
  divisionUnknown,
  divisionUnknownToo,
  oas,
  pageParameters,
  readsDivisions,
  tokenErrors,
  writesDivisions,
} from "./division-shared.ts";
import { pageErrors } from "./group-shared.ts";

export const divisionMembers = operation({
  id: "listDivisionMembers",
  method: "GET",
  path: "/divisions/{divisionId}/users",
  summary: "List division members",
  label: "Light",
  permissions: ["Division:Read"],
  scopes: readsDivisions("division:read:member:admin"),
  parameters: [divisionIdParameter, ...pageParameters],
  success: {
    status: 200,
    fields: [
      { path: "next_page_token", type: "string", note: "empty on the last page" },
      { path: "page_size", type: "integer" },
      { path: "total_records", type: "integer" },
      { path: "users", type: "array", maxItems: divisionLimits.maxPage },
      { path: "users[]", type: "object" },
      { path: "users[].user_id", type: "string" },
      { path: "users[].user_display_name", type: "string" },
      { path: "users[].user_email", type: "string" },
    ],
  },
  errors: { ...pageErrors, unknown: divisionUnknownToo, ...tokenErrors(".") },
  notes: [],
  source: oas,
});

export const divisionMembersAssign = operation({
  id: "assigndivisionMember",
  method: "POST",
  path: "/divisions/{divisionId}/users",
  summary: "Assign users to a division",
  label: "Medium",
  permissions: ["Division:Edit"],
  scopes: writesDivisions("division:write:member:admin"),
  parameters: [divisionIdParameter],
  request: [
    { path: "users", type: "array" },
    { path: "users[]", type: "object" },
    { path: "users[].user_email", type: "string" },
    { path: "users[].user_id", type: "string", note: "wins over user_email" },
  ],
  success: {
    status: 201,
    fields: [
      { path: "added_at", type: "string", format: "date-time" },
      { path: "ids", type: "string", note: "all ids in one text, joined by commas" },
    ],
  },
  errors: {
    notJson: bodyErrors.notJson,
    contentType: bodyErrors.contentType,
    unknown: divisionUnknown,
    ...tokenErrors("."),
  },
  notes: [
    { text: "A user has one division: being assigned to another one leaves the first.", source: oas },
    {
      text: "Users that the account does not have are dropped without a word.",
      source: inferred("no error is documented"),
    },
  ],
  source: oas,
});
