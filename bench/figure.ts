/** One measured figure, as results.md shows it. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What it must be; absent = information only. */
  readonly required?: { readonly atLeast: number } | { readonly atMost: number };
  /** How it came about: spread, rounds, absolute numbers. */
  readonly note?: string;
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

/** "0.81 to 0.93 in 9 rounds". */
export const spread = (values: readonly number[], digits = 2): string =>
  `${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)} in ${values.length} rounds`;

export const holds = ({ value, required }: Figure): boolean => {
  if (required === undefined) return true;
  return "atLeast" in required ? value >= required.atLeast : value <= required.atMost;
};

/** Hands a bench's figures to scripts/bench.ts, which runs each bench in a process of its own. */
export const publish = (figures: readonly Figure[]): void => {
  if (process.send === undefined) console.log(figures);
  else process.send(figures);
};
