import { contactGroupLimits } from "../contact-groups.ts";
import type { Field, Parameter } from "../field.ts";
import type { ErrorTemplate } from "../operation.ts";
import { documented, inferred } from "../source.ts";
import { pageTokenParameter } from "./group-shared.ts";
import { scopes } from "./shared.ts";

export const oas = documented("OAS-U");

export const readsContactGroups = scopes(["contact_group:read:admin", "contact_group:write:admin"], []);
export const writesContactGroups = scopes(["contact_group:write:admin"], []);

export const contactGroupIdParameter = { name: "groupId", in: "path", type: "string", required: true } as const;

export const pageParameters: readonly Parameter[] = [
  {
    name: "page_size",
    in: "query",
    type: "integer",
    default: contactGroupLimits.page,
    maximum: contactGroupLimits.maxPage,
  },
  pageTokenParameter,
];

/** 1 everybody in the account finds it, 2 only its members, 3 nobody. */
const privacy = [1, 2, 3] as const;

export const privacyField = (path: string): Field => ({
  path,
  type: "integer",
  values: privacy,
  note: "1 everybody in the account, 2 only members, 3 nobody",
});

export const contactGroupFields = (base: string, hasCount: boolean): readonly Field[] => [
  { path: `${base}group_id`, type: "string" },
  { path: `${base}group_name`, type: "string" },
  ...(hasCount ? ([{ path: `${base}total_members`, type: "integer" }] as const) : []),
  privacyField(`${base}group_privacy`),
  { path: `${base}description`, type: "string" },
];

export const memberFields: readonly Field[] = [
  { path: "group_members", type: "array" },
  { path: "group_members[]", type: "object" },
  { path: "group_members[].type", type: "integer", values: [1, 2], note: "1 a user, 2 a group of users" },
  { path: "group_members[].id", type: "string" },
];

export const notPaid = (message = "Only available for paid account: {accountId}"): ErrorTemplate => ({
  status: 400,
  code: 200,
  message,
  trigger: "a Free account",
  source: oas,
});

export const contactGroupUnknown = {
  status: 400,
  code: 300,
  message: "A group with this groupId: {groupId} does not exist.",
  trigger: "no contact group of the account has that id (400, not 404)",
  source: oas,
} as const satisfies ErrorTemplate;

const tooMany = (message: string, trigger: string): ErrorTemplate => ({
  status: 400,
  code: 300,
  message,
  trigger,
  source: oas,
});

export const memberErrors = {
  tooManyUsers: tooMany("The maximum number of user member per request is 50.", "more than 50 users in one call"),
  tooManyGroups: tooMany("The maximum number of group member per request is 3.", "more than 3 groups in one call"),
} as const;

export const droppedMembers = {
  text: "Members that the account does not have are dropped without a word.",
  source: inferred("no error is documented; as in POST /groups/{groupId}/members"),
} as const;
