import { CsvError, parse } from "csv-parse/sync";

import { readErrors } from "./errors.ts";
import { lineCounter } from "./lines.ts";
import type { Delimiter } from "./types.ts";

/** One record of the file: not blank, not yet understood. */
export interface RawRecord {
  /** Line where the record starts, 1-based. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Indexes of cells whose quotes do not follow the rules; their text is a guess. */
  readonly misquoted: readonly number[];
}

export interface RecordOptions {
  readonly delimiter: Delimiter;
  readonly name: string;
  /** Number of the text's first line, when lines before it were taken away. */
  readonly firstLine: number;
  /** Most records, the header included. */
  readonly maxRecords: number;
}

const recordDelimiters = ["\r\n", "\n", "\r"];
const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === "");
const noCells: readonly number[] = [];

const collector = (bytes: Uint8Array, options: RecordOptions) => {
  const records: RawRecord[] = [];
  const lineAt = lineCounter(bytes, options.firstLine);
  let start = 0;
  return {
    records,
    lineAt,
    start: () => start,
    add(cells: readonly string[], end: number, misquoted: readonly number[]): void {
      const line = lineAt(start);
      start = end;
      if (isBlank(cells)) return;
      if (records.length >= options.maxRecords) {
        const limit = `${(options.maxRecords - 1).toLocaleString("en")} rows`;
        throw readErrors.make("RC_ROSTER_TOO_BIG", `${options.name} has more than ${limit} (line ${line}).`);
      }
      records.push({ line, cells, misquoted });
    },
  };
};

const readStrictly = (bytes: Uint8Array, options: RecordOptions): RawRecord[] => {
  const found = collector(bytes, options);
  parse(bytes, {
    delimiter: options.delimiter,
    record_delimiter: recordDelimiters,
    relax_column_count: true,
    on_record: (cells, info) => {
      found.add(cells, info.bytes, noCells);
      return null;
    },
  });
  return found.records;
};

const wellQuoted = /^"(?:[^"]|"")*"$/;
const spaceBeforeQuote = /^\s+"/;

const quoteError = (name: string, line: number, what: string): Error =>
  readErrors.make("RC_ROSTER_QUOTE", `${name}: the quote that opens on line ${line} ${what}.`);

/** The slow way for files with quotes in odd places: each cell is compared with its source text. */
const readLeniently = (bytes: Uint8Array, options: RecordOptions): RawRecord[] => {
  const found = collector(bytes, options);
  const utf8 = new TextDecoder();
  let cellStart = 0;
  let misquoted: number[] = [];
  try {
    parse(bytes, {
      delimiter: options.delimiter,
      record_delimiter: recordDelimiters,
      relax_column_count: true,
      relax_quotes: true,
      cast: (value, context) => {
        const source = utf8.decode(bytes.subarray(cellStart, context.bytes));
        if (source.startsWith('"') && !wellQuoted.test(source)) {
          // The text after the first quote ran over a line end: what follows cannot be told apart any more.
          if (/[\r\n]/.test(source))
            throw quoteError(options.name, lineFrom(bytes, cellStart, options), "is not closed properly");
          misquoted.push(context.index);
        } else if (spaceBeforeQuote.test(source)) misquoted.push(context.index);
        cellStart = context.bytes + 1;
        return value;
      },
      on_record: (cells, info) => {
        found.add(cells, info.bytes, misquoted);
        misquoted = [];
        cellStart = info.bytes;
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw quoteError(options.name, lineFrom(bytes, cellStart, options), "is never closed; the file may be cut off");
  }
  return found.records;
};

const lineFrom = (bytes: Uint8Array, offset: number, options: RecordOptions): number =>
  lineCounter(bytes, options.firstLine)(offset);

/**
 * The records of a text, blank lines left out. Quoted cells may hold delimiters and line ends; CR, LF and CRLF end a line.
 * @throws RC_ROSTER_QUOTE naming the line where the quote opened, RC_ROSTER_TOO_BIG
 */
export const readRecords = (text: string, options: RecordOptions): RawRecord[] => {
  const bytes = new TextEncoder().encode(text);
  try {
    return readStrictly(bytes, options);
  } catch (error) {
    if (error instanceof CsvError) return readLeniently(bytes, options);
    throw error;
  }
};
