import { codePoint, hex, isPrintable, charactersBy } from "../../printable.ts";
import { Source } from "../../source.ts";

const named: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const character = (one: string): string => {
  const known = named[one];
  if (known !== undefined) return known;
  if (isPrintable(one)) return one;
  return codePoint(one) < 0x100 ? `\\x${hex(one, 2)}` : `\\u{${hex(one, 1)}}`;
};

const written = charactersBy(character);

/** A string in double quotes; never a template. */
export const literal = (text: string): Source => new Source(`"${written(text)}"`);
