import { codePoint, hex, isPrintable, charactersBy } from "../../printable.ts";
import { code, joined, Source } from "../../source.ts";

const named: Readonly<Record<string, string>> = { "\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Octal below U+0100: a Unicode escape there would be read before the string is. */
const character = (one: string): string => {
  const known = named[one];
  if (known !== undefined) return known;
  if (isPrintable(one)) return one;
  if (codePoint(one) < 0x100) return `\\${codePoint(one).toString(8).padStart(3, "0")}`;
  return Array.from(
    { length: one.length },
    (_unit, index) => `\\u${hex(String.fromCharCode(one.charCodeAt(index)), 4)}`,
  ).join("");
};

const written = charactersBy(character);

/** A constant has at most 65,535 bytes, and a character up to three. */
const maxConstant = 20_000;

/** A string in single quotes, which holds no expressions; a long one is joined of several constants. */
export const literal = (text: string): Source => {
  if (text.length <= maxConstant) return new Source(`'${written(text)}'`);
  const characters = Array.from(text.toWellFormed());
  const count = Math.ceil(characters.length / maxConstant);
  const parts = Array.from({ length: count }, (_, index) => {
    const part = characters.slice(index * maxConstant, (index + 1) * maxConstant).join("");
    return new Source(`'${written(part)}'`);
  });
  return parts.length === 1 ? joined(parts, "") : code`[${joined(parts, ", ")}].join('')`;
};
