import { codePoint, hex, isPrintable, charactersBy } from "../../printable.ts";
import { code, joined, Source } from "../../source.ts";

/** A brace is escaped, too: one without its partner would end the block around it. */
const character = (one: string): string => {
  if (/[\\"$[\]{}]/.test(one)) return `\\${one}`;
  if (one === "\n") return "\\n";
  if (isPrintable(one) && codePoint(one) < 0x1_0000) return one;
  return Array.from(
    { length: one.length },
    (_unit, index) => `\\u${hex(String.fromCharCode(one.charCodeAt(index)), 4)}`,
  ).join("");
};

const written = charactersBy(character);

export const literal = (text: string): Source => new Source(`"${written(text)}"`);

export const list = (texts: readonly string[]): Source =>
  texts.length === 0 ? new Source("{}") : code`[list ${joined(texts.map(literal), " ")}]`;
