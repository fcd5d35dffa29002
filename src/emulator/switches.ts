/** A point on which Zoom's documents are silent or disagree with the wire, as a choice. */
interface SwitchFacts<Value extends string> {
  readonly values: readonly Value[];
  readonly default: Value;
  readonly what: string;
  /** Why the default is the default. */
  readonly why: string;
}

const choose = <const Value extends string>(
  values: readonly Value[],
  what: string,
  why: string,
): SwitchFacts<Value> => {
  const [first] = values;
  if (first === undefined) throw new Error("a switch needs values");
  return { values, default: first, what, why };
};

/** Every switch of an account; the first value is the default. docs/reference/switches.md is generated from this. */
export const switchFacts = {
  burn: choose(
    ["accepted", "all"],
    "Which `create` calls use up the day's invitations: accepted ones, or those that a rule refused too.",
    "Unknown; the kinder reading, so that a test of refusals does not run dry.",
  ),
  conflictText: choose(
    ["current", "older"],
    'Words of 409/1005 and of the plan\'s refusal: `Email "a@b" has…` or `Email a@b has…`.',
    "The current OpenAPI document has the quotes; older documents and sample programs do not. Match on the code.",
  ),
  contentLocation: choose(
    ["off", "on"],
    "Whether 201 of POST /users carries Content-Location.",
    "In the 2018 document only; absent from an observed header dump.",
  ),
  createOutcome: choose(
    ["pending", "active"],
    "What `create` leaves behind: a pending user, or an active one (the mail is sent all the same).",
    "Documented as pending; one 2026 thread reports active at once on some accounts.",
  ),
  createdEvent: choose(
    ["invitation", "acceptance"],
    "When `user.created` is sent for an invited user: at once, or together with `user.invitation_accepted`.",
    "Unknown; the event has room for a user without id, as invited ones are.",
  ),
  entitlementRefusal: choose(
    ["privilege", "permission", "support"],
    "How autoCreate and custCreate are refused without the entitlement: 200 `No privilege.`, 200 `No permission.` or 2016.",
    "All three are documented; which account gets which is unknown.",
  ),
  freeCreate: choose(
    ["allow", "refuse"],
    "Whether a Free account may create users by API.",
    "Zoom publishes an invite quota for Free accounts, although it names Pro as a prerequisite.",
  ),
  invalidGrant: choose(
    ["reason", "bare"],
    'How a refresh token is refused: `{"reason":"Invalid Token!","error":"invalid_grant"}`, or without the reason.',
    "Both were seen on the wire, the longer one more often.",
  ),
  limits: choose(
    ["on", "off"],
    "Whether rate limits and daily quotas apply.",
    "They do at Zoom. Off is for tests of something else.",
  ),
  lockedSettings: choose(
    ["ignore", "refuse"],
    "A PATCH of settings that are locked above: answered 204 and left as they are, or 400/300 with their names.",
    "That they cannot be changed is documented, the answer is not; a pending user's PATCH is ignored in the same way.",
  ),
  me: choose(
    ["owner", "refuse"],
    "What `me` means to a server-to-server token.",
    "Zoom: the token is the owner's. A third party advises against it; `refuse` finds such calls.",
  ),
  memberDeletedEvent: choose(
    ["group.member_deleted", "group.members_deleted"],
    "The name in the event of a member that left a group; subscriptions name the first.",
    "The first in Zoom's own SDK, the second in the fixtures of a client.",
  ),
  multipart: choose(
    ["refuse", "accept"],
    "What becomes of multipart/form-data on JSON operations: 415/300, or its parts are read.",
    "Other form bodies were observed to get 415; no observation of multipart is public.",
  ),
  pageSizeLimit: choose(
    ["2000", "300"],
    "Largest page of GET /users.",
    "2000 in the current OpenAPI document, 300 in older ones.",
  ),
  pageSizeOutOfRange: choose(
    ["clamp", "refuse"],
    "A page_size outside the range.",
    "Unknown; clients in the field send 1000 and more.",
  ),
  paidOnly: choose(
    ["400", "200"],
    "HTTP status of code 200 (`Only available for Paid account.`) where a GET documents both: GET of groups and of a group.",
    "Both are documented; which one a Free account gets is unknown.",
  ),
  rateTypeHeader: choose(
    ["off", "on"],
    "Whether X-RateLimit-Type is sent.",
    "Documented, and absent from two real dumps.",
  ),
  refreshLife: choose(
    ["90 days", "15 years"],
    "How long a refresh token is good for when nobody uses it.",
    "90 days in newer documents, 15 years in older ones.",
  ),
  repostPending: choose(
    ["conflict", "resend"],
    "`create` for an address that is already pending: 409/1005, or 201 with a new mail.",
    "Unknown; Zoom staff tell people to delete first.",
  ),
  roleCreate: choose(
    ["201", "200"],
    "Success of POST /roles: 201 with the role, or 200 with {}.",
    "201 is what a client tested against Zoom relies on; 200 is all that is documented.",
  ),
  seatError: choose(
    ["3412", "legacy"],
    "Which code a full account gives: 3412, or 2033 (Basic) and 2034 (Licensed).",
    "3412 has the newer texts; older accounts are said to give the others.",
  ),
  statusSuccess: choose(
    ["204", "200"],
    "Success of PUT /users/{userId}/status.",
    "204 in older documents and fixtures, 200 in the newest.",
  ),
  tokenErrorStatus: choose(
    ["401", "400"],
    "HTTP status of 124, a token that is missing, unknown or expired; one that is unknown belongs to the only account there is.",
    "401 on the wire, many times; Zoom's documents list 124 under 400.",
  ),
  tokenParameters: choose(
    ["query or body", "body"],
    "Where the token endpoint looks for its parameters.",
    "The query form is documented; one developer was told to use the body.",
  ),
  unknownAccount: choose(
    ["404", "200"],
    "HTTP status of 2001 (`Account does not exist`) of GET trusted_domains.",
    "Both are documented for it; its neighbours have 404 alone.",
  ),
  unknownRoute: choose(
    ["404", "400"],
    "HTTP status of 2300 for a path that Zoom does not have.",
    "The text is documented, the status is not.",
  ),
} as const;

