import type { Session } from "../session.ts";
import { plain } from "./plain.ts";

const maxLines = 2000;

/** Lengths of the longest common runs of lines from each pair of lines on. */
const commonLengths = (before: readonly string[], after: readonly string[]): readonly (readonly number[])[] => {
  const lengths: number[][] = Array.from({ length: before.length + 1 }, () =>
    Array.from({ length: after.length + 1 }, () => 0),
  );
  for (let row = before.length - 1; row >= 0; row -= 1)
    for (let column = after.length - 1; column >= 0; column -= 1) {
      const here = lengths[row];
      const below = lengths[row + 1];
      if (here === undefined || below === undefined) continue;
      here[column] =
        before[row] === after[column]
          ? 1 + (below[column + 1] ?? 0)
          : Math.max(below[column] ?? 0, here[column + 1] ?? 0);
    }
  return lengths;
};

/** What is different between two texts, line by line: `- gone`, `+ new`; nothing where they are the same. */
export const lineDiff = (one: string, other: string, { style }: Session): string => {
  const [before, after] = [one.split("\n"), other.split("\n")];
  if (before.length > maxLines || after.length > maxLines) return "  (too long to be compared line by line)\n";
  const lengths = commonLengths(before, after);
  const lines: string[] = [];
  let [row, column] = [0, 0];
  while (row < before.length || column < after.length) {
    if (row < before.length && column < after.length && before[row] === after[column]) {
      row += 1;
      column += 1;
    } else if (
      column >= after.length ||
      (row < before.length && (lengths[row + 1]?.[column] ?? 0) >= (lengths[row]?.[column + 1] ?? 0))
    ) {
      lines.push(style.bad(`  - ${plain(before[row] ?? "")}`));
      row += 1;
    } else {
      lines.push(style.good(`  + ${plain(after[column] ?? "")}`));
      column += 1;
    }
  }
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
};
