import { remembered } from "./remembered.ts";
import { Source } from "./source.ts";

export type NameStyle = "snake" | "camel" | "pascal";

/** The words of a label that a name can be made of; the first does not begin with a digit. */
const wordsOf = (label: string): readonly string[] => {
  const words = label
    .normalize("NFKD")
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
  return words.length === 0 || /^\d/.test(words[0] ?? "") ? ["field", ...words] : words;
};

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const inStyle = (words: readonly string[], style: NameStyle): string => {
  if (style === "snake") return words.join("_");
  const [first = "", ...rest] = words;
  return (style === "camel" ? first : capital(first)) + rest.map(capital).join("");
};

const maxCharacters = 60;

/** A name, and the same without regard to case: VB sees no difference. */
interface Name {
  readonly name: string;
  readonly lower: string;
  readonly source: Source;
}

const nameOf = (name: string): Name => ({ name, lower: name.toLowerCase(), source: new Source(name) });

const namers = (style: NameStyle) => ({
  plain: remembered((label) => nameOf(inStyle(wordsOf(label), style).slice(0, maxCharacters))),
  instead: remembered((label) => nameOf(inStyle(["the", ...wordsOf(label)], style))),
});

const styles = { snake: namers("snake"), camel: namers("camel"), pascal: namers("pascal") } as const;

/**
 * Names for foreign labels: ASCII letters, digits and underscores, never a word in `reserved`, never the same twice.
 * @param reserved in lower case: what the language, its standard names and the program's own names take
 */
export const makeIdentifiers = (style: NameStyle, reserved: ReadonlySet<string>): ((label: string) => Source) => {
  const taken = new Set<string>();
  const { plain, instead } = styles[style];
  return (label) => {
    const usual = plain(label);
    const free = reserved.has(usual.lower) ? instead(label) : usual;
    let chosen = free;
    for (let count = 2; taken.has(chosen.lower) || reserved.has(chosen.lower); count += 1)
      chosen = nameOf(`${free.name}${count}`);
    taken.add(chosen.lower);
    return chosen.source;
  };
};
