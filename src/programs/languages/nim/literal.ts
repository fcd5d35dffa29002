import { codePoint, hex, isPrintable, mapCharacters } from "../../printable.ts";
import { remembered } from "../../remembered.ts";
import { Source } from "../../source.ts";

const character = (one: string): string => {
  if (one === "\\" || one === '"') return `\\${one}`;
  if (one === "\n") return "\\n";
  if (isPrintable(one)) return one;
  return codePoint(one) < 0x80 ? `\\x${hex(one, 2)}` : `\\u{${hex(one, 1)}}`;
};

/** A string: bytes of UTF-8. */
export const literal = remembered((text: string): Source => new Source(`"${mapCharacters(text, character)}"`));
