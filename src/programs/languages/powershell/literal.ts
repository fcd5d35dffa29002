import { hex, isPrintable, charactersBy } from "../../printable.ts";
import { Source } from "../../source.ts";

/** PowerShell takes a typographic quote in its source for a plain one. */
const isPlain = (character: string): boolean => isPrintable(character) && !/[“”„‘’‚‛]/.test(character);

const escaped = (one: string): string => {
  if (one === "`" || one === '"' || one === "$") return `\`${one}`;
  if (one === "\n") return "`n";
  if (one === "\r") return "`r";
  if (one === "\t") return "`t";
  return isPlain(one) ? one : `\`u{${hex(one, 1)}}`;
};

const written = charactersBy(escaped);

/** A string in double quotes, every dollar sign escaped: nothing in it is expanded. */
export const literal = (text: string): Source => new Source(`"${written(text)}"`);
