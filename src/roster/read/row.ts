import { readAction } from "./action.ts";
import { cleanText } from "./clean.ts";
import { readEmail } from "./email.ts";
import type { MakeAddress } from "./email-template.ts";
import { type Finding, placed, type Reading } from "./finding.ts";
import { readLicence } from "./licence.ts";
import { readNames } from "./names.ts";
import { PackedCells } from "./packed-cells.ts";
import { checkPassword } from "./password.ts";
import type { RawRecord } from "./records.ts";
import { type ColumnsByField, type RowReader, rowReader } from "./row-reader.ts";
import { readStatus } from "./status.ts";
import type { CreateAction, Person, Problem, SourceRow } from "./types.ts";

/** What is the same for every row of a file. */
export interface Table {
  readonly header: readonly string[];
  readonly columns: ColumnsByField;
  readonly action: CreateAction | undefined;
  /** Makes addresses for rows that have none. */
  readonly make: MakeAddress | undefined;
}

const maxCellCharacters = 10_000;

/** @source PATCH /users/{userId}: job_title 128, company 255, location 256 characters (documented). */
const texts = {
  department: undefined,
  jobTitle: 128,
  company: 255,
  location: 256,
  costCenter: undefined,
  manager: undefined,
  timezone: undefined,
  language: undefined,
  phoneNumber: undefined,
} as const;

const readText =
  (limit: number | undefined) =>
  (cell: string): Reading<string> => {
    const reading = cleanText(cell);
    if (limit === undefined || (reading.value ?? "").length <= limit) return reading;
    const what = `the text has ${(reading.value ?? "").length} characters, Zoom takes ${limit}`;
    return { ...reading, problems: [...reading.problems, { code: "text_too_long", what, fix: "Shorten it." }] };
  };

const readAddress = (reader: RowReader, isMade: boolean): string | undefined => {
  const sources = reader.sources("email");
  const used = sources.find(({ cell }) => cell.trim() !== "");
  if (used === undefined) {
    if (isMade) return undefined;
    const what = "there is no e-mail address";
    // A cell that is there but cannot be used has its own problem already.
    if (sources.length > 0) reader.report("email", [{ code: "email_missing", what, fix: "Fill it in." }], []);
    return undefined;
  }
  if (used !== sources[0]) {
    const what = `"${sources[0]?.column ?? ""}" is empty, so the address was taken from "${used.column}"`;
    reader.report("email", [], [{ code: "email_from_sign_in_name", what }], used.column);
  }
  return reader.keep("email", readEmail(used.cell), used.column);
};

const readPassword = (reader: RowReader, action: CreateAction | undefined): string | undefined => {
  const source = reader.sources("password")[0];
  const isUnusable = source === undefined && reader.isMapped("password");
  if (action === "autoCreate" && !isUnusable) reader.report("password", checkPassword(source?.cell), []);
  return source === undefined || source.cell === "" ? undefined : source.cell;
};

const hasAddress = (reader: RowReader): boolean => reader.sources("email").some(({ cell }) => cell.trim() !== "");

const readPerson = (reader: RowReader, table: Table, cells: readonly string[]): Person => {
  const make = hasAddress(reader) ? undefined : table.make;
  const given = readAddress(reader, make !== undefined);
  const names = readNames(reader);
  const email = make === undefined ? given : reader.keep("email", make(names, cells));
  const type = reader.take("type", readLicence);
  const action = reader.take("action", readAction);
  const password = readPassword(reader, action ?? table.action);
  for (const { column, cell } of reader.sources("source status")) {
    reader.keep("source status", readStatus(column, cell), column);
  }
  const text = (field: keyof typeof texts): Partial<Record<typeof field, string>> => {
    const value = reader.take(field, readText(texts[field]));
    return value === undefined ? {} : { [field]: value };
  };
  return {
    ...(email === undefined ? {} : { email }),
    ...names,
    ...(type === undefined ? {} : { type }),
    ...(action === undefined ? {} : { action }),
    ...(password === undefined ? {} : { password }),
    ...text("department"),
    ...text("jobTitle"),
    ...text("company"),
    ...text("location"),
    ...text("costCenter"),
    ...text("manager"),
    ...text("timezone"),
    ...text("language"),
    ...text("phoneNumber"),
  };
};

const misquoted: Finding = {
  code: "stray_quote",
  what: "quotes stand in the wrong place in this cell",
  fix: 'Quote the whole cell, and write each quote inside it twice ("").',
};

const tooLong: Finding = {
  code: "cell_too_long",
  what: `the cell is longer than ${maxCellCharacters.toLocaleString("en")} characters`,
  fix: "Shorten it.",
};

const raggedProblem = (record: RawRecord, width: number): Problem => {
  const what = `this row has ${record.cells.length} cells, the header has ${width}`;
  const fix = "Put a cell that holds a delimiter or a line end in quotes, or add the missing cells.";
  return placed({ code: "ragged_row", what, fix }, record.line);
};

/** What most rows have: one list for all of them. */
const none: readonly Problem[] = [];

/** Understands one record. A row with too few or too many cells is not read at all: nobody knows which cell is which. */
export const readRow = (record: RawRecord, row: number, table: Table): SourceRow => {
  const columnName = (index: number): string | undefined => table.header[index]?.trim();
  const long = record.cells.flatMap((cell, index) => (cell.length > maxCellCharacters ? [index] : []));
  const cellProblems = [
    ...record.misquoted.map((index) => placed(misquoted, record.line, columnName(index))),
    ...long.map((index) => placed(tooLong, record.line, columnName(index))),
  ];
  const { line, cells } = record;
  if (cells.length !== table.header.length) {
    const problems = [raggedProblem(record, table.header.length), ...cellProblems];
    return { line, row, cells: new PackedCells(cells), person: {}, problems, notes: none };
  }
  const reader = rowReader(record, table.columns, new Set([...record.misquoted, ...long]));
  const person = readPerson(reader, table, cells);
  const problems = [...cellProblems, ...reader.problems];
  const made = table.make !== undefined && !hasAddress(reader) ? { made: true } : {};
  const notes = reader.notes.length === 0 ? none : reader.notes;
  return {
    line,
    row,
    cells: new PackedCells(cells),
    person,
    problems: problems.length === 0 ? none : problems,
    notes,
    ...made,
  };
};