export type SwitchName = keyof typeof switchFacts;

/** A value for every switch. */
export type Switches = { [Name in SwitchName]: (typeof switchFacts)[Name]["values"][number] };

/** All switches at their defaults. */
export const defaultSwitches: Switches = {
  burn: switchFacts.burn.default,
  conflictText: switchFacts.conflictText.default,
  contentLocation: switchFacts.contentLocation.default,
  createOutcome: switchFacts.createOutcome.default,
  createdEvent: switchFacts.createdEvent.default,
  entitlementRefusal: switchFacts.entitlementRefusal.default,
  freeCreate: switchFacts.freeCreate.default,
  invalidGrant: switchFacts.invalidGrant.default,
  limits: switchFacts.limits.default,
  lockedSettings: switchFacts.lockedSettings.default,
  me: switchFacts.me.default,
  memberDeletedEvent: switchFacts.memberDeletedEvent.default,
  multipart: switchFacts.multipart.default,
  pageSizeLimit: switchFacts.pageSizeLimit.default,
  pageSizeOutOfRange: switchFacts.pageSizeOutOfRange.default,
  paidOnly: switchFacts.paidOnly.default,
  rateTypeHeader: switchFacts.rateTypeHeader.default,
  refreshLife: switchFacts.refreshLife.default,
  repostPending: switchFacts.repostPending.default,
  roleCreate: switchFacts.roleCreate.default,
  seatError: switchFacts.seatError.default,
  statusSuccess: switchFacts.statusSuccess.default,
  tokenErrorStatus: switchFacts.tokenErrorStatus.default,
  tokenParameters: switchFacts.tokenParameters.default,
  unknownAccount: switchFacts.unknownAccount.default,
  unknownRoute: switchFacts.unknownRoute.default,
};
