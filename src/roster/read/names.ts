import { cleanText } from "./clean.ts";
import type { Finding } from "./finding.ts";
import { checkName, spokenName, type SplitName, splitName } from "./name.ts";
import type { RowReader } from "./row-reader.ts";
import type { Field } from "./types.ts";

interface Names {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly displayName?: string;
}

interface Sources {
  readonly first: string | undefined;
  readonly last: string | undefined;
  readonly display: string | undefined;
  readonly full: string | undefined;
  readonly preferred: string | undefined;
}

/** A full name beside first and last name is a display name, unless it says nothing new. */
const displayFromFull = (full: string, reader: RowReader): string | undefined => {
  if (!/[,\uFF0C]/.test(full)) return full;
  const { value, problems } = splitName(full);
  reader.report("full name", problems, []);
  return value === undefined ? undefined : spokenName(value);
};

const preferredNote = (name: string): Finding => ({
  code: "display_name_from_preferred",
  what: `the display name ${JSON.stringify(name)} was made of the preferred name`,
});

const displayName = ({ display, full, preferred }: Sources, name: SplitName, reader: RowReader): string | undefined => {
  if (display !== undefined) return display;
  const spoken = spokenName(name);
  if (preferred !== undefined && preferred !== name.first) {
    const made = preferred.includes(" ") ? preferred : spokenName({ ...name, first: preferred });
    reader.report("preferred name", [], [preferredNote(made)]);
    return made;
  }
  const made = full === undefined ? undefined : displayFromFull(full, reader);
  return made === spoken ? undefined : made;
};

const checked = (
  name: string | undefined,
  what: "first name" | "last name" | "display name",
  from: Field,
  reader: RowReader,
): string | undefined => {
  if (name === undefined) return undefined;
  const problems = checkName(name, what);
  reader.report(from, problems, []);
  return problems.length === 0 ? name : undefined;
};

/** The names of a row: first and last name columns win; a full name alone is split, beside them it is displayed. */
export const readNames = (reader: RowReader): Names => {
  const sources: Sources = {
    first: reader.take("firstName", cleanText),
    last: reader.take("lastName", cleanText),
    display: reader.take("displayName", cleanText),
    full: reader.take("full name", cleanText),
    preferred: reader.take("preferred name", cleanText),
  };
  const { first, last, full } = sources;
  const isSplit = first === undefined && last === undefined && full !== undefined;
  const name: SplitName = isSplit
    ? (reader.keep("full name", splitName(full)) ?? {})
    : { ...(first === undefined ? {} : { first }), ...(last === undefined ? {} : { last }) };
  const display = displayName(isSplit ? { ...sources, full: undefined } : sources, name, reader);
  const firstName = checked(name.first, "first name", isSplit ? "full name" : "firstName", reader);
  const lastName = checked(name.last, "last name", isSplit ? "full name" : "lastName", reader);
  const shownName = checked(display, "display name", "displayName", reader);
  return {
    ...(firstName === undefined ? {} : { firstName }),
    ...(lastName === undefined ? {} : { lastName }),
    ...(shownName === undefined ? {} : { displayName: shownName }),
  };
};
