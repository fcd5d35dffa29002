import { emailKey } from "./email.ts";
import { placed, shown } from "./finding.ts";
import type { SourceRow } from "./types.ts";

/** Adds a problem to every row whose address stood in an earlier row. */
export const markDuplicates = (rows: readonly SourceRow[], column: string): SourceRow[] => {
  const firstLines = new Map<string, number>();
  return rows.map((row) => {
    const { email } = row.person;
    if (email === undefined) return row;
    const key = emailKey(email);
    const first = firstLines.get(key);
    if (first === undefined) {
      firstLines.set(key, row.line);
      return row;
    }
    const what = `${shown(email)} stands on line ${first} already`;
    const problem = placed({ code: "duplicate_row", what, fix: "Keep one of the two." }, row.line, column, "email");
    return { ...row, problems: [...row.problems, problem] };
  });
};
