import type { Field } from "../field.ts";
import { documented, inferred, type Source } from "../source.ts";

/** Whose settings a row belongs to, from the top down: what is set above counts below until it is set there too. */
export const settingHolders = ["account", "group", "user"] as const;
export type SettingHolder = (typeof settingHolders)[number];

export type SettingAccess = "read and write" | "read" | "write";

/** One setting, or one part of a setting that is a list. */
export interface Setting extends Omit<Field, "required" | "format" | "maxHan"> {
  /** What each holder's GET shows and PATCH takes; a holder that is missing has no such setting. */
  readonly holders: Readonly<Partial<Record<SettingHolder, SettingAccess>>>;
  readonly source: Source;
  /** Where a default is stated; the others follow from `defaultOf`. */
  readonly stated?: { readonly value: string | number | boolean; readonly source: Source };
}

const types = { bool: "boolean", int: "integer", list: "array", text: "string" } as const;

const isWord = (word: string): word is keyof typeof types => Object.hasOwn(types, word);

const readValue = (type: Field["type"], text: string): string | number | boolean => {
  if (type === "boolean") return text === "true";
  return type === "integer" ? Number(text) : text;
};

type Bounds = Pick<Setting, "minLength" | "maxLength" | "minimum" | "maximum" | "maxItems">;

const bound = (type: Field["type"], least: string, most: string): Bounds => {
  const from = least === "" ? undefined : Number(least);
  const to = most === "" ? undefined : Number(most);
  if (type === "array") return to === undefined ? {} : { maxItems: to };
  if (type === "string")
    return { ...(from === undefined ? {} : { minLength: from }), ...(to === undefined ? {} : { maxLength: to }) };
  return { ...(from === undefined ? {} : { minimum: from }), ...(to === undefined ? {} : { maximum: to }) };
};

/** `int: 1, 2` (these values), `text 5..30` (characters), `int 8..14`, `list ..20` (items), `bool`. */
const readType = (text: string): Pick<Setting, "type" | "values"> & Bounds => {
  const [, word = "", listed, least, most] = /^(\w+)(?:: (.+)| (\d*)\.\.(\d*))?$/.exec(text) ?? [];
  if (!isWord(word)) throw new Error(`a setting of no known type: ${text}`);
  const type = types[word];
  if (listed === undefined) return { type, ...bound(type, least ?? "", most ?? "") };
  return {
    type,
    values: listed.split(", ").map((value) => (type === "integer" ? Number(value) : value)),
  };
};

/** `user`: GET and PATCH have it; `user-`: only GET; `user+`: only PATCH. */
const readHolders = (text: string): Setting["holders"] => {
  const names = text.split(" ");
  const access = (holder: SettingHolder): SettingAccess | undefined => {
    if (names.includes(holder)) return "read and write";
    if (names.includes(`${holder}-`)) return "read";
    return names.includes(`${holder}+`) ? "write" : undefined;
  };
  return Object.fromEntries(
    settingHolders.flatMap((holder) => {
      const given = access(holder);
      return given === undefined ? [] : [[holder, given]];
    }),
  );
};

/** A value set above shows below, so a row that lists fewer values than those it shares them with cannot be the whole truth. */
const fromOtherHolders = inferred("the values of the other holders; Zoom lists fewer here, or none");

const readRow = (section: string, line: string, source: Source): Setting => {
  const [name = "", type = "", holders = "", ...marks] = line.split(/ {2,}/);
  const shape = readType(type);
  const path = section === "" ? name : `${section}.${name}`;
  const isInferred = marks.includes("inferred");
  const row: Setting = {
    path,
    ...shape,
    holders: readHolders(holders),
    source: isInferred ? fromOtherHolders : source,
  };
  const stated = marks.find((mark) => /^[=~]/.test(mark));
  return {
    ...row,
    ...(marks.includes("deprecated") ? { deprecated: true as const } : {}),
    ...(stated === undefined
      ? {}
      : {
          stated: {
            value: readValue(shape.type, stated.slice(2)),
            source: stated.startsWith("=") ? source : inferred("a plausible start; none is documented"),
          },
        }),
  };
};

/**
 * Reads a table of settings: `[section]` lines, then one setting a line in columns that two spaces part: path below the
 * section, type, holders, and if need be `= documented default`, `~ assumed default`, `deprecated`, `inferred` (its values are
 * those of the other holders).
 */
export const readSettings = (table: string, source: Source = documented("OAS-U, OAS-A")): readonly Setting[] => {
  let section = "";
  const rows: Setting[] = [];
  for (const line of table.split("\n")) {
    if (line.startsWith("[")) section = line.slice(1, -1);
    else if (line !== "") rows.push(readRow(section, line, source));
  }
  return rows;
};

/** A setting as a row of a body. */
const toField = ({ holders: _holders, stated: _stated, ...field }: Setting): Field => field;

/** Every object and list on the way to a path: `a.b[].c` gives `a`, `a.b` and `a.b[]`. */
const containersOf = (path: string): readonly Pick<Field, "path" | "type">[] => {
  const found: Pick<Field, "path" | "type">[] = [];
  for (const { index, 0: mark } of path.matchAll(/\[\]\.?|\./g)) {
    const above = path.slice(0, index);
    if (above !== "" && !above.endsWith("[]"))
      found.push({ path: above, type: mark.startsWith("[") ? "array" : "object" });
    if (mark === "[].") found.push({ path: `${above}[]`, type: "object" });
  }
  return found;
};

/** Settings as the rows of a body, with the objects and lists that hold them. */
export const toFields = (settings: readonly Setting[]): readonly Field[] => {
  const fields = new Map<string, Field>();
  const lists = new Map(settings.filter(({ type }) => type === "array").map((row) => [row.path, row]));
  for (const setting of settings) {
    for (const container of containersOf(setting.path)) {
      const list = lists.get(container.path);
      if (!fields.has(container.path))
        fields.set(container.path, list === undefined ? { ...container, source: setting.source } : toField(list));
    }
    if (!fields.has(setting.path)) fields.set(setting.path, toField(setting));
  }
  return [...fields.values()];
};
