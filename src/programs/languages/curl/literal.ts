import { isAllPrintable, isPrintable, charactersBy } from "../../printable.ts";
import { Source } from "../../source.ts";

const utf8 = new TextEncoder();

/** Bytes, so that no locale has a say. */
const escaped = (one: string): string => {
  if (one === "'" || one === "\\") return `\\${one}`;
  if (isPrintable(one)) return one;
  return Array.from(utf8.encode(one), (byte) => `\\x${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
};

const written = charactersBy(escaped);

/** One word of bash: '…', or $'…' where something could not be seen. A word cannot hold U+0000: it becomes U+FFFD. */
export const literal = (text: string): Source => {
  if (/^[ -&(-~]*$/.test(text)) return new Source(`'${text}'`);
  const word = text.toWellFormed().replaceAll("\0", "\uFFFD");
  return isAllPrintable(word)
    ? new Source(`'${word.replaceAll("'", String.raw`'\''`)}'`)
    : new Source(`$'${written(word)}'`);
};
