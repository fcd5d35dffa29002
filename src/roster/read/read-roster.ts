import { isSecretColumn } from "./columns.ts";
import { detectDialect } from "./dialect.ts";
import { markDuplicates } from "./duplicates.ts";
import { numberMade, readTemplate } from "./email-template.ts";
import { readErrors } from "./errors.ts";
import { isZip } from "./magic.ts";
import { type MappedColumn, mapColumns } from "./mapping.ts";
import { type RawTable, readTextTable } from "./read-table.ts";
import type { RawRecord } from "./records.ts";
import { readRow } from "./row.ts";
import type { ReadOptions, Roster } from "./types.ts";
import { filterOf } from "./where.ts";

const megabyte = 1_048_576;
const defaultMaxBytes = 50 * megabyte;
const defaultMaxRows = 100_000;
/** So many rows are looked at to see what a column holds. */
const sampleRows = 1000;

const refuseSize = (bytes: Uint8Array, name: string, maxBytes: number): void => {
  if (bytes.length === 0) throw readErrors.make("RC_ROSTER_EMPTY", `${name} is empty.`);
  if (bytes.length <= maxBytes) return;
  const size = `${(bytes.length / megabyte).toFixed(1)} MB`;
  throw readErrors.make(
    "RC_ROSTER_TOO_BIG",
    `${name} has ${size}; the limit is ${(maxBytes / megabyte).toFixed(1)} MB.`,
  );
};

/** Some programs end every data line with a delimiter, but not the header: then the header lacks one empty name. */
const headerFor = (written: readonly string[], data: readonly RawRecord[]): readonly string[] => {
  const isTrailed = data.every(({ cells }) => cells.length === written.length + 1 && cells.at(-1) === "");
  return isTrailed ? [...written, ""] : written;
};

const secretIndexes = (header: readonly string[], columns: readonly MappedColumn[]): number[] =>
  header.flatMap((column, index) => {
    const isPassword = columns.some((one) => one.index === index && one.field === "password");
    return isPassword || isSecretColumn(column) ? [index] : [];
  });

/**
 * Reads a people file: finds out its encoding, delimiter and columns, and says of every row who it is and what is wrong.
 * Reads nothing else and sends nothing.
 * @param name the file's name, for messages
 * @throws RollcallError (RC_ROSTER_…) for a file that cannot be used at all; a bad row only gets problems
 * @example
 * const roster = readRoster(new TextEncoder().encode("Email,Name\nmona@acme.test,\"Reyes, Mona\"\n"), "people.csv");
 * roster.rows[0].person; // { email: "mona@acme.test", firstName: "Mona", lastName: "Reyes" }
 */
export const readRoster = (bytes: Uint8Array, name: string, options: ReadOptions = {}): Roster => {
  refuseSize(bytes, name, options.maxBytes ?? defaultMaxBytes);
  const alsoKnown = new Set(Object.keys(options.map ?? {}));
  return understand(readTextTable(bytes, { name, maxRecords: maxRecordsOf(options), alsoKnown }), name, options);
};

/** The same for a people file of any kind: an Excel workbook too. */
export const readPeopleFile = async (bytes: Uint8Array, name: string, options: ReadOptions = {}): Promise<Roster> => {
  if (!isZip(bytes)) return readRoster(bytes, name, options);
  refuseSize(bytes, name, options.maxBytes ?? defaultMaxBytes);
  // Loaded when it is needed: most files are text.
  const { readWorkbook } = await import("./workbook.ts");
  const { records } = await readWorkbook(bytes, name, options.maxUnpackedBytes);
  const most = maxRecordsOf(options);
  if (records.length > most)
    throw readErrors.make("RC_ROSTER_TOO_BIG", `${name} has more than ${(most - 1).toLocaleString("en")} rows.`);
  return understand({ records, format: "xlsx", encoding: "utf-8", delimiter: "," }, name, options);
};

const maxRecordsOf = ({ maxRows }: ReadOptions): number => (maxRows ?? defaultMaxRows) + 1;

/** People, out of lines of cells. */
const understand = (file: RawTable, name: string, options: ReadOptions): Roster => {
  const { map = {}, emailTemplate, where = [], limit = Infinity } = options;
  const [head, ...data] = file.records;
  if (head === undefined) throw readErrors.make("RC_ROSTER_EMPTY", `${name} has no text in it.`);
  const sample = data.slice(0, sampleRows);
  const values = (index: number): string[] => sample.map(({ cells }) => cells[index] ?? "");
  const columns = mapColumns(head.cells, { map, values, name, needsEmail: emailTemplate === undefined });
  if (data.length === 0) throw readErrors.make("RC_ROSTER_EMPTY", `${name} has a header, but no rows under it.`);

  const header = headerFor(head.cells, data);
  const make = emailTemplate === undefined ? undefined : readTemplate(emailTemplate, header);
  const table = { header, columns: byField(columns), action: options.action, make };
  const isWanted = filterOf(where, header, columns, name);
  const wanted = data.flatMap((record, index) => (isWanted(record) ? [{ record, row: index + 1 }] : []));
  const rows = wanted.slice(0, limit).map(({ record, row }) => readRow(record, row, table));
  const used = new Set(columns.map(({ index }) => index));
  const passwordColumn = columns.find(({ field }) => field === "password")?.index;
  return {
    name,
    header,
    delimiter: file.delimiter,
    encoding: file.encoding,
    format: file.format,
    dialect: detectDialect(header),
    mapping: columns.map(({ column, field }) => ({ column, field })),
    unmapped: header.filter((column, index) => !used.has(index) && column.trim() !== "").map((column) => column.trim()),
    ...(passwordColumn === undefined ? {} : { passwordColumn }),
    secretColumns: secretIndexes(header, columns),
    rows: markDuplicates(numberMade(rows), table.columns.get("email")?.[0]?.column ?? "email"),
  };
};

const byField = (columns: readonly MappedColumn[]) =>
  Map.groupBy(
    columns.toSorted((a, b) => a.rank - b.rank),
    ({ field }) => field,
  );
