import { readErrors } from "./errors.ts";
import { headerKey } from "./header-key.ts";
import type { MappedColumn } from "./mapping.ts";
import type { RawRecord } from "./records.ts";

type Holds = (record: RawRecord) => boolean;

const written = /^(?<column>[^=~!]+)(?<operator>!=|!~|=|~)(?<value>.*)$/s;

const columnIndex = (
  wanted: string,
  header: readonly string[],
  columns: readonly MappedColumn[],
): number | undefined => {
  const exact = header.findIndex((column) => column.trim() === wanted);
  if (exact >= 0) return exact;
  const similar = header.findIndex((column) => headerKey(column) === headerKey(wanted));
  if (similar >= 0) return similar;
  return columns.find(({ field }) => headerKey(field) === headerKey(wanted))?.index;
};

const same = (text: string): string => text.trim().toLowerCase();

const condition = (text: string, header: readonly string[], columns: readonly MappedColumn[], name: string): Holds => {
  const { column = "", operator = "", value = "" } = written.exec(text)?.groups ?? {};
  if (operator === "")
    throw readErrors.make("RC_ROSTER_WHERE", `"${text}" is no condition: write column=value, !=, ~ (contains) or !~.`);
  const index = columnIndex(column.trim(), header, columns);
  if (index === undefined)
    throw readErrors.make(
      "RC_ROSTER_WHERE",
      `${name} has no column "${column.trim()}"; it has: ${header.map((one) => one.trim()).join(", ")}.`,
    );
  const wanted = same(value);
  const holds = (cell: string): boolean =>
    operator.endsWith("~") ? same(cell).includes(wanted) : same(cell) === wanted;
  const negated = operator.startsWith("!");
  // A row with too few or too many cells cannot be judged; it stays, and is reported as such.
  return ({ cells }) => cells.length !== header.length || holds(cells[index] ?? "") !== negated;
};

/**
 * Whether a record is wanted: every condition must hold; upper and lower case are the same.
 * @throws RC_ROSTER_WHERE
 */
export const filterOf = (
  where: readonly string[],
  header: readonly string[],
  columns: readonly MappedColumn[],
  name: string,
): Holds => {
  const conditions = where.map((text) => condition(text, header, columns, name));
  return (record) => conditions.every((holds) => holds(record));
};
