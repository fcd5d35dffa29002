import { hex, isPrintable, mapCharacters } from "../../printable.ts";
import { remembered } from "../../remembered.ts";
import { Source } from "../../source.ts";

const escaped = (one: string): string => {
  if (one === "\\" || one === '"' || one === "#") return `\\${one}`;
  if (one === "\n") return "\\n";
  return isPrintable(one) ? one : `\\u{${hex(one, 1)}}`;
};

/** A string in double quotes, every # escaped. */
export const literal = remembered((text: string): Source => new Source(`"${mapCharacters(text, escaped)}"`));
