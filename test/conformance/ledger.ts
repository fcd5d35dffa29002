// What Zoom's documents name for an operation that the emulator answers, and no test meets: each with its reason. The test
// beside it holds the list exact: a line that is not needed any more fails as one that is missing does.

import { settingsLedger } from "./ledger-settings.ts";

export interface LedgerEntry {
  readonly operation: string;
  readonly kind: "errors" | "query" | "request" | "answer";
  /** As documented.txt writes them. */
  readonly names: readonly string[];
  readonly reason: string;
}

/** Errors that may stand here at most. */
export const mostErrors = 15;

const routeText =
  "The text of an unknown path, listed at a path that is known: nothing can cause it there. An unknown path gets it.";
const noClients = "Known from Zoom's apps or set by operations that are not emulated: no user here has it.";

export const ledger: readonly LedgerEntry[] = [
  ...settingsLedger,
  {
    operation: "getRoleInformation",
    kind: "answer",
    names: [
      "privilege_scopes[]",
      "privilege_scopes[].group_ids",
      "privilege_scopes[].group_ids[]",
      "privilege_scopes[].permission_id",
    ],
    reason: "No operation sets the scopes of a privilege: the list is always empty.",
  },
  {
    operation: "groupChannels",
    kind: "answer",
    names: ["channels[]", "channels[].channel_id", "channels[].channel_name", "channels[].member_count"],
    reason: "Team Chat is not emulated: the list is always empty.",
  },
  {
    operation: "groups",
    kind: "errors",
    names: ["404/4130"],
    reason: "Listed by Zoom for a list of all groups, where no group is named: a leftover.",
  },
  {
    operation: "user",
    kind: "query",
    names: ["login_type", "encrypted_email"],
    reason: "It is taken and has no effect: nothing that it is about is kept here.",
  },
  {
    operation: "user",
    kind: "answer",
    names: [
      "account_number",

      "im_group_ids[]",
      "last_client_version",
      "phone_numbers[].verified",
    ],
    reason: noClients,
  },
  {
    operation: "userCreate",
    kind: "errors",
    names: ["404/4130"],
    reason: "Creation names no group: a leftover of another operation's list.",
  },
  {
    operation: "userDelete",
    kind: "errors",
    names: ["400/1000"],
    reason: "What would cause it is not emulated; see the leftovers of the operation's facts.",
  },
  {
    operation: "userDelete",
    kind: "query",
    names: [
      "encrypted_email",
      "transfer_meeting",
      "transfer_webinar",
      "transfer_whiteboard",
      "transfer_clipfiles",
      "transfer_notes",
      "transfer_visitors",
      "transfer_docs",
    ],
    reason: "Meetings, webinars, clips, notes and documents are not emulated: there is nothing to transfer.",
  },
  {
    operation: "userEmail",
    kind: "errors",
    names: ["404/1001"],
    reason: "The operation answers false for an unknown address; nothing is known that gives 404.",
  },
  { operation: "userSSOTokenDelete", kind: "errors", names: ["400/2300"], reason: routeText },
  { operation: "userSummary", kind: "errors", names: ["400/2300"], reason: routeText },
  { operation: "userToken", kind: "errors", names: ["400/2300"], reason: routeText },
  {
    operation: "userUpdate",
    kind: "errors",
    names: ["400/2039"],
    reason: "What would cause it is not emulated; see the leftovers of the operation's facts.",
  },
  {
    operation: "userUpdate",
    kind: "query",
    names: ["login_type", "remove_tsp_credentials"],
    reason: "It is taken and has no effect: nothing that it is about is kept here.",
  },
  { operation: "users", kind: "errors", names: ["400/2300"], reason: routeText },
  {
    operation: "users",
    kind: "answer",
    names: [
      "users[].employee_unique_id",
      "users[].im_group_ids",
      "users[].im_group_ids[]",
      "users[].last_client_version",
      "users[].last_login_time",
    ],
    reason:
      "Not met in a list: nobody signs in with an app of Zoom's, and no operation gives a unique id or a chat group.",
  },
];
