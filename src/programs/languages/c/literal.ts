import { codePoint, isAscii, isPrintable, charactersBy } from "../../printable.ts";
import { Source } from "../../source.ts";

const utf8 = new TextEncoder();

/** Three octal digits end by themselves; hexadecimal would swallow what follows. */
const octal = (one: string): string =>
  Array.from(utf8.encode(one), (byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");

/** A question mark could begin a trigraph. */
const character = (one: string): string => {
  if (one === "\\" || one === '"' || one === "?") return `\\${one}`;
  if (one === "\n") return "\\n";
  if (isPrintable(one) && (isAscii(one) || codePoint(one) > 0xa0)) return one;
  return octal(one);
};

const written = charactersBy(character);

/** Bytes of UTF-8, U+0000 too: for what is used with its length. */
export const bytes = (text: string): Source => new Source(`"${written(text)}"`);

/** A string ends at U+0000, so it has U+FFFD in its place. */
export const literal = (text: string): Source => bytes(text.replaceAll("\0", "\uFFFD"));

/** The name of a field in an answer: cJSON, too, ends it at U+0000. */
export const fieldName = (text: string): Source => literal(text.split("\0", 1).join(""));
