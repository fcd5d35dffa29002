import { parse, type Parser } from "csv-parse";

import { readErrors } from "./errors.ts";
import type { OpenRecord } from "./open-record.ts";
import type { RawRecord } from "./records.ts";
import type { Delimiter } from "./types.ts";

/** One way of reading records, from where the current record begins to where it fails or the file ends. */
export interface Pass {
  readonly parser: Parser;
  /** The error for text that this way cannot take; without it another way may. */
  readonly explain?: () => Error;
}

export interface PassContext {
  readonly delimiter: Delimiter;
  /** Of the file. */
  readonly name: string;
  readonly current: OpenRecord;
  readonly add: (record: RawRecord) => void;
}

const recordDelimiters = ["\r\n", "\n", "\r"];
const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === "");
const noCells: readonly number[] = [];

/** Errors reach whoever writes to the parser; its event would end the process when nobody listens. */
const quietly = (parser: Parser): Parser => parser.on("error", () => undefined);

/** The fast way, for files whose quotes follow the rules. */
export const strictPass = ({ delimiter, current, add }: PassContext): Pass => {
  const origin = current.start;
  const parser = parse({
    delimiter,
    record_delimiter: recordDelimiters,
    relax_column_count: true,
    on_record: (cells, info) => {
      const { line } = current;
      current.end(origin + info.bytes);
      if (!isBlank(cells)) add({ line, cells, misquoted: noCells });
      return null;
    },
  });
  return { parser: quietly(parser) };
};

const wellQuoted = /^"(?:[^"]|"")*"$/;
const spaceBeforeQuote = /^\s+"/;

/** The slow way for files with quotes in odd places: each cell is compared with its source text. */
export const lenientPass = ({ delimiter, name, current, add }: PassContext): Pass => {
  const origin = current.start;
  const utf8 = new TextDecoder();
  let cellStart = origin;
  let misquoted: number[] = [];
  const quoteError = (what: string): Error =>
    readErrors.make("RC_ROSTER_QUOTE", `${name}: the quote that opens on line ${current.lineAt(cellStart)} ${what}.`);
  const parser = parse({
    delimiter,
    record_delimiter: recordDelimiters,
    relax_column_count: true,
    relax_quotes: true,
    cast: (value, context) => {
      const end = origin + context.bytes;
      const source = utf8.decode(current.slice(cellStart, end));
      if (source.startsWith('"') && !wellQuoted.test(source)) {
        // The text after the first quote ran over a line end: what follows cannot be told apart any more.
        if (/[\r\n]/.test(source)) throw quoteError("is not closed properly");
        misquoted.push(context.index);
      } else if (spaceBeforeQuote.test(source)) misquoted.push(context.index);
      cellStart = end + 1;
      return value;
    },
    on_record: (cells, info) => {
      const { line } = current;
      cellStart = origin + info.bytes;
      current.end(cellStart);
      if (!isBlank(cells)) add({ line, cells, misquoted });
      misquoted = [];
      return null;
    },
  });
  return { parser: quietly(parser), explain: () => quoteError("is never closed; the file may be cut off") };
};
