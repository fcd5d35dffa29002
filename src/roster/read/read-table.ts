import { decodeText, refuseControls } from "./decode.ts";
import { detectDelimiter } from "./delimiter.ts";
import { looksLikeJsonLines, readJsonLines } from "./json-lines.ts";
import { looksLikeJson, readJsonRecords } from "./json-records.ts";
import { allBytes, megabyte, type OpenBytes } from "./open-bytes.ts";
import { type RawRecord, readRecords } from "./records.ts";
import type { Delimiter, Encoding, TableFormat } from "./types.ts";

/** A file as lines of cells, the header first; nothing is understood yet. */
export interface RawTable {
  /** Read from the file as they are asked for, a handful at a time. */
  readonly records: AsyncIterable<readonly RawRecord[]>;
  readonly format: TableFormat;
  /** Of the file; a comma where it has none: reports are written with it. */
  readonly delimiter: Delimiter;
}

export interface TableOptions {
  readonly name: string;
  readonly encoding: Encoding;
  /** Of what cannot be read in pieces. */
  readonly maxWholeBytes: number;
  /** Column names that the caller knows. */
  readonly alsoKnown: ReadonlySet<string>;
}

/** So many characters of a text's start tell what kind of table it is. NDJSON is told by its first two lines. */
const startCharacters = 2 * megabyte;

const startOf = async (text: AsyncIterable<string>): Promise<string> => {
  let start = "";
  for await (const piece of text) {
    start += piece;
    if (start.length >= startCharacters) break;
  }
  return start.slice(0, startCharacters);
};

const readDocument = async function* (open: OpenBytes, options: TableOptions): AsyncGenerator<readonly RawRecord[]> {
  const { name, encoding, maxWholeBytes } = options;
  const bytes = await allBytes(open, { name, kind: "JSON", maxBytes: maxWholeBytes });
  let text = "";
  for await (const piece of decodeText([bytes], encoding)) text += piece;
  for (const record of readJsonRecords(text, name)) yield [record];
};

/** Without the line in which Excel names the delimiter. */
const withoutFirst = async function* (
  records: AsyncIterable<readonly RawRecord[]>,
): AsyncGenerator<readonly RawRecord[]> {
  let isFirst = true;
  for await (const some of records) {
    yield isFirst ? some.slice(1) : some;
    if (some.length > 0) isFirst = false;
  }
};

/**
 * Reads text that holds a table: delimited, JSON or NDJSON.
 * @throws RC_ROSTER_… for what is none of them, also while its records are read
 */
export const readTextTable = async (open: OpenBytes, options: TableOptions): Promise<RawTable> => {
  const { name, encoding, alsoKnown } = options;
  const openText = (): AsyncIterable<string> => decodeText(open(), encoding);
  const start = await startOf(openText());
  refuseControls(start, name);
  if (looksLikeJson(start))
    return looksLikeJsonLines(start)
      ? { records: readJsonLines(openText, name), format: "ndjson", delimiter: "," }
      : { records: readDocument(open, options), format: "json", delimiter: "," };
  const { delimiter, isNamed } = detectDelimiter(start, alsoKnown);
  const records = readRecords(openText(), { delimiter, name });
  return { records: isNamed ? withoutFirst(records) : records, format: "csv", delimiter };
};
