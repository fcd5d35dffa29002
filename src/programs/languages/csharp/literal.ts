import { codePoint, hex, isPrintable, charactersBy } from "../../printable.ts";
import { Source } from "../../source.ts";

const named: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const character = (one: string): string => {
  const known = named[one];
  if (known !== undefined) return known;
  if (isPrintable(one)) return one;
  return codePoint(one) < 0x10000 ? `\\u${hex(one, 4)}` : `\\U${hex(one, 8)}`;
};

const written = charactersBy(character);

/** A regular string; never interpolated, so braces mean nothing. */
export const literal = (text: string): Source => new Source(`"${written(text)}"`);
