import { isSecretColumn } from "./columns.ts";
import { detectDialect } from "./dialect.ts";
import { markDuplicates } from "./duplicates.ts";
import { numberMade, readTemplate } from "./email-template.ts";
import { readErrors } from "./errors.ts";
import { type MappedColumn, mapColumns } from "./mapping.ts";
import { megabyte } from "./open-bytes.ts";
import type { RawRecord } from "./records.ts";
import { readRow, type Table } from "./row.ts";
import type { ReadOptions, Roster, SourceRow } from "./types.ts";
import { filterOf } from "./where.ts";

/** What is understood of a table by its records alone. */
export type People = Pick<
  Roster,
  "header" | "dialect" | "mapping" | "unmapped" | "passwordColumn" | "secretColumns" | "rows"
>;

/** People, out of records that are handed over one after the other. */
export interface PeopleReader {
  /** Takes the next record, the header first. False when no more are wanted. */
  readonly take: (record: RawRecord) => boolean;
  /** After the last one. */
  readonly end: () => People;
}

const defaultMaxRows = 100_000;
const defaultMaxKeptBytes = 200 * megabyte;
/** So many rows are looked at to see what a column holds; fewer when they are long. */
const sampleRows = 1000;
const sampleCharacters = 16 * megabyte;
/** What a cell costs beside its text. */
const cellBytes = 8;

const sizeOf = ({ cells }: RawRecord): number => cells.reduce((sum, cell) => sum + cell.length + cellBytes, 0);

/**
 * Some programs end every data line with a delimiter, but not the header: then the header lacks one empty name. The
 * first lines tell: one that has none later is a ragged row of its own, and not the reason to call all others ragged.
 */
const headerFor = (written: readonly string[], sample: readonly RawRecord[]): readonly string[] => {
  const isTrailed = sample.every(({ cells }) => cells.length === written.length + 1 && cells.at(-1) === "");
  return isTrailed ? [...written, ""] : written;
};

const secretIndexes = (header: readonly string[], columns: readonly MappedColumn[]): number[] =>
  header.flatMap((column, index) => {
    const isPassword = columns.some((one) => one.index === index && one.field === "password");
    return isPassword || isSecretColumn(column) ? [index] : [];
  });

const byField = (columns: readonly MappedColumn[]): Table["columns"] =>
  Map.groupBy(
    columns.toSorted((a, b) => a.rank - b.rank),
    ({ field }) => field,
  );

/** The columns of a table, understood by its header and its first rows. */
const understand = (head: RawRecord | undefined, sample: readonly RawRecord[], name: string, options: ReadOptions) => {
  if (head === undefined) throw readErrors.make("RC_ROSTER_EMPTY", `${name} has no text in it.`);
  const { map = {}, emailTemplate, where = [] } = options;
  const values = (index: number): string[] => sample.map(({ cells }) => cells[index] ?? "");
  const columns = mapColumns(head.cells, { map, values, name, needsEmail: emailTemplate === undefined });
  if (sample.length === 0) throw readErrors.make("RC_ROSTER_EMPTY", `${name} has a header, but no rows under it.`);
  const header = headerFor(head.cells, sample);
  const make = emailTemplate === undefined ? undefined : readTemplate(emailTemplate, header);
  const table: Table = { header, columns: byField(columns), action: options.action, make };
  return { columns, table, isWanted: filterOf(where, header, columns, name) };
};

type Understood = ReturnType<typeof understand>;

const peopleOf = ({ table: { header, columns: fields }, columns }: Understood, rows: readonly SourceRow[]): People => {
  const used = new Set(columns.map(({ index }) => index));
  const passwordColumn = columns.find(({ field }) => field === "password")?.index;
  return {
    header,
    dialect: detectDialect(header),
    mapping: columns.map(({ column, field }) => ({ column, field })),
    unmapped: header.filter((column, index) => !used.has(index) && column.trim() !== "").map((column) => column.trim()),
    ...(passwordColumn === undefined ? {} : { passwordColumn }),
    secretColumns: secretIndexes(header, columns),
    rows: markDuplicates(numberMade(rows), fields.get("email")?.[0]?.column ?? "email"),
  };
};

/** Counts what is kept. @throws RC_ROSTER_TOO_BIG naming the line on which a limit was reached */
const keeper = (name: string, { maxRows = defaultMaxRows, maxKeptBytes = defaultMaxKeptBytes }: ReadOptions) => {
  let [rows, bytes] = [0, 0];
  const refuse = (what: string, line: number): Error =>
    readErrors.make("RC_ROSTER_TOO_BIG", `${name} has more than ${what} (line ${line}); a plan takes no more.`, {
      fix: "Take a part of it with --where or --limit, or split it into several files.",
    });
  return (record: RawRecord): void => {
    rows += 1;
    bytes += sizeOf(record);
    if (rows > maxRows) throw refuse(`${maxRows.toLocaleString("en")} rows`, record.line);
    if (bytes > maxKeptBytes) throw refuse(`${maxKeptBytes / megabyte} MB in the rows that are wanted`, record.line);
  };
};

/** Begins to read people. Only the rows that are wanted are kept. `name` is the file's, for messages. */
export const startPeople = (name: string, options: ReadOptions): PeopleReader => {
  const { limit = Infinity } = options;
  const keep = keeper(name, options);
  const rows: SourceRow[] = [];
  let head: RawRecord | undefined;
  let sample: RawRecord[] = [];
  let sampled = 0;
  let understood: Understood | undefined;
  let row = 0;
  const read = ({ table, isWanted }: Understood, record: RawRecord): void => {
    row += 1;
    if (rows.length >= limit || !isWanted(record)) return;
    keep(record);
    rows.push(readRow(record, row, table));
  };
  /** Enough was seen to understand the columns. */
  const begin = (): Understood => {
    const found = understand(head, sample, name, options);
    for (const record of sample) read(found, record);
    sample = [];
    return found;
  };
  return {
    take: (record) => {
      if (head === undefined) head = record;
      else if (understood === undefined) {
        // A copy: V8 would learn from a thousand lists that stay that all later ones of the parser stay, and keep them
        // until a full collection.
        sample.push({ ...record, cells: [...record.cells] });
        sampled += sizeOf(record);
        if (sample.length >= sampleRows || sampled >= sampleCharacters) understood = begin();
      } else read(understood, record);
      return rows.length < limit;
    },
    end: () => peopleOf((understood ??= begin()), rows),
  };
};
