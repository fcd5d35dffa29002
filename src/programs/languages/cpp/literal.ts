import { codePoint, isAscii, isPrintable, charactersBy } from "../../printable.ts";
import { Source } from "../../source.ts";

const utf8 = new TextEncoder();

/** Three octal digits end by themselves; hexadecimal would swallow what follows. A question mark could begin a trigraph. */
const octal = (one: string): string =>
  Array.from(utf8.encode(one), (byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");

const character = (one: string): string => {
  if (one === "\\" || one === '"' || one === "?") return `\\${one}`;
  if (one === "\n") return "\\n";
  if (isPrintable(one) && (isAscii(one) || codePoint(one) > 0xa0)) return one;
  return octal(one);
};

const written = charactersBy(character);

/** A std::string of UTF-8; the suffix keeps U+0000. */
export const literal = (text: string): Source => new Source(`"${written(text)}"s`);
