import { actionOf } from "./action.ts";
import { fields, isSignInName, knownColumn } from "./columns.ts";
import { readErrors } from "./errors.ts";
import { headerKey } from "./header-key.ts";
import { isLicenceWord } from "./licence.ts";
import type { Field, ReadOptions } from "./types.ts";

export interface MappedColumn {
  readonly index: number;
  readonly column: string;
  readonly field: Field;
  /** Lower is better; -1 when the caller said so. */
  readonly rank: number;
}

type ColumnMap = NonNullable<ReadOptions["map"]>;

const mostListed = 40;

const listed = (header: readonly string[]): string => {
  const names = header
    .slice(0, mostListed)
    .map((column, index) => column.trim().slice(0, 60) || `(column ${index + 1} has no name)`);
  return [...names, ...(header.length > mostListed ? [`and ${header.length - mostListed} more`] : [])].join(", ");
};

/** The column a mapping means: the exact name, else the same name written differently. */
const findColumn = (header: readonly string[], wanted: string, name: string): number => {
  const exact = header.findIndex((column) => column.trim() === wanted.trim());
  const index = exact >= 0 ? exact : header.findIndex((column) => headerKey(column) === headerKey(wanted));
  if (index >= 0) return index;
  throw readErrors.make("RC_ROSTER_MAP", `${name} has no column "${wanted}"; it has: ${listed(header)}.`);
};

const mappedByCaller = (header: readonly string[], map: ColumnMap, name: string): Map<number, Field | "ignore"> => {
  const chosen = new Map<number, Field | "ignore">();
  for (const [column, field] of Object.entries(map)) {
    if (field !== "ignore" && [...chosen.values()].includes(field)) {
      throw readErrors.make("RC_ROSTER_MAP", `Two columns are mapped to ${field}, the second is "${column}".`);
    }
    chosen.set(findColumn(header, column, name), field);
  }
  return chosen;
};

type Values = (index: number) => readonly string[];

/** Names such as "Type", "Action" or "Username" mean something else in many files: their cells must bear them out. */
const isBorneOut = (column: string, field: Field, values: readonly string[]): boolean => {
  if (field === "type") return values.some(isLicenceWord);
  if (field === "action") return values.some((value) => actionOf(value) !== undefined);
  return field !== "email" || !isSignInName(column) || values.some((value) => value.includes("@"));
};

const candidatesOf = (header: readonly string[], map: ColumnMap, values: Values, name: string): MappedColumn[] => {
  const chosen = mappedByCaller(header, map, name);
  return header.flatMap((written, index) => {
    const column = written.trim();
    const field = chosen.get(index);
    if (field === "ignore") return [];
    if (field !== undefined) return [{ index, column, field, rank: -1 }];
    const known = knownColumn(column);
    if (known === undefined || !isBorneOut(column, known.field, values(index))) return [];
    return [{ index, column, ...known }];
  });
};

/** May this column fill a field beside the best one? Only sign-in names under an address, and any number of statuses. */
const isSecondSource = (best: MappedColumn, other: MappedColumn): boolean =>
  (best.rank >= 0 && other.field === "email" && isSignInName(other.column)) || other.field === "source status";

const chooseFor = (field: Field, candidates: readonly MappedColumn[], name: string): MappedColumn[] => {
  const [best, ...others] = candidates.filter((one) => one.field === field).toSorted((a, b) => a.rank - b.rank);
  if (best === undefined) return [];
  const twin = others.find((other) => other.rank === best.rank);
  if (twin !== undefined) {
    const both = `column ${best.index + 1} "${best.column}" and column ${twin.index + 1} "${twin.column}"`;
    throw readErrors.make("RC_ROSTER_DUPLICATE_COLUMN", `${name}: ${both} both mean ${field}.`);
  }
  return [best, ...others.filter((other) => isSecondSource(best, other))];
};

/** A file whose only name is a display name: that name is the full name. */
const withFullName = (columns: readonly MappedColumn[]): MappedColumn[] => {
  const named = columns.some(({ field }) => field === "firstName" || field === "lastName" || field === "full name");
  return columns.map((one) => (!named && one.field === "displayName" ? { ...one, field: "full name" } : one));
};

const address = /[\w.+-]@[\w-]+\.\w/;

/**
 * Says what the columns of a file mean, in file order.
 * @throws RC_ROSTER_MAP, RC_ROSTER_DUPLICATE_COLUMN, RC_ROSTER_NO_HEADER, RC_ROSTER_NO_EMAIL_COLUMN
 */
export const mapColumns = (
  header: readonly string[],
  {
    map,
    values,
    name,
    needsEmail,
  }: {
    readonly map: ColumnMap;
    readonly values: Values;
    readonly name: string;
    /** False when addresses can be made of names. */
    readonly needsEmail: boolean;
  },
): MappedColumn[] => {
  const data = header.findIndex((column) => address.test(column));
  if (data >= 0) {
    // The cells are not shown: a line of data may hold a password.
    throw readErrors.make(
      "RC_ROSTER_NO_HEADER",
      `${name}: the first line holds data (an address in column ${data + 1}).`,
    );
  }
  const candidates = candidatesOf(header, map, values, name);
  const columns = withFullName(fields.flatMap((field) => chooseFor(field, candidates, name)));
  if (!needsEmail || columns.some(({ field }) => field === "email"))
    return columns.toSorted((a, b) => a.index - b.index);
  const understood = "Email, E-mail Address, Work Email, Mail, User Principal Name, Primary Email";
  throw readErrors.make(
    "RC_ROSTER_NO_EMAIL_COLUMN",
    `${name} has no column with e-mail addresses. It has: ${listed(header)}. Understood are: ${understood} and the like.`,
  );
};
