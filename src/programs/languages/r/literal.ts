import { codePoint, hex, isPrintable, charactersBy } from "../../printable.ts";
import { code, joined, Source } from "../../source.ts";

const character = (one: string): string => {
  if (one === "\\" || one === '"') return `\\${one}`;
  if (one === "\n") return "\\n";
  if (isPrintable(one)) return one;
  return codePoint(one) < 0x10000 ? `\\u{${hex(one, 1)}}` : `\\U{${hex(one, 1)}}`;
};

const written = charactersBy(character);

/** Rscript stumbles over escapes in lines of several thousand bytes (R 4.2): a longer text is put together of parts. */
const maxCharacters = 400;

const parts = (text: string): readonly string[] => {
  if (text.length <= maxCharacters) return [text];
  const characters = Array.from(text.toWellFormed());
  const count = Math.max(1, Math.ceil(characters.length / maxCharacters));
  return Array.from({ length: count }, (_, index) =>
    characters.slice(index * maxCharacters, (index + 1) * maxCharacters).join(""),
  );
};

const quoted = (part: string): Source => new Source(`"${written(part)}"`);

/** A string; it cannot hold U+0000, so U+FFFD stands in its place. */
export const literal = (text: string): Source => {
  const [first, ...more] = parts(text.replaceAll("\0", "\uFFFD")).map(quoted);
  if (first === undefined || more.length === 0) return first ?? quoted("");
  return code`paste0(
  ${joined([first, ...more], ",\n  ")}
)`;
};

/** The name of a field in an answer: jsonlite, too, ends it at U+0000. */
export const fieldName = (text: string): Source => literal(text.split("\0", 1).join(""));

const raw = (part: string): Source => code`charToRaw(${literal(part)})`;

/** Bytes of UTF-8, U+0000 too. */
export const bytes = (text: string): Source => {
  const between = text.split("\0");
  return between.length === 1 ? raw(text) : code`c(${joined(between.map(raw), ", as.raw(0), ")})`;
};
