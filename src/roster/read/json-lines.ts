import { type Cells, cellsOf, columnsOf, parseJson } from "./json-cells.ts";
import { readLines } from "./lines.ts";
import { maxRecordBytes, type RawRecord, tooLong } from "./records.ts";

interface Row {
  readonly line: number;
  readonly cells: Cells;
}

const readRows = async function* (text: AsyncIterable<string>, name: string): AsyncGenerator<readonly Row[]> {
  const bounds = { maxCharacters: maxRecordBytes, refuse: (line: number) => tooLong(name, line) };
  for await (const lines of readLines(text, bounds))
    yield lines.flatMap(({ number, text: json }) =>
      json.trim() === "" ? [] : [{ line: number, cells: cellsOf(parseJson(json, name, number), name, number) }],
    );
};

/** True for the start of a text that has one object a line. One object alone may be a wrapper of a list. */
export const looksLikeJsonLines = (start: string): boolean => {
  const [first = "", second = ""] = start.split(/\r\n|\n|\r/).filter((line) => line.trim() !== "");
  return first.trim().startsWith("{") && first.trim().endsWith("}") && second.trim().startsWith("{");
};

/**
 * The records of NDJSON, the header first, a handful at a time. Every key of every object is a column, so the text is
 * read twice.
 * @throws RC_ROSTER_JSON, RC_ROSTER_TOO_BIG
 */
export const readJsonLines = async function* (
  openText: () => AsyncIterable<string>,
  name: string,
): AsyncGenerator<readonly RawRecord[]> {
  const columns = columnsOf(name);
  for await (const rows of readRows(openText(), name)) for (const { cells, line } of rows) columns.add(cells, line);
  const header = columns.header();
  yield [{ line: 1, cells: header, misquoted: [] }];
  for await (const rows of readRows(openText(), name))
    yield rows.map(({ line, cells }) => ({ line, cells: header.map((key) => cells.get(key) ?? ""), misquoted: [] }));
};
