import { clientCode, documented, inferred, type Source, unknown, wire } from "#zoom";

/** A point on which Zoom's documents are silent or disagree with the wire, as a choice. */
interface SwitchFacts<Value extends string> {
  readonly values: readonly Value[];
  readonly default: Value;
  readonly what: string;
  /** Why the default is the default. */
  readonly why: string;
  /** Where the default comes from, and what has it otherwise. */
  readonly source: Source;
}

const choose = <const Value extends string>(
  values: readonly Value[],
  what: string,
  why: string,
  source: Source,
): SwitchFacts<Value> => {
  const [first] = values;
  if (first === undefined) throw new Error("a switch needs values");
  return { values, default: first, what, why, source };
};

/** Every switch of an account; the first value is the default. docs/reference/switches.md is generated from this. */
export const switchFacts = {
  burn: choose(
    ["accepted", "all"],
    "Which `create` calls use up the day's invitations: accepted ones, or those that a rule refused too.",
    "Unknown; the kinder reading, so that a test of refusals does not run dry.",
    unknown("which calls count is not said"),
  ),
  conflictText: choose(
    ["current", "older"],
    'Words of 409/1005 and of the plan\'s refusal: `Email "a@b" has…` or `Email a@b has…`.',
    "The current OpenAPI document has the quotes; older documents and sample programs do not. Match on the code.",
    documented("OAS-U"),
  ),
  contentLocation: choose(
    ["off", "on"],
    "Whether 201 of POST /users carries Content-Location.",
    "In the 2018 document only; absent from an observed header dump.",
    wire("PSZoom#96; OAS-2018 has the header"),
  ),
  createOutcome: choose(
    ["pending", "active"],
    "What `create` leaves behind: a pending user, or an active one (the mail is sent all the same).",
    "Documented as pending; one 2026 thread reports active at once on some accounts.",
    documented("OAS-U; otherwise in DF-143729"),
  ),
  createdEvent: choose(
    ["invitation", "acceptance"],
    "When `user.created` is sent for an invited user: at once, or together with `user.invitation_accepted`.",
    "Unknown; the event has room for a user without id, as invited ones are.",
    unknown("Rivet has the type, nobody the moment"),
  ),
  emailCheck: choose(
    ["account", "anywhere"],
    "What GET /users/email looks through: work-e-mail users of the account, or everybody with a Zoom account, here or `elsewhere`.",
    "Documents speak of Zoom as a whole; users who signed in otherwise and foreign ones were seen to give false.",
    wire("zoom/api#25; OAS-U has the other"),
  ),
  emailDomainCode: choose(
    ["300", "1116"],
    "Code of PUT /users/{userId}/email for an address that is on no managed domain.",
    "The text is known, its code is not: 300 is what Zoom gives where it has no better one, 1116 what POST /users gives for a domain.",
    unknown("SailPoint has the text"),
  ),
  entitlementRefusal: choose(
    ["privilege", "permission", "support"],
    "How autoCreate and custCreate are refused without the entitlement: 200 `No privilege.`, 200 `No permission.` or 2016.",
    "All three are documented; which account gets which is unknown.",
    documented("OAS-U, for all three"),
  ),
  freeCreate: choose(
    ["allow", "refuse"],
    "Whether a Free account may create users by API.",
    "Zoom publishes an invite quota for Free accounts, although it names Pro as a prerequisite.",
    inferred("OAS-U has a quota for Free accounts"),
  ),
  invalidGrant: choose(
    ["reason", "bare"],
    'How a refresh token is refused: `{"reason":"Invalid Token!","error":"invalid_grant"}`, or without the reason.',
    "Both were seen on the wire, the longer one more often.",
    wire("raycast#10896, raycast#10525"),
  ),
  limits: choose(
    ["on", "off"],
    "Whether rate limits and daily quotas apply.",
    "They do at Zoom. Off is for tests of something else.",
    documented("ZDoc rate-limits"),
  ),
  lockedSettings: choose(
    ["ignore", "refuse"],
    "A PATCH of settings that are locked above: answered 204 and left as they are, or 400/300 with their names.",
    "That they cannot be changed is documented, the answer is not; a pending user's PATCH is ignored in the same way.",
    inferred("as a PATCH of a pending user, SailPoint"),
  ),
  me: choose(
    ["owner", "refuse"],
    "What `me` means to a server-to-server token.",
    "Zoom: the token is the owner's. A third party advises against it; `refuse` finds such calls.",
    documented("ZDoc s2s-oauth; ZPlug advises against it"),
  ),
  memberDeletedEvent: choose(
    ["group.member_deleted", "group.members_deleted"],
    "The name in the event of a member that left a group; subscriptions name the first.",
    "The first in Zoom's own SDK, the second in the fixtures of a client.",
    documented("Rivet; ZN has the other"),
  ),
  multipart: choose(
    ["refuse", "accept"],
    "What becomes of multipart/form-data on JSON operations: 415/300, or its parts are read.",
    "Other form bodies were observed to get 415; no observation of multipart is public.",
    inferred("zoom/api#15 saw 415 for a form"),
  ),
  pageSizeLimit: choose(
    ["2000", "300"],
    "Largest page of GET /users.",
    "2000 in the current OpenAPI document, 300 in older ones.",
    documented("OAS-U; OAS-2018 has 300"),
  ),
  pageSizeOutOfRange: choose(
    ["clamp", "refuse"],
    "A page_size outside the range.",
    "Unknown; clients in the field send 1000 and more.",
    unknown("nobody quotes an answer"),
  ),
  paidOnly: choose(
    ["400", "200"],
    "HTTP status of code 200 (`Only available for Paid account.`) where a GET documents both: GET of groups and of a group.",
    "Both are documented; which one a Free account gets is unknown.",
    documented("OAS-U, for both"),
  ),
  pendingId: choose(
    ["by address", "nowhere"],
    "Whether GET of a pending user by address shows an id. Lists of pending users never do.",
    "Usually there is one; a report has a user who had none anywhere.",
    wire("DF-98314"),
  ),
  pendingPatch: choose(
    ["ignore", "apply"],
    "What PATCH of a pending user does: 204 and nothing but group_id, or what it says.",
    "Documents make no difference between users; a connector found that nothing is applied.",
    clientCode("SailPoint; OAS-U says nothing of it"),
  ),
  rateTypeHeader: choose(
    ["off", "on"],
    "Whether X-RateLimit-Type is sent.",
    "Documented, and absent from two real dumps.",
    wire("PSZoom#96, DF-18928; ZDoc rate-limits documents it"),
  ),
  refreshLife: choose(
    ["90 days", "15 years"],
    "How long a refresh token is good for when nobody uses it.",
    "90 days in newer documents, 15 years in older ones.",
    documented("ZDoc s2s-oauth; its versions disagree"),
  ),
  repostPending: choose(
    ["conflict", "resend"],
    "`create` for an address that is already pending: 409/1005, or 201 with a new mail.",
    "Unknown; Zoom staff tell people to delete first.",
    unknown("DF-98314 tells people to delete first"),
  ),
  roleCreate: choose(
    ["201", "200"],
    "Success of POST /roles: 201 with the role, or 200 with {}.",
    "201 is what a client tested against Zoom relies on; 200 is all that is documented.",
    clientCode("ZN; OAS-A documents 200"),
  ),
  seatError: choose(
    ["3412", "legacy"],
    "Which code a full account gives: 3412, or 2033 (Basic) and 2034 (Licensed).",
    "3412 has the newer texts; older accounts are said to give the others.",
    documented("OAS-U, for both"),
  ),
  ssoOutcome: choose(
    ["by address", "active"],
    "What `ssoCreate` leaves behind for an address that has a Zoom account elsewhere or a domain that is not managed: a pending user and a mail, or an active user.",
    "Documented as active; a report has pending users with a mail for such addresses.",
    wire("DF-69260; OAS-U has the other"),
  ),
  statusSuccess: choose(
    ["204", "200"],
    "Success of PUT /users/{userId}/status.",
    "204 in older documents and fixtures, 200 in the newest.",
    documented("OAS-2018; OAS-U has 200"),
  ),
  tokenErrorStatus: choose(
    ["401", "400"],
    "HTTP status of 124, a token that is missing, unknown or expired; one that is unknown belongs to the only account there is.",
    "401 on the wire, many times; Zoom's documents list 124 under 400.",
    wire("MacsiDigital#22; OAS-U has 400"),
  ),
  tokenParameters: choose(
    ["query or body", "body"],
    "Where the token endpoint looks for its parameters.",
    "The query form is documented; one developer was told to use the body.",
    documented("ZDoc s2s-oauth; otherwise in DF-124925"),
  ),
  typeErrors: choose(
    ["body", "fields"],
    "A value of the wrong JSON type: 300 `Request Body should be a valid JSON object.`, or the field in `errors[]`.",
    "Documents promise the field; on the wire it was the text about the body, every time.",
    wire("laravel-zoom#26, ZN#260; ZDoc errors has the other"),
  ),
  unknownAccount: choose(
    ["404", "200"],
    "HTTP status of 2001 (`Account does not exist`) of GET trusted_domains.",
    "Both are documented for it; its neighbours have 404 alone.",
    documented("OAS-A, for both"),
  ),
  unknownRoute: choose(
    ["404", "400"],
    "HTTP status of 2300 for a path that Zoom does not have.",
    "The text is documented, the status is not.",
    unknown("OAS-U has the text without a status"),
  ),
  userOrder: choose(
    ["oldest first", "newest first"],
    "Order of GET /users.",
    "Not documented; the order of creation does not change between two pages.",
    unknown("nobody says"),
  ),
  wrongMethod: choose(
    ["unknown route", "405"],
    "A path that Zoom has with a method that it has not there: 2300 as for an unknown path, or 2300 with HTTP 405 and Allow.",
    "Nobody quotes it; a gateway that finds no route cannot tell the two apart.",
    unknown("nobody quotes an answer"),
  ),
} as const;
