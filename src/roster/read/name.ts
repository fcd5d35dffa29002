import type { Finding, Reading } from "./finding.ts";
import { shown } from "./finding.ts";

/** First and last name taken out of one cell. */
export interface SplitName {
  readonly first?: string;
  readonly last?: string;
}

const particles = new Set(
  (
    "af al ap bar bat ben bin bint da das de degli dei del della den der di do dos du el ibn la las le les los " +
    "san santa st st. ste te ten ter tot van vande vanden vander ver von vom zu zum zur 't d'"
  ).split(" "),
);
/** Join two family names: "Ramón y Cajal". */
const connectors = new Set(["e", "i", "y"]);
const suffix = /^(?:jr|sr|ii|iii|iv|ph\.?d|m\.?d|esq)\.?$/i;

const isSuffix = (word: string): boolean => suffix.test(word);

/** Where the last name starts among the words: its last word, with a suffix after it and particles before it. */
const lastNameStart = (words: readonly string[]): number => {
  let start = words.length - 1;
  while (start > 1 && isSuffix(words[start] ?? "")) start -= 1;
  while (start > 1 && particles.has((words[start - 1] ?? "").toLowerCase())) start -= 1;
  if (start > 2 && connectors.has(words[start - 1] ?? "")) start -= 2;
  return start;
};

const parts = (first: string, last: string): SplitName => ({
  ...(first === "" ? {} : { first }),
  ...(last === "" ? {} : { last }),
});

const splitWords = (name: string): SplitName => {
  const words = name.split(" ");
  if (words.length === 1) return { first: name };
  const start = lastNameStart(words);
  return parts(words.slice(0, start).join(" "), words.slice(start).join(" "));
};

const splitAtComma = (pieces: readonly string[]): SplitName | undefined => {
  const [last = "", second = "", third = ""] = pieces;
  if (pieces.length === 2 && isSuffix(second)) {
    const { first, last: family = "" } = splitWords(last);
    return family === "" ? undefined : parts(first ?? "", `${family} ${second}`);
  }
  if (pieces.length === 2) return parts(second, last);
  if (pieces.length === 3 && isSuffix(second)) return parts(third, `${last} ${second}`);
  if (pieces.length === 3 && isSuffix(third)) return parts(second, `${last} ${third}`);
  return undefined;
};

/** Splits a cleaned full name: "Last, First" at the comma, else before the last word and its particles; says how. */
export const splitName = (name: string): Reading<SplitName> => {
  const pieces = name.split(/[,\uFF0C\u3001]/).map((piece) => piece.trim());
  const value = pieces.length === 1 ? splitWords(name) : splitAtComma(pieces);
  if (value === undefined) {
    const what = `${shown(name)} cannot be told apart into first and last name`;
    return {
      problems: [{ code: "name_unclear", what, fix: 'Write it as "Last, First", or in two columns.' }],
      notes: [],
    };
  }
  const { first, last } = value;
  const missing = first === undefined ? "the last name, with no first name" : "the first name, with no last name";
  const what =
    first === undefined || last === undefined
      ? `${shown(name)} was taken as ${missing}`
      : `${shown(name)} was read as first name ${shown(first)}, last name ${shown(last)}`;
  return { value, problems: [], notes: [{ code: "name_split", what, fix: "Use two columns if that is wrong." }] };
};

/** A full name as it is spoken: "Raman, Priya" becomes "Priya Raman". */
export const spokenName = ({ first, last }: SplitName): string =>
  [first, last].filter((part) => part !== undefined).join(" ");

const hanCharacters = (text: string): number => text.match(/\p{Script=Han}/gu)?.length ?? 0;

/**
 * What is too long in a name for Zoom.
 * @source POST /users: first and last name 64 characters, display name 128; 5 and 10 Chinese characters (documented);
 * that every Han code point counts is assumed.
 */
export const checkName = (name: string, what: "first name" | "last name" | "display name"): Finding[] => {
  const [most, mostHan] = what === "display name" ? [128, 10] : [64, 5];
  const length = Array.from(name).length;
  const han = hanCharacters(name);
  const fix = "Shorten it.";
  const tooLong = `the ${what} has ${length} characters, Zoom takes ${most}`;
  if (length > most) return [{ code: "name_too_long", what: tooLong, fix }];
  const tooMany = `the ${what} ${shown(name)} has ${han} Chinese characters, Zoom takes ${mostHan}`;
  return han > mostHan ? [{ code: "name_too_many_chinese", what: tooMany, fix }] : [];
};
