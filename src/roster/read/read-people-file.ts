import type { OpenBytes } from "./open-bytes.ts";
import { openTable } from "./open-table.ts";
import { startPeople } from "./people-reader.ts";
import type { RawRecord } from "./records.ts";
import type { ReadOptions, Roster } from "./types.ts";

/** Hands over one record after the other until no more are wanted. */
const eachOf = async (
  records: AsyncIterable<readonly RawRecord[]>,
  take: (record: RawRecord) => boolean,
): Promise<void> => {
  for await (const some of records) if (!some.every(take)) return;
};

/**
 * Reads a people file: finds out its encoding, delimiter and columns, and says of every row who it is and what is wrong.
 * Only the rows that are wanted are kept. Sends nothing.
 * @param open hands out the file's bytes, and does so several times; what it throws is passed on
 * @param name the file's name, for messages
 * @throws RollcallError (RC_ROSTER_…) for a file that cannot be used at all; a bad row only gets problems
 * @example
 * const file = new TextEncoder().encode("Email,Name\nmona@acme.test,\"Reyes, Mona\"\n");
 * const roster = await readPeopleFile(() => [file], "people.csv");
 * roster.rows[0].person; // { email: "mona@acme.test", firstName: "Mona", lastName: "Reyes" }
 */
export const readPeopleFile = async (open: OpenBytes, name: string, options: ReadOptions = {}): Promise<Roster> => {
  const table = await openTable(open, name, options);
  const reader = startPeople(name, options);
  await eachOf(table.records, reader.take);
  const people = reader.end();
  await table.verify();
  const { format, delimiter, encoding, sha256 } = table;
  return { name, ...people, format, delimiter, encoding, sha256 };
};

/** The cells of one column, by row number; only of the rows that are asked for. */
export interface Column {
  readonly cells: ReadonlyMap<number, string>;
  /** Of the file's bytes, hexadecimal. */
  readonly sha256: string;
}

/** Reads one column of a people file again. Errors as those of `readPeopleFile`. */
export const readColumn = async (
  open: OpenBytes,
  name: string,
  { column, rows }: { readonly column: string; readonly rows: ReadonlySet<number> },
): Promise<Column> => {
  const table = await openTable(open, name);
  const cells = new Map<number, string>();
  let index: number | undefined;
  let row = 0;
  await eachOf(table.records, (record) => {
    if (index === undefined) {
      index = record.cells.findIndex((written) => written.trim() === column);
      return true;
    }
    row += 1;
    const cell = rows.has(row) ? record.cells[index] : undefined;
    if (cell !== undefined) cells.set(row, cell);
    return cells.size < rows.size;
  });
  await table.verify();
  return { cells, sha256: table.sha256 };
};
