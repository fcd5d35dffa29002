import { codePoint, hex, isPrintable, charactersBy } from "../../printable.ts";
import { Source } from "../../source.ts";

const named: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

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

const quoted = (part: string): string => `"${written(part)}"`;

/** A constant has at most 65,535 bytes, and a character up to three. */
const maxConstant = 20_000;

/** A string; a long one is joined of several constants. */
export const literal = (text: string): Source => {
  if (text.length <= maxConstant) return new Source(quoted(text));
  const parts: string[] = [];
  for (const one of text) {
    const last = parts.at(-1);
    if (last === undefined || last.length >= maxConstant) parts.push(one);
    else parts[parts.length - 1] = last + one;
  }
  return new Source(`String.join("", ${parts.map(quoted).join(", ")})`);
};
