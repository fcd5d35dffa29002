import type { Parameter } from "../field.ts";
import type { DocumentRows, ErrorTemplate, Scopes } from "../operation.ts";
import { lockDocument, type SettingsDocument, settingsDocument } from "../settings/documents.ts";
import type { SettingHolder } from "../settings/notation.ts";
import { documented, inferred, unknown } from "../source.ts";
import { scopes } from "./shared.ts";

export const oasAccounts = documented("OAS-A");

export const readsAccount = (granular: readonly string[]): Scopes => scopes(["account:read:admin"], granular);
export const writesAccount = (granular: readonly string[]): Scopes => scopes(["account:write:admin"], granular);
export const editsAccount = ["AccountProfile:Edit", "AccountSetting:Edit"] as const;

export const accountIdParameter = {
  name: "accountId",
  in: "path",
  type: "string",
  required: true,
  note: "`me`, or the id of the token's own account; sub-accounts are not emulated",
} as const;

export const accountUnknown = (message = "Account does not exist: {accountId}", status = 404): ErrorTemplate => ({
  status,
  code: 2001,
  message,
  trigger: "any id but `me` and that of the token's account",
  source: oasAccounts,
});

export const accountPaidOnly = (message = "Only available for paid accounts.", status = 400): ErrorTemplate => ({
  status,
  code: 200,
  message,
  trigger: "a Free account",
  source: oasAccounts,
});

export const optionParameter = (values: readonly string[]): Parameter => ({
  name: "option",
  in: "query",
  type: "string",
  values,
  note: "which document; anything else counts as none",
  source: inferred("what an unknown value does; the values OAS-U, OAS-A"),
});

export const queryFieldsParameter: Parameter = {
  name: "custom_query_fields",
  in: "query",
  type: "string",
  note: "names of settings, parted by commas: only they are shown, each below its section",
};

const rowsOf = (document: SettingsDocument | undefined): DocumentRows | undefined =>
  document === undefined ? undefined : { request: document.write, fields: document.read };

/** The documents of a holder's settings by `option`. */
export const settingsByOption =
  (holder: SettingHolder) =>
  (option: string): DocumentRows | undefined =>
    rowsOf(settingsDocument(holder, option));

/** The documents of what a holder locks. */
export const locksByOption =
  (holder: "account" | "group") =>
  (option: string): DocumentRows | undefined =>
    rowsOf(lockDocument(holder, option));

/** A success whose rows are made when somebody looks at them. */
export const lazySuccess = (byOption: (option: string) => DocumentRows | undefined) => ({
  status: 200,
  get fields() {
    return byOption("")?.fields ?? [];
  },
});

export const settingNotes = {
  merge: {
    text: "Objects are merged, lists replaced as a whole; what the document does not know is ignored.",
    source: inferred("GH and DF threads that PATCH single fields"),
  },
  inherit: {
    text: "What was never set has the value of the primary group, then of the account, then the default.",
    source: inferred("Zoom's support pages on account, group and user settings"),
  },
  locked: {
    text: "A setting that is locked above has the value from there, and cannot be changed: by default the call is answered 204 and the setting left as it is (switch `lockedSettings`).",
    source: unknown("that it cannot be changed is OAS-U; what a call that tries gets is not known"),
  },
} as const;
