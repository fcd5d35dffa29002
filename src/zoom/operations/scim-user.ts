import { operation } from "../operation.ts";
import { documented, inferred, wire } from "../source.ts";
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
  schemasField,
  scimBodyErrors,
  scimMediaType,
  scimScopes,
  ssoOff,
} from "./scim-shared.ts";
import { scimEmailFields, scimUserAnswer, scimUserRequest, scimUserRow, scimUserSignIn } from "./scim-user-fields.ts";

const userIdParameter = {
  name: "userId",
  in: "path",
  type: "string",
  required: true,
  note: "the user's id, or the e-mail address",
} as const;

const gone = notThere("User does not exist.", "no active or inactive user of the account has that id or address");
const mayRead = denied('The request was denied due to insufficient permissions: "User:Read".');
const mayEdit = denied('The request was denied due to insufficient permissions: "User:Edit".');

const seatsOf = (bundle: string, trigger: string) =>
  conflict(`Cannot create more users with ${bundle}.`, `Workplace licences are used up, and ${trigger}`);

const seatsBasic = {
  ...conflict("Cannot add free users.", "Basic seats are used up"),
  source: inferred("no error is documented; by analogy with that for paid users"),
} as const;

/** What making and changing a user can run into alike. */
const licenceErrors = {
  domain: conflict(
    "The email domain does not match the associated domain of the account, please contact Zoom Customer Support to set up if necessary.",
    "the account has managed domains, and the address is on none of them",
  ),
  paid: conflict(
    "Cannot add paid users.",
    "licences of the kind asked for are used up, not owned, or not the acting user's to assign; On-Prem",
  ),
  unitedPlan: conflict("The Zoom United Plan is invalid.", "zoomUnited is not one of the known codes"),
  unitedSeats: conflict("Cannot create more users with Zoom United Plan.", "seats of the United plan are used up"),
  bizPlusSeats: seatsOf("Zoom Workplace Business Plus", "the code is one of Business Plus"),
  entPremierSeats: seatsOf("Zoom Workplace Enterprise Premier", "the code is one of Enterprise Premier"),
  campusSeats: seatsOf("Zoom Workplace for Education School and Campus Plus", "the code is one of School and Campus"),
  eduPremierSeats: seatsOf(
    "Zoom Workplace for Education Enterprise Premier",
    "the code is one of Education Enterprise, Student excepted",
  ),
  studentSeats: seatsOf(
    "Zoom Workplace for Education Enterprise Student",
    "the code is that of Education Enterprise Student",
  ),
  proPlusSeats: seatsOf("Zoom Workplace Pro Plus", "the code is that of Pro Plus"),
  whiteboards: {
    ...bad(
      "Cannot assign Zoom Whiteboard and Zoom Whiteboard Plus to a user at the same time.",
      "the user would have both licences",
    ),
    source: documented("OAS-S, of PUT; for POST inferred"),
  },
  seatsBasic,
  userType: {
    ...bad('The "userType" of the request is invalid.', "userType is none of the documented four"),
    source: inferred("by analogy with userName"),
  },
} as const;

export const scimUserList = operation({
  id: "userSCIM2List",
  method: "GET",
  path: "/scim2/Users",
  media: scimMediaType,
  summary: "List users (SCIM2)",
  label: "Medium",
  permissions: ["User:Read"],
  scopes: scimScopes,
  parameters: listParameters("`userName eq <address>` or `externalId eq <id>`, with or without quotation marks"),
  success: { status: 200, fields: [...listFields, ...scimUserRow] },
  errors: {
    ssoOff,
    filter: bad("The current filter is not supported, the filter name: {filter}", "any other filter"),
    pending: {
      ...bad(
        "User {email} not exist or not belong to this account.",
        "the filter names the address of somebody who has not accepted the invitation",
      ),
      source: wire("DF-7646"),
    },
    permission: denied('The current login user does not have the "User:Read" permission.'),
  },
  notes: [
    prerequisite,
    envelopeNote,
    { text: "Without `count` a page has one user.", source: oas },
    { text: "Pending users are not listed.", source: inferred("DF-7646") },
  ],
  source: oas,
});

export const scimUserCreate = operation({
  id: "userScim2Create",
  method: "POST",
  path: "/scim2/Users",
  media: scimMediaType,
  summary: "Add a user (SCIM2)",
  label: "Light",
  permissions: ["User:Edit"],
  scopes: scimScopes,
  parameters: [],
  request: [
    { path: "userName", type: "string", format: "email", maxLength: 128, note: "the address; needed" },
    ...scimUserRequest,
  ],
  success: { status: 201, fields: scimUserAnswer },
  errors: {
    ssoOff,
    ...scimBodyErrors,
    userName: bad('The "userName" of the request is invalid.', "userName is missing or no address"),
    used: bad('The email "{email}" is already in use.', "somebody in Zoom has the address"),
    permission: mayEdit,
    ...licenceErrors,
  },
  notes: [
    prerequisite,
    envelopeNote,
    {
      text: "The user is active at once and signs in by SSO; nobody is invited.",
      source: documented("OAS-S, description of userScim2Create"),
    },
  ],
  source: oas,
});

