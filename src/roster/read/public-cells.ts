import { PackedCells } from "./packed-cells.ts";
import type { Roster, SourceRow } from "./types.ts";

/**
 * A row's cells with every password blanked: for reports, logs and pages. In a row with too few or too many cells the
 * password may have slipped aside, so as many neighbours are blanked too.
 */
export const publicCells = (
  row: Pick<SourceRow, "cells">,
  roster: Pick<Roster, "header" | "secretColumns">,
): PackedCells => {
  if (roster.secretColumns.length === 0) return row.cells;
  const cells = row.cells.list();
  const slip = Math.abs(cells.length - roster.header.length);
  return new PackedCells(
    cells.map((cell, index) => (roster.secretColumns.some((secret) => Math.abs(secret - index) <= slip) ? "" : cell)),
  );
};
