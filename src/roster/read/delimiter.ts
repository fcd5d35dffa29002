import { CsvError, parse } from "csv-parse/sync";

import { isKnownColumn } from "./columns.ts";
import type { Delimiter } from "./types.ts";

export interface DetectedDelimiter {
  readonly delimiter: Delimiter;
  /** True when Excel's `sep=` line named it: that is the first record then, and not the header. */
  readonly isNamed: boolean;
}

const candidates: readonly Delimiter[] = [",", ";", "\t", "|"];
/** So much of a text's start is looked at. */
const sampleCharacters = 200_000;
const sampleRecords = 200;

const sampleOf = (text: string, delimiter: Delimiter): string[][] => {
  const records: string[][] = [];
  try {
    parse(text.slice(0, sampleCharacters), {
      delimiter,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      relax_quotes: true,
      to: sampleRecords,
      on_record: (cells) => {
        if (cells.length > 1 || cells[0]?.trim() !== "") records.push(cells);
        return null;
      },
    });
  } catch (error) {
    // The sample ends in the middle of a quoted cell: what came before is still good.
    if (!(error instanceof CsvError)) throw error;
  }
  return records;
};

/** How well a delimiter fits: known columns count most, then equal width of all records, then more columns. */
const fitOf = (text: string, delimiter: Delimiter, alsoKnown: ReadonlySet<string>): readonly number[] => {
  const [header = [], ...rest] = sampleOf(text, delimiter);
  const known = header.filter((name) => isKnownColumn(name) || alsoKnown.has(name.trim())).length;
  const regular = rest.filter((cells) => cells.length === header.length).length;
  return [known, rest.length === 0 ? 0 : regular / rest.length, header.length];
};

const better = (left: readonly number[], right: readonly number[]): boolean => {
  const index = left.findIndex((value, position) => value !== right[position]);
  return index >= 0 && (left[index] ?? 0) > (right[index] ?? 0);
};

const excelLine = /^"?sep=([,;\t|])"?(?:\r\n|\n|\r)/i;

/** Finds the delimiter of a text by its start: Excel's `sep=` line decides, else the candidate that makes the most even and best known table. */
export const detectDelimiter = (text: string, alsoKnown: ReadonlySet<string>): DetectedDelimiter => {
  const line = excelLine.exec(text);
  const named = candidates.find((candidate) => candidate === line?.[1]);
  if (named !== undefined) return { delimiter: named, isNamed: true };
  let best: Delimiter = ",";
  let bestFit: readonly number[] = [];
  for (const delimiter of candidates) {
    const fit = fitOf(text, delimiter, alsoKnown);
    if (bestFit.length === 0 || better(fit, bestFit)) [best, bestFit] = [delimiter, fit];
  }
  return { delimiter: best, isNamed: false };
};
