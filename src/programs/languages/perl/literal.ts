import { hex, isPrintable, charactersBy } from "../../printable.ts";
import { Source } from "../../source.ts";

/**
 * Beside a quote, Perl refuses what a reader would see as one with it: marks, and letters that join the next. So only
 * characters of scripts without such letters stay as they are.
 */
const standsAlone =
  /^[\p{ASCII}\p{P}\p{S}\p{N}\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]$/u;
const joins = /^[\p{M}\p{Emoji_Modifier}]$/u;

const isReadable = (one: string): boolean => isPrintable(one) && standsAlone.test(one) && !joins.test(one);

const escaped = (one: string): string => {
  if (/[\\"$@]/.test(one)) return `\\${one}`;
  if (one === "\n") return "\\n";
  return isReadable(one) ? one : `\\x{${hex(one, 2)}}`;
};

const written = charactersBy(escaped);

/** A string in double quotes, every sigil escaped; characters, not bytes. */
export const literal = (text: string): Source => new Source(`"${written(text)}"`);
