import { emailKey, PackedCells, type Roster as PeopleFile, readPeopleFile } from "../read/index.ts";
import { rosterErrors } from "../errors.ts";
import type { PlanOptions, RosterAccount, Source } from "../roster.ts";
import { finishPlan } from "./finish-plan.ts";
import { type AccountUsers, comparedIn, readAccountUsers } from "./match.ts";
import { planRow, policyOf } from "./plan-row.ts";
import type { LeaverMode, PlannedRow, RosterPlan } from "./plan-types.ts";
import { planRemoval } from "./removal.ts";

/** Fields that are recognised in files but that this version cannot set. */
const notSet: ReadonlySet<string> = new Set(["phoneNumber"]);

const describeSource = (source: Source, file: PeopleFile): RosterPlan["source"] => ({
  name: source.name,
  ...(source.path === undefined ? {} : { path: source.path }),
  sha256: file.sha256,
  dialect: file.dialect,
  encoding: file.encoding,
  ...(file.format === "csv" ? {} : { format: file.format }),
  delimiter: file.delimiter,
  header: file.header,
  mapping: file.mapping.filter(({ field }) => !notSet.has(field)),
  unmapped: [...file.unmapped, ...file.mapping.filter(({ field }) => notSet.has(field)).map(({ column }) => column)],
});

/** The file of a job's failed rows, or a part of a file, is no roster: everybody else would count as leaving. */
const refusePart = (file: PeopleFile, options: PlanOptions): void => {
  const isReport = file.header.some((column) => column.trim().startsWith("rollcall_"));
  if (!isReport && options.where === undefined && options.limit === undefined) return;
  throw rosterErrors.make(
    "RC_ROSTER_PARTIAL",
    `${file.name} ${isReport ? "is a report of failed rows" : "is only read in part (--where, --limit)"}: who is missing from it has not left`,
  );
};

const noCells = new PackedCells([]);

/** Everybody of the account who is not in the file, after its rows. Rows that cannot be read keep their address too. */
const planMissing = (
  rows: readonly PlannedRow[],
  users: AccountUsers,
  options: PlanOptions,
  mode: LeaverMode,
): PlannedRow[] => {
  const inFile = new Set(rows.map(({ email }) => emailKey(email)));
  const policy = policyOf(options, mode, false);
  const why = { code: "not_in_file", message: "In the account, not in the file." };
  const missing = [...users.byEmail].filter(([key]) => !inFile.has(key));
  return missing.map(([, user], at) => ({
    row: rows.length + at + 1,
    line: 0,
    email: user.email,
    cells: noCells,
    ...planRemoval(user, why, policy),
  }));
};

/** Who is not readable might be anybody: with them in the file nobody can be said to be missing. */
const refuseUnreadable = (rows: readonly PlannedRow[], file: PeopleFile): void => {
  const unclear = rows.find(({ reasons }) =>
    reasons.some(({ code }) => code === "email_invalid" || code === "email_missing" || code === "ragged_row"),
  );
  if (unclear === undefined) return;
  throw rosterErrors.make(
    "RC_ROSTER_PARTIAL",
    `${file.name}, line ${unclear.line}: nobody knows who this row is, so nobody can say who is missing from the file`,
    { fix: "Correct the addresses that `rollcall plan` without --leavers lists as blocked." },
  );
};

/** Who is to receive what others leave behind must be there, active, and stay. */
const checkHeir = (rows: readonly PlannedRow[], users: AccountUsers, options: PlanOptions): void => {
  const { transfer } = options;
  if (transfer === undefined || !rows.some(({ action }) => action === "offboard")) return;
  const key = emailKey(transfer.to);
  const heir = users.byEmail.get(key);
  const leaves = rows.some(
    ({ email, access }) => emailKey(email) === key && access !== undefined && access.kind !== "activate",
  );
  const why =
    heir === undefined
      ? "is not in the account"
      : heir.status === "active"
        ? "leaves in this very plan"
        : `is ${heir.status}`;
  if (heir?.status === "active" && !leaves) return;
  throw rosterErrors.make("RC_ROSTER_TRANSFER", `${transfer.to} is to receive what others leave behind, but ${why}`);
};

/**
 * Compares a people file with an account. Reads only: nothing is sent that changes anything.
 * @throws RC_ROSTER_… for a file that cannot be used; RC_CLIENT_… for an account that cannot be read
 */
export const createPlan = async (
  source: Source,
  account: RosterAccount,
  options: PlanOptions,
  now: number,
): Promise<RosterPlan> => {
  const file = await readPeopleFile(source.open, source.name, options);
  if (options.leavers !== undefined) refusePart(file, options);
  const users = await readAccountUsers(account.client, comparedIn(file.rows));
  const named = file.rows.map((row) => planRow(row, file, users, options));
  if (options.leavers !== undefined) refuseUnreadable(named, file);
  const rows =
    options.leavers === undefined ? named : [...named, ...planMissing(named, users, options, options.leavers)];
  checkHeir(rows, users, options);
  return finishPlan({ account, users, source: describeSource(source, file), rows, limits: options, now });
};
