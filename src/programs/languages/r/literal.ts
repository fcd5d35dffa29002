import { hex, isPrintable, mapCharacters } from "../../printable.ts";
import { code, joined, Source } from "../../source.ts";

const character = (one: string): string => {
  if (one === "\\" || one === '"') return `\\${one}`;
  if (one === "\n") return "\\n";
  return isPrintable(one) ? one : `\\u{${hex(one, 1)}}`;
};

/** A string; it cannot hold U+0000, so U+FFFD stands in its place. */
export const literal = (text: string): Source =>
  new Source(`"${mapCharacters(text.replaceAll("\0", "\uFFFD"), character)}"`);

const raw = (part: string): Source => code`charToRaw(${literal(part)})`;

/** Bytes of UTF-8, U+0000 too. */
export const bytes = (text: string): Source => {
  const parts = text.split("\0");
  return parts.length === 1 ? raw(text) : code`c(${joined(parts.map(raw), ", as.raw(0), ")})`;
};
