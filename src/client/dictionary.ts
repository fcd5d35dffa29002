import {
  bearerErrors,
  type ErrorTemplate,
  type Operation,
  rateErrors,
  tokenErrors,
  userCreate,
  userDelete,
  userEmailCheck,
  userGet,
  userList,
  userStatus,
  userSummary,
  userUpdate,
} from "#zoom";

import { fixFor } from "./fixes.ts";

/** One answer of Zoom's, explained. */
export interface Explanation {
  readonly status: number;
  /** Zoom's code; the token endpoint has words instead (`invalid_client`). */
  readonly code: number | string;
  /** What happened, in a sentence. */
  readonly what: string;
  /** Where it comes from, and what each place says and means by it. */
  readonly causes: readonly { readonly operation: string; readonly says: string; readonly because: string }[];
  /** What to do, by operation where it differs. */
  readonly fixes: readonly { readonly operations: readonly string[]; readonly fix: string }[];
}

/** The operations that the client calls. */
export const usedOperations: readonly Operation[] = [
  userCreate,
  userDelete,
  userEmailCheck,
  userGet,
  userList,
  userStatus,
  userSummary,
  userUpdate,
];

/** What a code means, whatever the call. Compare codes, never texts: Zoom localises those. */
const meanings: Readonly<Record<number, string>> = {
  124: "Zoom does not take the access token.",
  200: "The account, the plan or the role of the app's owner does not allow this.",
  300: "Zoom cannot use the values that were sent.",
  429: "A rate limit of the account is reached; the call had no effect.",
  1000: "The person has a task in Zoom Phone that must be handed over first.",
  1001: "The account has no such user.",
  1005: "The address is in use: by a user of this account, or claimed elsewhere and invisible from here.",
  1009: "The address has a paid account elsewhere; nobody else can invite it.",
  1010: "The address belongs to another Zoom account.",
  1102: "No Zoom Phone licence is free.",
  1107: "The domain of the address stands in the way: blocked for new users, or managed and so not to be let go.",
  1108: "The app's owner may not assign this type of licence.",
  1109: "Only licensed users have this.",
  1116: "The account only takes addresses of certain domains.",
  1117: "Somebody with an admin role cannot be disassociated.",
  1120: "The invitation has run out; the person is not in the account any more.",
  2002: "The account has no single sign-on.",
  2016: "The account may not use this way of creating users.",
  2032: "The account has single sign-on, but not the option to make users ahead of their first sign-in.",
  2033: "No Basic seat is left.",
  2034: "No licence of this kind is left.",
  2035: "This kind of account cannot add users.",
  2036: "The address owns an account that cannot be joined to another.",
  2037: "Zoom bars this address.",
  2038: "No Zoom Workplace licence is left.",
  2300: "Zoom does not know the path that was called.",
  3412: "No seat of this kind is left; pending users hold seats too.",
  4100: "Another user has this personal link.",
  4130: "There is no such group.",
  4700: "The app lacks a scope (an app with classic scopes).",
  4711: "The app lacks a scope (an app with granular scopes).",
  11_321: "Zoom itself blocks the domain of the address.",
};

const bearerFixes: Readonly<Record<number, string>> = {
  124: "Check that the app is activated and its credentials are right; a token lives an hour.",
  200: "Give the role of the app's owner the permission that the message names.",
  2300: "Check that the base URL ends in /v2.",
  4700: "Add the scope that the message names to the app; the next token has it.",
  4711: "Add the scope that the message names to the app; the next token has it.",
};

interface Known {
  readonly operation: string;
  readonly error: ErrorTemplate;
  readonly fix: string;
}

const everyCall = "every call";

const known: readonly Known[] = [
  ...Object.values(bearerErrors).map((error) => ({ operation: everyCall, error, fix: bearerFixes[error.code] ?? "" })),
  ...Object.values(rateErrors).map((error) => ({
    operation: everyCall,
    error,
    fix: "Wait: Rollcall does so by itself, within the second or until 00:00 GMT.",
  })),
  ...usedOperations.flatMap((operation) =>
    Object.values(operation.errors).map((error) => ({
      operation: `${operation.method} ${operation.path}`,
      error,
      fix: fixFor(operation.id, error.code),
    })),
  ),
];

const fixesOf = (entries: readonly Known[]): Explanation["fixes"] => {
  const byFix = Map.groupBy(entries, ({ fix }) => fix);
  return [...byFix].map(([fix, same]) => ({ fix, operations: [...new Set(same.map(({ operation }) => operation))] }));
};

const explained = ([, entries]: readonly [string, readonly Known[]]): Explanation[] => {
  const [first] = entries;
  if (first === undefined) return [];
  const { status, code } = first.error;
  const causes = entries.map(({ operation, error }) => ({ operation, says: error.message, because: error.trigger }));
  return [{ status, code, what: meanings[code] ?? "", causes, fixes: fixesOf(entries) }];
};

const tokenMeanings: Readonly<Record<string, readonly [what: string, fix: string]>> = {
  [tokenErrors.invalidClient.error]: [
    "Zoom does not know these app credentials.",
    "Check client id and client secret, and that the app is activated in the Zoom App Marketplace.",
  ],
  [tokenErrors.invalidAccount.error]: [
    "The account id is not that of the app's account.",
    "Copy the account id from the app's page in the Zoom App Marketplace.",
  ],
  [tokenErrors.unsupportedGrant.error]: [
    "The app cannot have tokens of its own account.",
    "Use a Server-to-Server OAuth app: other kinds of app cannot do this.",
  ],
  [tokenErrors.authorizationPending.error]: [
    "Nobody has typed the device's code yet.",
    "Ask again after the interval, until the person has typed the code.",
  ],
  [tokenErrors.accessDenied.error]: [
    "The person declined the device's request.",
    "Begin anew with another device code, if the person wants to.",
  ],
  [tokenErrors.deviceExpired.error]: [
    "The device's code has run out.",
    "Begin anew with another device code: one lives 15 minutes.",
  ],
  [tokenErrors.slowDown.error]: ["The device asks too often.", "Wait five seconds between two questions."],
  [tokenErrors.invalidToken.error]: [
    "The code or the refresh token is not good any more.",
    "Use each code and each refresh token once, and keep the newest; otherwise send the person to the consent page again.",
  ],
};

const tokenExplanations: readonly Explanation[] = [
  ...Map.groupBy(Object.values(tokenErrors), ({ error }) => error),
].map(([code, entries]) => {
  const [what = "", fix = ""] = tokenMeanings[code] ?? [];
  const operation = "POST /oauth/token";
  const causes = entries.map(({ reason, trigger }) => ({ operation, says: reason, because: trigger }));
  return { status: 400, code, what, causes, fixes: [{ operations: [operation], fix }] };
});

const rank = ({ code }: Explanation): number => (typeof code === "number" ? code : 0);

/** Every (status, code) that the calls of the client can be answered with, by code. */
export const explanations: readonly Explanation[] = [
  ...[...Map.groupBy(known, ({ error }) => `${error.status} ${error.code}`)]
    .flatMap(explained)
    .toSorted((a, b) => rank(a) - rank(b) || a.status - b.status),
  ...tokenExplanations,
];

/** What is known of a code: `1005`, `409/1005`, `zoom_1005`, `invalid_client`. */
export const explain = (text: string): readonly Explanation[] => {
  const [, status, code = ""] = /^(?:zoom_|profile_)?(?:(\d{3})\/)?(\w+)$/.exec(text.trim()) ?? [];
  return explanations.filter(
    (one) => String(one.code) === code && (status === undefined || String(one.status) === status),
  );
};
