import { isSecretColumn } from "./columns.ts";
import { decodeText } from "./decode.ts";
import { detectDelimiter } from "./delimiter.ts";
import { detectDialect } from "./dialect.ts";
import { markDuplicates } from "./duplicates.ts";
import { readErrors } from "./errors.ts";
import { type MappedColumn, mapColumns } from "./mapping.ts";
import { type RawRecord, readRecords } from "./records.ts";
import { readRow } from "./row.ts";
import type { ReadOptions, Roster } from "./types.ts";

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
  const { text: whole, encoding } = decodeText(bytes, name);
  const map = options.map ?? {};
  const { delimiter, text, firstLine } = detectDelimiter(whole, new Set(Object.keys(map)));
  const maxRecords = (options.maxRows ?? defaultMaxRows) + 1;
  const [head, ...data] = readRecords(text, { delimiter, name, firstLine, maxRecords });
  if (head === undefined) throw readErrors.make("RC_ROSTER_EMPTY", `${name} has no text in it.`);
  const sample = data.slice(0, sampleRows);
  const columns = mapColumns(head.cells, map, (index) => sample.map(({ cells }) => cells[index] ?? ""), name);
  if (data.length === 0) throw readErrors.make("RC_ROSTER_EMPTY", `${name} has a header, but no rows under it.`);

  const header = headerFor(head.cells, data);
  const table = { header, columns: byField(columns), action: options.action };
  const rows = data.map((record, index) => readRow(record, index + 1, table));
  const used = new Set(columns.map(({ index }) => index));
  const passwordColumn = columns.find(({ field }) => field === "password")?.index;
  return {
    name,
    header,
    delimiter,
    encoding,
    dialect: detectDialect(header),
    mapping: columns.map(({ column, field }) => ({ column, field })),
    unmapped: header.filter((column, index) => !used.has(index) && column.trim() !== "").map((column) => column.trim()),
    ...(passwordColumn === undefined ? {} : { passwordColumn }),
    secretColumns: secretIndexes(header, columns),
    rows: markDuplicates(rows, table.columns.get("email")?.[0]?.column ?? "email"),
  };
};

const byField = (columns: readonly MappedColumn[]) =>
  Map.groupBy(
    columns.toSorted((a, b) => a.rank - b.rank),
    ({ field }) => field,
  );
