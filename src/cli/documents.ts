import type { PlanView } from "#server";

/** The document of a plan that scripts read; fields may be added, never renamed. */
export const planDocument = (file: string | null, { account, counts, cost, safety, rows }: PlanView): object => ({
  plan: file,
  account,
  counts,
  cost: {
    invites: cost.invites,
    invites_per_day: cost.invitesPerDay,
    days: cost.days,
    seats: cost.seats,
    seconds: cost.seconds,
  },
  safety: {
    removals: safety.removals,
    of: safety.of,
    max_removals: safety.maxRemovals,
    max_percent: safety.maxPercent,
    exceeded: safety.exceeded,
  },
  rows: rows.map(({ row, line, email, action, reasons, update, access }) => ({
    row,
    line,
    email,
    action,
    outcome: action,
    reasons,
    ...(update === undefined ? {} : { changes: update.changes }),
    ...(access?.changes === undefined || access.changes.length === 0 ? {} : { changes: access.changes }),
    ...(access?.mode === undefined ? {} : { mode: access.mode }),
    ...(access?.transfer === undefined ? {} : { transfer_to: access.transfer.to }),
  })),
});