export const scimUserGet = operation({
  id: "userSCIM2Get",
  method: "GET",
  path: "/scim2/Users/{userId}",
  media: scimMediaType,
  summary: "Get a user (SCIM2)",
  label: "Light",
  permissions: ["User:Read"],
  scopes: scimScopes,
  parameters: [userIdParameter],
  success: { status: 200, fields: [...scimUserAnswer, ...scimUserSignIn] },
  errors: { ssoOff, permission: mayRead, gone },
  notes: [prerequisite, envelopeNote],
  source: oas,
});

export const scimUserUpdate = operation({
  id: "userSCIM2Update",
  method: "PUT",
  path: "/scim2/Users/{userId}",
  media: scimMediaType,
  summary: "Update a user (SCIM2)",
  label: "Light",
  permissions: ["User:Edit"],
  scopes: scimScopes,
  parameters: [userIdParameter],
  request: [
    { path: "active", type: "boolean", note: "false deactivates, true activates again" },
    { path: "userName", type: "string", source: inferred("clients send it; the address of `emails` counts") },
    ...scimUserRequest,
    ...scimEmailFields.map((row) => (row.path === "emails" ? { ...row, maxItems: 1 } : row)),
  ],
  success: { status: 200, fields: scimUserAnswer },
  errors: {
    ssoOff,
    ...scimBodyErrors,
    inactive: bad("User is inactive or locked.", "the user is inactive, and the body does not say active: true"),
    adminEmail: bad("Cannot change the email of Admin user.", "another address for an Owner or Admin"),
    adminOrRoom: {
      ...bad(
        "Cannot activate or deactivate Zoom Room and Admin users.",
        "active: false for an Owner, Admin or Zoom Room",
      ),
      source: inferred("as PATCH"),
    },
    roomFree: bad("Cannot update Zoom Room user to free", "userType Basic for a Zoom Room"),
    permission: mayEdit,
    gone,
    emailUsed: conflict("Email ''{email}'' has already been used.", "somebody in Zoom has the new address"),
    ...licenceErrors,
  },
  notes: [
    prerequisite,
    envelopeNote,
    {
      text: "What the body does not name stays as it is.",
      source: inferred("nothing else would fit partial examples"),
    },
  ],
  source: oas,
});

export const scimUserDeactivate = operation({
  id: "userADSCIM2Deactivate",
  method: "PATCH",
  path: "/scim2/Users/{userId}",
  media: scimMediaType,
  summary: "Deactivate a user (SCIM2)",
  label: "Light",
  permissions: ["User:Edit"],
  scopes: scimScopes,
  parameters: [userIdParameter],
  request: [
    ...schemasField,
    { path: "Operations", type: "array" },
    { path: "Operations[]", type: "object" },
    { path: "Operations[].op", type: "string", note: "replace" },
    { path: "Operations[].path", type: "string", note: "active, for a value that is no object" },
    { path: "Operations[].value", type: "any", note: "an object with `active`" },
    { path: "Operations[].value.active", type: "boolean" },
  ],
  success: { status: 200, fields: scimUserAnswer },
  errors: {
    ssoOff,
    ...scimBodyErrors,
    forced: bad("User is force inactive.", "Zoom itself has deactivated the user (seeded so)"),
    adminOrRoom: bad(
      "Cannot activate or deactivate Zoom Room and Admin users.",
      "the user is Owner, Admin or a Zoom Room",
    ),
    permission: mayEdit,
    gone,
    seatsBasic,
  },
  notes: [
    prerequisite,
    envelopeNote,
    {
      text: "Only `active` is taken, as a value or under a path; other operations change nothing.",
      source: inferred("the first is documented, the second what directories send"),
    },
  ],
  source: oas,
});

export const scimUserDelete = operation({
  id: "userSCIM2Delete",
  method: "DELETE",
  path: "/scim2/Users/{userId}",
  media: scimMediaType,
  summary: "Delete a user (SCIM2)",
  label: "Light",
  permissions: ["User:Edit"],
  scopes: scimScopes,
  parameters: [userIdParameter],
  success: { status: 204, fields: [] },
  errors: {
    ssoOff,
    admin: bad("Cannot delete Admin user.", "the user is Owner or Admin"),
    permission: denied('The request was denied due to insufficient permissions:"User:Edit".'),
    gone,
  },
  notes: [
    prerequisite,
    envelopeNote,
    { text: "As action=delete of DELETE /users/{userId}: the address is free.", source: inferred("its name") },
  ],
  source: oas,
});
