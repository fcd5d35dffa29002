import { isAscii, isPrintable, charactersBy } from "../../printable.ts";
import { Source } from "../../source.ts";

const utf8 = new TextEncoder();

/** Always three digits, so that none of what follows can join them. */
const decimal = (one: string): string =>
  Array.from(utf8.encode(one), (byte) => `\\${String(byte).padStart(3, "0")}`).join("");

const character = (one: string): string => {
  if (one === "\\" || one === '"') return `\\${one}`;
  if (one === "\n") return "\\n";
  return isPrintable(one) && (isAscii(one) || /\S/u.test(one)) ? one : decimal(one);
};

const written = charactersBy(character);

/** A string of bytes, UTF-8 here. */
export const literal = (text: string): Source => new Source(`"${written(text)}"`);
