import { rosterErrors } from "../errors.ts";
import type { PlannedRow, PlanSafety } from "./plan-types.ts";

export interface SafetyLimits {
  /** Most rows that may take access away. Default 25. */
  readonly maxRemovals?: number;
  /** And most of the account's users, in per cent. Default 10; not asked below 4 removals unless it was typed. */
  readonly maxRemovalsPercent?: number;
}

const defaultMaxRemovals = 25;
const defaultMaxPercent = 10;
/** A handful in a small account is no accident. */
const fewRemovals = 3;

const lowersLicence = (row: PlannedRow): boolean =>
  row.update?.changes.some(({ field, from, to }) => field === "type" && from === 2 && to !== 2) ?? false;

/** Does this row take a sign-in, a licence or an invitation from somebody? */
export const isRemoval = (row: PlannedRow): boolean =>
  row.action === "deactivate" ||
  row.action === "reclaim" ||
  row.action === "offboard" ||
  row.action === "cancel" ||
  lowersLicence(row);

const isExceeded = (removals: number, of: number, limits: SafetyLimits): boolean => {
  if (removals > (limits.maxRemovals ?? defaultMaxRemovals)) return true;
  if (limits.maxRemovalsPercent === undefined && removals <= fewRemovals) return false;
  return removals * 100 > (limits.maxRemovalsPercent ?? defaultMaxPercent) * of;
};

/** Counts what a plan takes away against its limits. `of`: active and pending users of the account. */
export const safetyOf = (rows: readonly PlannedRow[], of: number, limits: SafetyLimits): PlanSafety => {
  const removals = rows.filter(isRemoval).length;
  return {
    removals,
    of,
    maxRemovals: limits.maxRemovals ?? defaultMaxRemovals,
    maxPercent: limits.maxRemovalsPercent ?? defaultMaxPercent,
    exceeded: isExceeded(removals, of, limits),
  };
};

/**
 * Refuses a plan that takes more access away than its own limits, or those typed now, allow.
 * @throws RC_ROSTER_TOO_MANY
 */
export const refuseTooMany = ({ removals, of, ...planned }: PlanSafety, typed: SafetyLimits): void => {
  const isTyped = typed.maxRemovals !== undefined || typed.maxRemovalsPercent !== undefined;
  if (!(isTyped ? isExceeded(removals, of, typed) : planned.exceeded)) return;
  const percent = ((removals * 100) / Math.max(of, 1)).toFixed(1);
  const most = typed.maxRemovals ?? planned.maxRemovals;
  const share = typed.maxRemovalsPercent ?? planned.maxPercent;
  throw rosterErrors.make(
    "RC_ROSTER_TOO_MANY",
    `this would take access away from ${removals} of ${of} users (${percent} %); allowed are ${most} and ${share} %`,
    { fix: `If that is meant: --max-removals ${removals} --max-removals-percent ${Math.ceil(Number(percent))}.` },
  );
};
