import type { Problem } from "./types.ts";

/** Something found in one cell, before it is known where the cell stands. */
export interface Finding {
  readonly code: string;
  /** What is wrong or was changed, without a full stop. */
  readonly what: string;
  /** What to do about it, a sentence. */
  readonly fix?: string;
}

/** A cell understood: its value when it has one, what is wrong with it, and what was changed. */
export interface Reading<Value> {
  readonly value?: Value;
  readonly problems: readonly Finding[];
  readonly notes: readonly Finding[];
}

export const nothing = { problems: [], notes: [] } as const;

/** A value as it may stand in a message: quoted, on one line, at most 80 characters. */
export const shown = (value: string): string => JSON.stringify(value.length > 80 ? `${value.slice(0, 79)}…` : value);

/** A finding with its place: the line, and the column when it has one. */
export const placed = (finding: Finding, line: number, column?: string, field?: string): Problem => ({
  code: finding.code,
  ...(field === undefined ? {} : { field }),
  message: `Line ${line}${column === undefined ? "" : `, column "${column}"`}: ${finding.what}.${finding.fix === undefined ? "" : ` ${finding.fix}`}`,
});
