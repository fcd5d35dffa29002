/** One line of a difference. */
export interface DiffLine {
  readonly sign: " " | "+" | "-";
  readonly text: string;
}

const maxLines = 2000;

/** Longest common subsequence of lines: definitions have some hundred of them. */
const lengths = (before: readonly string[], after: readonly string[]): readonly Uint16Array[] => {
  const table = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let row = before.length - 1; row >= 0; row -= 1)
    for (let column = after.length - 1; column >= 0; column -= 1) {
      const [here, below] = [table[row], table[row + 1]];
      if (here === undefined || below === undefined) continue;
      here[column] =
        before[row] === after[column]
          ? (below[column + 1] ?? 0) + 1
          : Math.max(below[column] ?? 0, here[column + 1] ?? 0);
    }
  return table;
};

/** What is different between two texts, line by line. */
export const diffOf = (beforeText: string, afterText: string): readonly DiffLine[] => {
  const before = beforeText.split("\n").slice(0, maxLines);
  const after = afterText.split("\n").slice(0, maxLines);
  const table = lengths(before, after);
  const lines: DiffLine[] = [];
  let [row, column] = [0, 0];
  while (row < before.length || column < after.length) {
    const [old, fresh] = [before[row], after[column]];
    if (old !== undefined && old === fresh) {
      lines.push({ sign: " ", text: old });
      row += 1;
      column += 1;
    } else if (
      fresh !== undefined &&
      (old === undefined || (table[row]?.[column + 1] ?? 0) >= (table[row + 1]?.[column] ?? 0))
    ) {
      lines.push({ sign: "+", text: fresh });
      column += 1;
    } else {
      lines.push({ sign: "-", text: old ?? "" });
      row += 1;
    }
  }
  return lines;
};

const around = 3;

/** Only what changed and the lines around it; a number stands for that many others. */
export const hunksOf = (lines: readonly DiffLine[]): readonly (DiffLine | number)[] => {
  const isNear = lines.map((_line, at) =>
    lines.slice(Math.max(0, at - around), at + around + 1).some(({ sign }) => sign !== " "),
  );
  const hunks: (DiffLine | number)[] = [];
  for (const [at, line] of lines.entries()) {
    const last = hunks.at(-1);
    if (isNear[at] === true) hunks.push(line);
    else if (typeof last === "number") hunks[hunks.length - 1] = last + 1;
    else hunks.push(1);
  }
  return hunks;
};
