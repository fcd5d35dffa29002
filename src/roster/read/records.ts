import { finished } from "node:stream/promises";

import { CsvError, type Parser } from "csv-parse";

import { lenientPass, type Pass, strictPass } from "./csv-pass.ts";
import { readErrors } from "./errors.ts";
import { megabyte } from "./open-bytes.ts";
import { openRecord } from "./open-record.ts";
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
}

/** Longest record, in bytes of UTF-8: one quote that is not closed must not fill the memory with the rest of a file. */
export const maxRecordBytes = megabyte;

export const tooLong = (name: string, line: number): Error =>
  readErrors.make("RC_ROSTER_TOO_BIG", `${name}: the record that begins on line ${line} is longer than 1 MB.`, {
    fix: "Look there for a quote that is not closed, or for line ends that are missing.",
  });

const write = async (parser: Parser, bytes: Uint8Array): Promise<void> => {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  parser.write(bytes, (error) => {
    if (error) reject(error);
    else resolve(undefined);
  });
  await promise;
};

const finish = (parser: Parser): Promise<void> => finished(parser.end(), { readable: false });

/**
 * The records of a text, a handful at a time, blank lines left out. Quoted cells may hold delimiters and line ends; CR,
 * LF and CRLF end a line. What the text's pieces are makes no difference.
 * @throws RC_ROSTER_QUOTE naming the line where the quote opened, RC_ROSTER_TOO_BIG for a record of more than 1 MB
 */
export const readRecords = async function* (
  text: AsyncIterable<string>,
  { delimiter, name }: RecordOptions,
): AsyncGenerator<readonly RawRecord[]> {
  let found: RawRecord[] = [];
  const current = openRecord();
  const context = { delimiter, name, current, add: (record: RawRecord) => found.push(record) };
  let pass: Pass = strictPass(context);

  const parse = async (bytes: Buffer, isEnd: boolean): Promise<void> => {
    try {
      await write(pass.parser, bytes);
      if (isEnd) await finish(pass.parser);
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      if (pass.explain !== undefined) throw pass.explain();
      // From the record on whose quotes stand in odd places the slow way is taken.
      pass = lenientPass(context);
      await parse(current.bytes, isEnd);
    }
  };

  const take = async (bytes: Buffer): Promise<void> => {
    for (let at = 0; at < bytes.length;) {
      const room = maxRecordBytes - current.bytes.length;
      if (room === 0) throw tooLong(name, current.line);
      const piece = bytes.subarray(at, at + room);
      at += piece.length;
      current.add(piece);
      await parse(piece, false);
    }
  };
  const drain = (): readonly RawRecord[] => {
    const records = found;
    found = [];
    return records;
  };

  for await (const piece of text) {
    await take(Buffer.from(piece));
    yield drain();
  }
  await parse(Buffer.alloc(0), true);
  yield drain();
};
