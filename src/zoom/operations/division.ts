import { divisionLimits } from "../divisions.ts";
import { operation } from "../operation.ts";
import { inferred } from "../source.ts";
import {
  bodyErrors,
  divisionIdParameter,
  divisionUnknownToo,
  invalidField,
  nameUsed,
  oas,
  pageParameters,
  readsDivision,
  readsDivisions,
  tokenErrors,
  writesDivisions,
} from "./division-shared.ts";
import { pageErrors } from "./group-shared.ts";

const mainDivision = {
  text: "Every account has a main division; who is in no other belongs to it.",
  source: inferred("is_main_division and 42011; nobody says"),
} as const;

export const divisionList = operation({
  id: "listDivisions",
  method: "GET",
  path: "/divisions",
  summary: "List divisions",
  label: "Light",
  permissions: ["Division:Read"],
  scopes: readsDivisions("division:read:list_divisions:admin"),
  parameters: pageParameters,
  success: {
    status: 200,
    fields: [
      { path: "next_page_token", type: "string", note: "empty on the last page" },
      { path: "page_size", type: "integer" },
      { path: "total_records", type: "integer" },
      { path: "divisions", type: "array", maxItems: divisionLimits.maxPage },
      { path: "divisions[]", type: "object" },
      { path: "divisions[].division_id", type: "string" },
      { path: "divisions[].division_name", type: "string" },
      { path: "divisions[].division_description", type: "string" },
      { path: "divisions[].is_main_division", type: "boolean" },
      { path: "divisions[].total_members", type: "integer" },
    ],
  },
  errors: { ...pageErrors, ...tokenErrors("") },
  notes: [mainDivision],
  source: oas,
});

export const divisionCreate = operation({
  id: "Createadivision",
  method: "POST",
  path: "/divisions",
  summary: "Create a division",
  label: "Light",
  permissions: ["Division:Edit"],
  scopes: writesDivisions("division:write:division:admin"),
  parameters: [],
  request: [
    { path: "division_name", type: "string", required: true },
    { path: "division_description", type: "string" },
  ],
  success: {
    status: 201,
    fields: [
      { path: "division_id", type: "string" },
      { path: "division_name", type: "string" },
      { path: "division_description", type: "string" },
    ],
  },
  errors: {
    ...bodyErrors,
    validation: invalidField,
    tooMany: {
      status: 400,
      code: 42_006,
      message:
        "You've reached the maximum number of divisions reached. You can clean up some divisions then try again.",
      trigger: "the account has as many divisions as it may (the number is assumed)",
      source: oas,
    },
    nameUsed,
    ...tokenErrors("."),
  },
  notes: [],
  source: oas,
});

export const divisionGet = operation({
  id: "Getdivision",
  method: "GET",
  path: "/divisions/{divisionId}",
  summary: "Get a division",
  label: "Light",
  permissions: ["Division:Read"],
  scopes: readsDivision("division:read:division:admin"),
  parameters: [divisionIdParameter],
  success: {
    status: 200,
    fields: [
      { path: "division_id", type: "string" },
      { path: "division_name", type: "string" },
      { path: "division_description", type: "string" },
      { path: "is_main_division", type: "boolean" },
    ],
  },
  errors: { unknown: divisionUnknownToo, ...tokenErrors("") },
  notes: [],
  source: oas,
});

export const divisionUpdate = operation({
  id: "Updateadivision",
  method: "PATCH",
  path: "/divisions/{divisionId}",
  summary: "Update a division",
  label: "Light",
  permissions: ["Division:Edit"],
  scopes: writesDivisions("division:update:division:admin"),
  parameters: [divisionIdParameter],
  request: [
    { path: "division_name", type: "string" },
    { path: "division_description", type: "string" },
  ],
  success: { status: 204, fields: [] },
  errors: { ...bodyErrors, unknown: divisionUnknownToo, nameUsed, ...tokenErrors("") },
  notes: [],
  source: oas,
});

export const divisionDelete = operation({
  id: "Deletedivision",
  method: "DELETE",
  path: "/divisions/{divisionId}",
  summary: "Delete a division",
  label: "Light",
  permissions: ["Division:Edit"],
  scopes: writesDivisions("division:delete:division:admin"),
  parameters: [divisionIdParameter],
  success: { status: 204, fields: [] },
  errors: {
    unknown: divisionUnknownToo,
    main: {
      status: 400,
      code: 42_011,
      message: "Main division can't be deleted.",
      trigger: "the division is the account's main one",
      source: oas,
    },
    notEmpty: {
      status: 400,
      code: 42_012,
      message: "Please remove all users from this division before deleting.",
      trigger: "a user is in it",
      source: oas,
    },
    ...tokenErrors("."),
  },
  notes: [],
  source: oas,
});
