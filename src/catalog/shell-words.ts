import { catalogErrors } from "./errors.ts";

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "\\": "\\", "'": "'", '"': '"' };

interface Piece {
  readonly text: string;
  readonly end: number;
}

const unclosed = (name: string, quote: string): Error =>
  catalogErrors.make("RC_CATALOG_CURL", `${name}: a quote (${quote}) is not closed`);

const singleQuoted = (source: string, start: number, name: string): Piece => {
  const end = source.indexOf("'", start);
  if (end < 0) throw unclosed(name, "'");
  return { text: source.slice(start, end), end: end + 1 };
};

const ansiEscape = (source: string, at: number): Piece => {
  const unicode = /^(?:u([\da-fA-F]{1,4})|x([\da-fA-F]{1,2}))/.exec(source.slice(at, at + 5));
  if (unicode !== null)
    return {
      text: String.fromCharCode(Number.parseInt(unicode[1] ?? unicode[2] ?? "0", 16)),
      end: at + unicode[0].length,
    };
  const character = source.charAt(at);
  return { text: escapes[character] ?? `\\${character}`, end: at + 1 };
};

/** `"…"`, or `$'…'` with its escapes. */
const escaped = (source: string, start: number, quote: '"' | "'", name: string): Piece => {
  const parts: string[] = [];
  for (let at = start; at < source.length;) {
    const character = source.charAt(at);
    if (character === quote) return { text: parts.join(""), end: at + 1 };
    if (character !== "\\") {
      parts.push(character);
      at += 1;
    } else if (quote === "'") {
      const piece = ansiEscape(source, at + 1);
      parts.push(piece.text);
      at = piece.end;
    } else {
      const next = source.charAt(at + 1);
      if (next !== "\n") parts.push(/["\\$`]/.test(next) ? next : `\\${next}`);
      at += 2;
    }
  }
  throw unclosed(name, quote);
};

const pieceAt = (source: string, at: number, name: string): Piece => {
  const character = source.charAt(at);
  if (character === "'") return singleQuoted(source, at + 1, name);
  if (character === '"') return escaped(source, at + 1, '"', name);
  if (character === "$" && source.charAt(at + 1) === "'") return escaped(source, at + 2, "'", name);
  if (character === "\\") return { text: source.charAt(at + 1), end: at + 2 };
  return { text: character, end: at + 1 };
};

/** The words of one command as a POSIX shell splits it. Nothing is expanded; a pipe, `;` or `&&` ends it. */
export const shellWords = (source: string, name: string): readonly string[] => {
  const words: string[] = [];
  let word: string[] | undefined;
  let at = 0;
  const end = (): void => {
    if (word !== undefined) words.push(word.join(""));
    word = undefined;
  };
  while (at < source.length) {
    const character = source.charAt(at);
    if (/\s/.test(character)) {
      end();
      at += 1;
    } else if (character === "\\" && /^\r?\n/.test(source.slice(at + 1, at + 3))) {
      end();
      at += source.charAt(at + 1) === "\r" ? 3 : 2;
    } else if (word === undefined && /^(?:[|;<>]|&&|#)/.test(source.slice(at, at + 2))) {
      break;
    } else {
      const piece = pieceAt(source, at, name);
      word ??= [];
      word.push(piece.text);
      at = piece.end;
    }
  }
  end();
  return words;
};
