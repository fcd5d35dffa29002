import { allLocks, allSettings, defaultOf, type Setting, type SettingHolder } from "#zoom";

import { code, count, page, plain, table } from "./markdown.ts";

/** `rw`: GET shows it and PATCH takes it; `r`, `w`: only one of the two. */
const access = (setting: Setting, holder: SettingHolder): string => {
  const given = setting.holders[holder];
  if (given === undefined) return "";
  return given === "read and write" ? "rw" : given === "read" ? "r" : "w";
};

const limitsOf = ({ values, minLength, maxLength, minimum, maximum, maxItems, deprecated }: Setting): string =>
  [
    ...(values === undefined ? [] : [values.length > 12 ? count(values.length, "value") : values.join(", ")]),
    ...(minLength === undefined ? [] : [`at least ${minLength} characters`]),
    ...(maxLength === undefined ? [] : [`at most ${maxLength} characters`]),
    ...(minimum === undefined && maximum === undefined ? [] : [`${minimum ?? ""} to ${maximum ?? ""}`]),
    ...(maxItems === undefined ? [] : [`at most ${maxItems} items`]),
    ...(deprecated ? ["deprecated"] : []),
  ].join("; ");

/** A default that is documented stands as it is, an inferred one in brackets. */
const defaultIn = (setting: Setting): string => {
  if (setting.path.includes("[]")) return "";
  const { value, source } = defaultOf(setting);
  const text = JSON.stringify(value);
  return source.confidence === "documented" ? code(text) : `(${code(text)})`;
};

const rows = (settings: readonly Setting[]): string =>
  table(
    ["setting", "type", "values", "account", "group", "user", "default"],
    settings.map((setting) => [
      code(setting.path),
      setting.type,
      plain(limitsOf(setting)),
      access(setting, "account"),
      access(setting, "group"),
      access(setting, "user"),
      defaultIn(setting),
    ]),
  );

const document = (option: string, settings: readonly Setting[]): readonly string[] => [
  option === "" ? "## Without option" : `## ${code(`option=${option}`)}`,
  rows(settings),
];

/** docs/reference/settings.md */
export const settingsPage = (): string =>
  page(
    "# Settings",
    "Every setting of accounts, groups and users, straight from `src/zoom/settings/`; the operations are in [operations.md](operations.md). `rw`: GET shows it and PATCH takes it; `r` and `w`: only one of them. A default in brackets is inferred, one without is documented. What nobody has set comes from the primary group, then from the account, then is the default; what is locked above counts from there.",
    "An account has its section `security` alone under `option=security` too.",
    ...allSettings().flatMap(([option, settings]) => document(option, settings)),
    "## Locks",
    "Of `lock_settings`; those of `meeting_security` are a document of their own under `option=meeting_security`.",
    rows(allLocks()),
  );
