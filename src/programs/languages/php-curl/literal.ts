import { codePoint, hex, isAllPrintable, isPrintable, charactersBy } from "../../printable.ts";
import { Source } from "../../source.ts";

const escaped = (one: string): string => {
  if (one === "\\" || one === '"' || one === "$") return `\\${one}`;
  if (one === "\n") return "\\n";
  if (isPrintable(one)) return one;
  return codePoint(one) < 0x80 ? `\\x${hex(one, 2)}` : `\\u{${hex(one, 1)}}`;
};

const written = charactersBy(escaped);

const quoted = charactersBy((one) => (one === "'" || one === "\\" ? `\\${one}` : one));

/** '…', in which only the quote and the backslash mean something; "…" where something could not be seen. */
export const literal = (text: string): Source =>
  isAllPrintable(text.toWellFormed()) ? new Source(`'${quoted(text)}'`) : new Source(`"${written(text)}"`);
