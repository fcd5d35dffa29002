import { codePoint, hex, isPrintable, charactersBy } from "../../printable.ts";
import { Source } from "../../source.ts";

const character = (one: string): string => {
  if (one === "\\" || one === '"') return `\\${one}`;
  if (one === "\n") return "\\n";
  if (isPrintable(one)) return one;
  return codePoint(one) < 0x80 ? `\\x${hex(one, 2)}` : `\\u{${hex(one, 1)}}`;
};

const written = charactersBy(character);

/** A string: bytes of UTF-8. */
export const literal = (text: string): Source => new Source(`"${written(text)}"`);
