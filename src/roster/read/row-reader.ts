import { type Finding, placed, type Reading } from "./finding.ts";
import type { MappedColumn } from "./mapping.ts";
import type { RawRecord } from "./records.ts";
import type { Field, Problem } from "./types.ts";

/** A cell of a mapped column. */
interface Source {
  readonly column: string;
  readonly cell: string;
}

/** Reads the cells of one row and gathers what is to be said about them. */
export interface RowReader {
  readonly problems: Problem[];
  readonly notes: Problem[];
  /** The cells mapped to a field, best first; unusable ones (misquoted, too long) are left out. */
  sources(field: Field): readonly Source[];
  isMapped(field: Field): boolean;
  /** Reads the first cell of a field and gathers what was found. */
  take<Value>(field: Field, read: (cell: string) => Reading<Value>): Value | undefined;
  /** Gathers what was found in a field and hands back its value, none when there is a problem. */
  keep<Value>(field: Field, reading: Reading<Value>, column?: string): Value | undefined;
  report(field: Field, problems: readonly Finding[], notes: readonly Finding[], column?: string): void;
}

export type ColumnsByField = ReadonlyMap<Field, readonly MappedColumn[]>;

export const rowReader = (record: RawRecord, columns: ColumnsByField, unusable: ReadonlySet<number>): RowReader => {
  const problems: Problem[] = [];
  const notes: Problem[] = [];
  const reader: RowReader = {
    problems,
    notes,
    sources: (field) =>
      (columns.get(field) ?? []).flatMap(({ index, column }) =>
        unusable.has(index) ? [] : [{ column, cell: record.cells[index] ?? "" }],
      ),
    isMapped: (field) => columns.has(field),
    take(field, read) {
      const [source] = reader.sources(field);
      return source === undefined ? undefined : reader.keep(field, read(source.cell), source.column);
    },
    keep(field, reading, column) {
      reader.report(field, reading.problems, reading.notes, column);
      return reading.problems.length === 0 ? reading.value : undefined;
    },
    report(field, found, changed, column = columns.get(field)?.[0]?.column) {
      if (found.length > 0) problems.push(...found.map((finding) => placed(finding, record.line, column, field)));
      if (changed.length > 0) notes.push(...changed.map((finding) => placed(finding, record.line, column, field)));
    },
  };
  return reader;
};
