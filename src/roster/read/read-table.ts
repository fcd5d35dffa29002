import { decodeText } from "./decode.ts";
import { detectDelimiter } from "./delimiter.ts";
import { looksLikeJson, readJsonRecords } from "./json-records.ts";
import { type RawRecord, readRecords } from "./records.ts";
import type { Delimiter, Encoding, TableFormat } from "./types.ts";

/** A file as lines of cells, the header first; nothing is understood yet. */
export interface RawTable {
  readonly records: readonly RawRecord[];
  readonly format: TableFormat;
  readonly encoding: Encoding;
  /** Of the file; a comma where it has none: reports are written with it. */
  readonly delimiter: Delimiter;
}

export interface TableOptions {
  readonly name: string;
  /** Most records, the header included. */
  readonly maxRecords: number;
  /** Column names that the caller knows. */
  readonly alsoKnown: ReadonlySet<string>;
}

const isLineJson = (text: string): boolean => text.trimStart().startsWith("{") && /\}\s*[\r\n]+\s*\{/.test(text);

/**
 * Reads text that holds a table: delimited, JSON or NDJSON.
 * @throws RC_ROSTER_… for what is none of them
 */
export const readTextTable = (bytes: Uint8Array, { name, maxRecords, alsoKnown }: TableOptions): RawTable => {
  const { text: whole, encoding } = decodeText(bytes, name);
  if (looksLikeJson(whole)) {
    const records = readJsonRecords(whole, name, maxRecords);
    return { records, format: isLineJson(whole) ? "ndjson" : "json", encoding, delimiter: "," };
  }
  const { delimiter, text, firstLine } = detectDelimiter(whole, alsoKnown);
  return { records: readRecords(text, { delimiter, name, firstLine, maxRecords }), format: "csv", encoding, delimiter };
};
