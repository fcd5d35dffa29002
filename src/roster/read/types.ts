import type { PackedCells } from "./packed-cells.ts";

/** Zoom user types a file may ask for: 1 Basic, 2 Licensed, 4 Unassigned without Meetings Basic, 99 None. */
export type LicenceType = 1 | 2 | 4 | 99;

/** The four ways in which `POST /users` creates a user. */
export type CreateAction = "create" | "autoCreate" | "custCreate" | "ssoCreate";

/** One person as the file describes them: cleaned, and only what the file says. A bad value is left out. */
export interface Person {
  readonly email?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly displayName?: string;
  readonly type?: LicenceType;
  readonly action?: CreateAction;
  /** Exactly as in the file, not trimmed. Never part of a message. */
  readonly password?: string;
  readonly department?: string;
  readonly jobTitle?: string;
  readonly company?: string;
  readonly location?: string;
  readonly costCenter?: string;
  readonly manager?: string;
  readonly timezone?: string;
  readonly language?: string;
  readonly phoneNumber?: string;
}

/** Something wrong with a row, or something we changed in it. */
export interface Problem {
  /** Stable, snake_case. */
  readonly code: string;
  readonly field?: string;
  /** What, where (line and column) and what to do. Never holds a password. */
  readonly message: string;
}

/** What a column can mean; beyond the fields of a person there are three that only help to fill them. */
export type Field = keyof Person | "full name" | "preferred name" | "source status";

/** One data row of the file. */
export interface SourceRow {
  /** Line in the file where the record starts, 1-based; the header is usually line 1. */
  readonly line: number;
  /** 1-based number of the data row; the header and blank lines are not counted. */
  readonly row: number;
  /** The cells as they stood in the file, in file order. May hold a password: show `publicCells` instead. */
  readonly cells: PackedCells;
  readonly person: Person;
  readonly problems: readonly Problem[];
  /** What we changed in this row, and why. */
  readonly notes: readonly Problem[];
  /** True when the address was made by a template: it may belong to somebody else. */
  readonly made?: boolean;
}

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
/** What kind of file a table came from; `csv` is any delimited text. */
export type TableFormat = "csv" | "xlsx" | "json" | "ndjson";
export type Delimiter = "," | ";" | "\t" | "|";

export interface ColumnMeaning {
  /** The column's name as it stands in the file, without outer spaces. */
  readonly column: string;
  readonly field: Field;
}

/** A people file, read. */
export interface Roster {
  /** The name of the file. */
  readonly name: string;
  /** Of its bytes, hexadecimal. */
  readonly sha256: string;
  readonly header: readonly string[];
  readonly delimiter: Delimiter;
  readonly encoding: Encoding;
  readonly format: TableFormat;
  /** Where the file seems to come from, e.g. "Microsoft Entra ID"; "generic" when nothing is typical. */
  readonly dialect: string;
  readonly mapping: readonly ColumnMeaning[];
  /** Columns that are not used, in file order. */
  readonly unmapped: readonly string[];
  /** Index of the password column, when there is one. */
  readonly passwordColumn?: number;
  /** Indexes of every column whose cells must not be shown: the password column and others named like one. */
  readonly secretColumns: readonly number[];
  readonly rows: readonly SourceRow[];
}

export interface ReadOptions {
  /** Says what a column means where the file's own name does not; the key is the column's name. */
  readonly map?: Readonly<Record<string, Field | "ignore">>;
  /** The action for rows that name none; with "autoCreate" their passwords are checked too. */
  readonly action?: CreateAction;
  /** Only rows for which all of these hold: `column=value`, `!=`, `~` (contains), `!~`. */
  readonly where?: readonly string[];
  /** Only so many of them: what comes after them is not read. */
  readonly limit?: number;
  /** Makes the address of rows that have none, such as `{first}.{last}@acme.test`. */
  readonly emailTemplate?: string;
  /**
   * Refuse larger files. By default 2 GB (2,147,483,648 bytes) of delimited text or NDJSON, which are read in pieces, and
   * 50 MB (52,428,800 bytes) of JSON or of a workbook, which are read whole.
   */
  readonly maxBytes?: number;
  /** Refuse workbooks that unpack to more; default 400 MB. */
  readonly maxUnpackedBytes?: number;
  /** Refuse more data rows that are wanted (`where`, `limit`); default 100,000. */
  readonly maxRows?: number;
  /** Refuse more in the cells of those rows; default 200 MB, counted in characters and 8 bytes a cell. */
  readonly maxKeptBytes?: number;
}
