import { hex, isPrintable, charactersBy } from "../../printable.ts";
import { Source } from "../../source.ts";

const escaped = (one: string): string => {
  if (one === "\\" || one === '"' || one === "#") return `\\${one}`;
  if (one === "\n") return "\\n";
  return isPrintable(one) ? one : `\\u{${hex(one, 1)}}`;
};

const written = charactersBy(escaped);

/** A string in double quotes, every # escaped. */
export const literal = (text: string): Source => new Source(`"${written(text)}"`);
