import { defaultOf, lockDocument, type Setting, type SettingHolder, settingHolders, settingsDocument } from "#zoom";

import { settingKey } from "./keys.ts";

/** A value in a document of settings: one setting, or a whole list. */
export interface Leaf {
  readonly path: string;
  readonly parts: readonly string[];
  /** The path without its last part; "" at the top. */
  readonly parent: string;
  readonly name: string;
  /** What it is kept under. */
  readonly key: string;
  readonly type: Setting["type"];
  readonly default: unknown;
  readonly access: "read and write" | "read" | "write";
}

/** Everything a holder has under an option. */
export interface Leaves {
  readonly all: readonly Leaf[];
  /** Those that GET shows. */
  readonly shown: readonly Leaf[];
  /** Paths of the objects that hold them. */
  readonly objects: ReadonlySet<string>;
  readonly byPath: ReadonlyMap<string, Leaf>;
}

const merged = (one: Leaf["access"], other: Leaf["access"]): Leaf["access"] => (one === other ? one : "read and write");

const leafPath = (path: string): string => path.split("[]", 1)[0] ?? path;

/** Only there when somebody has set it: nothing that could stand there is nothing. */
const isOptional = (path: string): boolean => /^feature\.(?!meeting_)\w+_capacity$/.test(path);

/** The default of the holder's own row if one is stated, or that of a holder above, or what the type suggests. */
const defaults = (rows: readonly Setting[], key: string, option: string, holder: SettingHolder): unknown => {
  const own = rows.find((row) => settingKey(option, row.path) === key);
  if (own?.stated !== undefined) return own.stated.value;
  for (const above of settingHolders.slice(0, settingHolders.indexOf(holder)).toReversed()) {
    const row = settingsDocument(above, option)?.rows.find((other) => settingKey(option, other.path) === key);
    if (row?.stated !== undefined) return row.stated.value;
  }
  return own === undefined ? undefined : defaultOf(own).value;
};

const grow = (rows: readonly Setting[], option: string, holder: SettingHolder): Leaves => {
  const byPath = new Map<string, Leaf>();
  for (const row of rows) {
    const path = leafPath(row.path);
    const access = row.holders[holder] ?? "read";
    const before = byPath.get(path);
    const isList = path !== row.path || row.type === "array";
    if (before !== undefined) {
      // Where GET and PATCH have it in different types, what is shown has that of GET.
      const type = before.access === "write" && !isList ? row.type : before.type;
      byPath.set(path, { ...before, type, access: merged(before.access, access) });
      continue;
    }
    const key = settingKey(option, path);
    const dot = path.lastIndexOf(".");
    byPath.set(path, {
      path,
      parts: path.split("."),
      parent: path.slice(0, Math.max(dot, 0)),
      name: path.slice(dot + 1),
      key,
      type: isList ? "array" : row.type,
      access,
      default: isOptional(path) ? undefined : isList ? [] : defaults(rows, key, option, holder),
    });
  }
  const all = [...byPath.values()];
  return {
    all,
    byPath,
    shown: all.filter(({ access }) => access !== "write"),
    objects: new Set(all.flatMap(({ parts }) => parts.slice(1).map((_, at) => parts.slice(0, at + 1).join(".")))),
  };
};

const cache = new Map<string, Leaves>();

const cached = (name: string, make: () => Leaves): Leaves => {
  let leaves = cache.get(name);
  if (leaves === undefined) {
    leaves = make();
    cache.set(name, leaves);
  }
  return leaves;
};

/** An option the holder has a document for; anything else counts as none. */
export const knownOption = (holder: SettingHolder, option: string | null): string =>
  settingsDocument(holder, option ?? "") === undefined ? "" : (option ?? "");

/** The leaves of a holder's settings; made when first asked for. */
export const settingLeaves = (holder: SettingHolder, option: string): Leaves =>
  cached(`${holder} ${option}`, () => grow(settingsDocument(holder, option)?.rows ?? [], option, holder));

/** The leaves of what a holder locks. */
export const lockLeaves = (holder: "account" | "group", option: string): Leaves =>
  cached(`${holder} locks ${option}`, () => grow(lockDocument(holder, option)?.rows ?? [], "", holder));
