import { Unzip, UnzipInflate } from "fflate";

import { RollcallError } from "#base";

import { isKnownColumn } from "./columns.ts";
import { readErrors } from "./errors.ts";
import type { RawRecord } from "./records.ts";

const megabyte = 1_048_576;
/** A workbook of 100,000 rows unpacks to a tenth of it. */
const defaultMaxUnpackedBytes = 400 * megabyte;
const maxEntries = 2000;
const chunkBytes = 65_536;

/**
 * Unpacks a workbook once for its size alone, because the sizes that an archive declares may lie.
 * @throws RC_ROSTER_TOO_BIG, RC_ROSTER_WORKBOOK
 */
const refuseBomb = (bytes: Uint8Array, name: string, maxUnpackedBytes: number): void => {
  let unpacked = 0;
  let entries = 0;
  const tooBig = (): Error =>
    readErrors.make("RC_ROSTER_TOO_BIG", `${name} unpacks to more than ${maxUnpackedBytes / megabyte} MB.`);
  const archive = new Unzip((entry) => {
    entries += 1;
    if (entries > maxEntries) throw tooBig();
    entry.ondata = (error, chunk) => {
      if (error !== null) throw error;
      unpacked += chunk.length;
      if (unpacked > maxUnpackedBytes) throw tooBig();
    };
    entry.start();
  });
  archive.register(UnzipInflate);
  for (let at = 0; at < bytes.length; at += chunkBytes)
    archive.push(bytes.subarray(at, at + chunkBytes), at + chunkBytes >= bytes.length);
};

const isoDay = (date: Date): string => {
  const text = date.toISOString();
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text;
};

/** A cell as the text a CSV export would hold; numbers keep their digits. */
const textOf = (cell: unknown): string => {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return isoDay(cell);
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  return typeof cell === "string" || typeof cell === "number" ? String(cell) : "";
};

export interface Sheet {
  readonly name: string;
  /** Blank rows left out; `line` is the sheet's own row number. */
  readonly records: readonly RawRecord[];
}

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === "");

const withoutTail = (cells: readonly string[], width: number): readonly string[] => {
  let end = cells.length;
  while (end > width && cells[end - 1]?.trim() === "") end -= 1;
  return cells.slice(0, end);
};

/** Sheets are as wide as their widest row: cells beyond the header that are empty everywhere are no cells. */
const recordsOf = (rows: readonly (readonly unknown[])[]): RawRecord[] => {
  const written = rows.map((row, at) => ({ line: at + 1, cells: row.map(textOf), misquoted: [] }));
  const records = written.filter(({ cells }) => !isBlank(cells));
  const width = withoutTail(records[0]?.cells ?? [], 0).length;
  return records.map((record) => ({ ...record, cells: withoutTail(record.cells, width) }));
};

const knownColumns = ({ records }: Sheet): number => records[0]?.cells.filter(isKnownColumn).length ?? 0;

/**
 * The sheet of a workbook (.xlsx) that looks most like a list of people; the first one when none does. Formulas count
 * by the value that was last computed for them.
 * @throws RC_ROSTER_WORKBOOK for a damaged or protected one, RC_ROSTER_TOO_BIG
 */
export const readWorkbook = async (
  bytes: Uint8Array,
  name: string,
  maxUnpackedBytes: number = defaultMaxUnpackedBytes,
): Promise<Sheet> => {
  try {
    refuseBomb(bytes, name, maxUnpackedBytes);
  } catch (error) {
    if (error instanceof RollcallError) throw error;
    throw readErrors.make(
      "RC_ROSTER_WORKBOOK",
      `${name} cannot be read as an Excel workbook: it is damaged or cut off.`,
      {
        cause: error,
      },
    );
  }
  const { default: readXlsxFile } = await import("read-excel-file/universal");
  const copy = new Uint8Array(bytes);
  let sheets: readonly Sheet[];
  try {
    const found = await readXlsxFile(copy.buffer, { trim: false, parseNumber: (text: string) => text });
    sheets = found.map(({ sheet, data }) => ({ name: sheet, records: recordsOf(data) }));
  } catch (error) {
    throw readErrors.make("RC_ROSTER_WORKBOOK", `${name} cannot be read as an Excel workbook.`, { cause: error });
  }
  const [best] = sheets.toSorted((a, b) => knownColumns(b) - knownColumns(a));
  if (best === undefined) throw readErrors.make("RC_ROSTER_WORKBOOK", `${name} has no sheets.`);
  return best;
};
