import { remembered } from "./remembered.ts";
import { Source } from "./source.ts";

export type NameStyle = "snake" | "camel" | "pascal";

const wordsOf = remembered((text: string): readonly string[] =>
  text
    .normalize("NFKD")
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase()),
);

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const inStyle = (words: readonly string[], style: NameStyle): string => {
  if (style === "snake") return words.join("_");
  const [first = "", ...rest] = words;
  return (style === "camel" ? first : capital(first)) + rest.map(capital).join("");
};

const maxCharacters = 60;

/**
 * Names for foreign labels: ASCII letters, digits and underscores, never a word in `reserved`, never the same twice.
 * @param reserved in lower case: what the language, its standard names and the program's own names take
 */
export const makeIdentifiers = (style: NameStyle, reserved: ReadonlySet<string>): ((label: string) => Source) => {
  const taken = new Set<string>();
  return (label) => {
    const words = wordsOf(label);
    const usable = words.length === 0 || /^\d/.test(words[0] ?? "") ? ["field", ...words] : words;
    const plain = inStyle(usable, style).slice(0, maxCharacters);
    const free = reserved.has(plain.toLowerCase()) ? inStyle(["the", ...usable], style) : plain;
    let name = free;
    // Without regard to case: VB sees no difference.
    for (let count = 2; taken.has(name.toLowerCase()) || reserved.has(name.toLowerCase()); count += 1)
      name = `${free}${count}`;
    taken.add(name.toLowerCase());
    return new Source(name);
  };
};
