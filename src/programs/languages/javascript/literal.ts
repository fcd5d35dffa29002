import { codePoint, hex, isPrintable, mapCharacters } from "../../printable.ts";
import { remembered } from "../../remembered.ts";
import { Source } from "../../source.ts";

const named: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const character = (one: string): string => {
  const known = named[one];
  if (known !== undefined) return known;
  if (isPrintable(one)) return one;
  return codePoint(one) < 0x100 ? `\\x${hex(one, 2)}` : `\\u{${hex(one, 1)}}`;
};

/** A string in double quotes; never a template. */
export const literal = remembered((text: string): Source => new Source(`"${mapCharacters(text, character)}"`));
