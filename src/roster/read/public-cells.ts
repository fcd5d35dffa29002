import type { Roster, SourceRow } from "./types.ts";

/**
 * A row's cells with every password blanked: for reports, logs and pages. In a row with too few or too many cells the
 * password may have slipped aside, so as many neighbours are blanked too.
 */
export const publicCells = (
  row: Pick<SourceRow, "cells">,
  roster: Pick<Roster, "header" | "secretColumns">,
): readonly string[] => {
  const slip = Math.abs(row.cells.length - roster.header.length);
  return row.cells.map((cell, index) =>
    roster.secretColumns.some((secret) => Math.abs(secret - index) <= slip) ? "" : cell,
  );
};
