import { readErrors } from "./errors.ts";
import { isZip } from "./magic.ts";
import { allBytes, digestOf, firstBytes, megabyte, type OpenBytes } from "./open-bytes.ts";
import { type RawTable, readTextTable } from "./read-table.ts";
import { surveyText } from "./survey.ts";
import type { Encoding, ReadOptions } from "./types.ts";

/** Most bytes of a file whose text is read in pieces: more is a mistake, or a pipe that never ends. */
export const maxStreamedBytes = 2048 * megabyte;
/** Most bytes of a file that is read whole. */
const defaultMaxWholeBytes = 50 * megabyte;

/** A people file of any kind. */
export interface FileTable extends RawTable {
  readonly encoding: Encoding;
  /** Of the bytes, hexadecimal. */
  readonly sha256: string;
  /** After the last record that is wanted. @throws RC_ROSTER_CHANGED when the file is no longer what it was */
  verify(): Promise<void>;
}

export type TableLimits = Pick<ReadOptions, "map" | "maxBytes" | "maxUnpackedBytes">;

type Table = Omit<FileTable, "verify">;

const openText = async (open: OpenBytes, name: string, { maxBytes, map = {} }: TableLimits): Promise<Table> => {
  const { encoding, sha256 } = await surveyText(open, name, maxBytes ?? maxStreamedBytes);
  const maxWholeBytes = maxBytes ?? defaultMaxWholeBytes;
  const alsoKnown = new Set(Object.keys(map));
  const table = await readTextTable(open, { name, encoding, maxWholeBytes, alsoKnown });
  return { ...table, encoding, sha256 };
};

const openWorkbook = async (open: OpenBytes, name: string, limits: TableLimits): Promise<Table> => {
  const maxBytes = limits.maxBytes ?? defaultMaxWholeBytes;
  const bytes = await allBytes(open, { name, kind: "workbooks", maxBytes });
  // Loaded when it is needed: most files are text.
  const { readWorkbook } = await import("./workbook.ts");
  const { records } = await readWorkbook(bytes, name, limits.maxUnpackedBytes);
  const atOnce = async function* (): AsyncGenerator<typeof records> {
    yield records;
  };
  const sha256 = await digestOf(() => [bytes]);
  return { records: atOnce(), format: "xlsx", delimiter: ",", encoding: "utf-8", sha256 };
};

/**
 * The table that a people file holds. Delimited text and NDJSON are read in pieces, several times over; JSON and
 * workbooks whole.
 * @throws RC_ROSTER_… for what is no table; what `open` throws is passed on
 */
export const openTable = async (open: OpenBytes, name: string, limits: TableLimits = {}): Promise<FileTable> => {
  const start = await firstBytes(open, 4);
  if (start.length === 0) throw readErrors.make("RC_ROSTER_EMPTY", `${name} is empty.`);
  const table = await (isZip(start) ? openWorkbook : openText)(open, name, limits);
  const verify = async (): Promise<void> => {
    if ((await digestOf(open)) === table.sha256) return;
    throw readErrors.make("RC_ROSTER_CHANGED", `${name} changed while it was read.`);
  };
  return { ...table, verify };
};
