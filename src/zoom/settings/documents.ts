import type { Field } from "../field.ts";
import { documented, inferred, type Source } from "../source.ts";
import { meetingAuthenticationRows, recordingAuthenticationRows } from "./authentication.ts";
import { chatRows } from "./chat.ts";
import { conferencingRows } from "./conferencing.ts";
import { featureRows } from "./feature.ts";
import { inMeetingRows } from "./in-meeting.ts";
import { lockRows } from "./locks.ts";
import { readSettings, type Setting, type SettingHolder, toFields } from "./notation.ts";
import { otherRows } from "./other.ts";
import { recordingRows } from "./recording.ts";
import { schedulingRows } from "./scheduling.ts";
import { securityRows } from "./security.ts";

/** Values of `option` in the query, each a document of its own. */
export const settingsOptions = ["meeting_authentication", "recording_authentication", "meeting_security"] as const;

/** An account has one more: its `security` alone. */
export const accountSettingsOptions = [...settingsOptions, "security"] as const;

/** Reads when first asked and remembers: the tables are long, and most processes never need them. */
const lazily = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
};

const everything = lazily(() =>
  [
    conferencingRows,
    chatRows,
    featureRows,
    inMeetingRows,
    otherRows,
    recordingRows,
    schedulingRows,
    securityRows,
  ].flatMap((table) => readSettings(table)),
);

const authentication = {
  meeting_authentication: lazily(() => readSettings(meetingAuthenticationRows)),
  recording_authentication: lazily(() => readSettings(recordingAuthenticationRows)),
};

const locks = lazily(() => readSettings(lockRows));

const isIn = (section: string) => (setting: Setting) => setting.path.startsWith(`${section}.`);

/** All rows of a document, whoever has them. */
const rowsOf = (option: string): readonly Setting[] => {
  switch (option) {
    case "meeting_authentication":
    case "recording_authentication":
      return authentication[option]();
    case "meeting_security":
    case "security":
      return everything().filter(isIn(option));
    default:
      return everything().filter((setting) => !isIn("meeting_security")(setting));
  }
};

/** What a body of settings is made of. */
export interface SettingsDocument {
  readonly rows: readonly Setting[];
  readonly read: readonly Field[];
  readonly write: readonly Field[];
}

const documentOf = (rows: readonly Setting[], holder: SettingHolder): SettingsDocument => {
  const own = rows.filter(({ holders }) => holders[holder] !== undefined);
  return {
    rows: own,
    read: toFields(own.filter(({ holders }) => holders[holder] !== "write")),
    write: toFields(own.filter(({ holders }) => holders[holder] !== "read")),
  };
};

const cache = new Map<string, SettingsDocument>();

const cached = (key: string, make: () => SettingsDocument): SettingsDocument => {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  cache.set(key, made);
  return made;
};

/** The settings of a holder under an option ("" = none); undefined where the holder has no such document. */
export const settingsDocument = (holder: SettingHolder, option = ""): SettingsDocument | undefined => {
  if (option === "security" && holder !== "account") return undefined;
  if (option !== "" && !accountSettingsOptions.some((known) => known === option)) return undefined;
  return cached(`${holder} ${option}`, () => documentOf(rowsOf(option), holder));
};

/** What an account or a group can lock, under `option=meeting_security` or without. */
export const lockDocument = (holder: "account" | "group", option = ""): SettingsDocument | undefined => {
  if (option !== "" && option !== "meeting_security") return undefined;
  const isWanted = (row: Setting): boolean => isIn("meeting_security")(row) === (option === "meeting_security");
  return cached(`${holder} locks ${option}`, () => documentOf(locks().filter(isWanted), holder));
};

/** Every row of every settings document, for pages and tests. */
export const allSettings = (): readonly (readonly [option: string, rows: readonly Setting[]])[] =>
  ["", ...settingsOptions].map((option) => [option, rowsOf(option)]);

/** Every row of the documents of locks. */
export const allLocks = (): readonly Setting[] => locks();

const typeDefaults: Readonly<Record<Field["type"], unknown>> = {
  any: null,
  array: [],
  boolean: false,
  integer: 0,
  number: 0,
  object: {},
  string: "",
};

/** The value of a setting that nobody has set, and how sure that is. */
export const defaultOf = (setting: Setting): { readonly value: unknown; readonly source: Source } =>
  setting.stated ?? {
    value: setting.values?.[0] ?? setting.minimum ?? typeDefaults[setting.type],
    source: inferred("none is stated: false, the first value, the least, or nothing"),
  };

/** Where the documents come from. */
export const settingsSource = documented("OAS-U, OAS-A");
