import { hex, isPrintable, mapCharacters } from "../../printable.ts";
import { Source } from "../../source.ts";

const escaped = (one: string): string => {
  if (/[\\"$@]/.test(one)) return `\\${one}`;
  if (one === "\n") return "\\n";
  return isPrintable(one) ? one : `\\x{${hex(one, 2)}}`;
};

/** A string in double quotes, every sigil escaped; characters, not bytes. */
export const literal = (text: string): Source => new Source(`"${mapCharacters(text, escaped)}"`);
