import { codePoint, hex, isAllPrintable, isPrintable, mapCharacters } from "../../printable.ts";
import { remembered } from "../../remembered.ts";
import { Source } from "../../source.ts";

const escaped = (one: string): string => {
  if (one === "\\" || one === '"' || one === "$") return `\\${one}`;
  if (one === "\n") return "\\n";
  if (isPrintable(one)) return one;
  return codePoint(one) < 0x80 ? `\\x${hex(one, 2)}` : `\\u{${hex(one, 1)}}`;
};

/** '…', in which only the quote and the backslash mean something; "…" where something could not be seen. */
export const literal = remembered((text: string): Source =>
  isAllPrintable(text.toWellFormed())
    ? new Source(`'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`)
    : new Source(`"${mapCharacters(text, escaped)}"`),
);
