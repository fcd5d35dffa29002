import { changingActions } from "#roster";
import type { PlanRowView, PlanView } from "#server";

import type { Session } from "../session.ts";
import { plain } from "./plain.ts";
import { reasonText } from "./reason-text.ts";
import { table } from "./table.ts";
import { typeName } from "./users.ts";
import { count, duration, number } from "./words.ts";

const shownRows = 8;

const delimiterNames: Readonly<Record<string, string>> = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" };
const formatNames: Readonly<Record<string, string>> = { xlsx: "Excel workbook", json: "JSON", ndjson: "NDJSON" };
const planNames: Readonly<Record<PlanView["zoomPlan"], string>> = { free: "Free", pro: "Pro", business: "Business" };

/** What was recognised in the file. */
const recognised = ({ source, rows, account, zoomPlan }: PlanView, { style }: Session): string => {
  const mapped = source.mapping.map(({ column, field }) => `${plain(column)} → ${field}`).join(" · ");
  const unused = source.unmapped.map(plain).join(", ");
  const delimiter = delimiterNames[source.delimiter] ?? plain(source.delimiter);
  const format =
    source.format === undefined
      ? `${plain(source.dialect)}, ${source.encoding}, ${delimiter}-separated`
      : `${plain(source.dialect)}, ${formatNames[source.format] ?? plain(source.format)}`;
  const target = `for the account ${style.bold(plain(account))} (${planNames[zoomPlan]})`;
  if (source.dialect === "the account")
    return `${style.bold(plain(source.name))}: ${count(rows.length, "person", "people")} ${target}\n`;
  return [
    `${style.bold(plain(source.name))}: ${count(rows.length, "row")} (${format}) ${target}`,
    `  ${mapped}`,
    ...(unused === "" ? [] : [style.dim(`  not used: ${unused}`)]),
    "",
  ].join("\n");
};

const marks = {
  create: "+",
  update: "~",
  activate: "^",
  deactivate: "v",
  reclaim: "$",
  offboard: "x",
  resend: "@",
  cancel: "x",
  same: "=",
  leave: "-",
  blocked: "!",
} as const;
type Action = keyof typeof marks;

/** Beyond the five that are always told. */
const furtherActions = ["activate", "deactivate", "reclaim", "offboard", "resend", "cancel"] as const;

const countsLine = ({ counts }: PlanView, { style }: Session): string =>
  `  ${[
    style.good(`+ ${number(counts.create)} create`),
    style.warn(`~ ${number(counts.update)} update`),
    ...furtherActions
      .filter((action) => counts[action] > 0)
      .map((action) => style.warn(`${marks[action]} ${number(counts[action])} ${action}`)),
    `= ${number(counts.same)} same`,
    `- ${number(counts.leave)} leave`,
    counts.blocked === 0 ? "! 0 blocked" : style.bad(`! ${number(counts.blocked)} blocked`),
  ].join("   ")}\n`;

/** How much access is taken away, when any is. */
const safetyLine = ({ safety }: PlanView, { style }: Session): string => {
  const { removals, of, exceeded } = safety;
  if (removals === 0) return "";
  const share = `${count(removals, "person", "people")} of ${number(of)} would lose access, a licence or an invitation`;
  return exceeded
    ? `  ${style.bad(`${share}: more than --max-removals ${safety.maxRemovals} or --max-removals-percent ${safety.maxPercent} allows, so apply refuses.`)}\n`
    : `  ${style.warn(`${share}.`)}\n`;
};

const newUser = ({ create, email }: PlanRowView): string => {
  if (create === undefined) return "";
  const { firstName = "", lastName = "", displayName, type, action } = create;
  const name = displayName ?? `${firstName} ${lastName}`.trim();
  return `${plain(name === "" ? email : name)}, ${typeName(type)}${action === "create" ? "" : `, ${action}`}`;
};

type Changes = NonNullable<PlanRowView["update"]>["changes"];

const changesText = (changes: Changes): string =>
  changes
    .map(({ field, from, to }) => `${field}: ${from === "" ? "(none)" : plain(String(from))} → ${plain(String(to))}`)
    .join(", ");

const reasonsText = ({ reasons }: PlanRowView): string => reasons.map(({ message }) => reasonText(message)).join(" ");

const detail = (row: PlanRowView): string => {
  if (row.action === "create") return newUser(row);
  if (row.action === "update") return changesText(row.update?.changes ?? []);
  const { mode, transfer, changes = [] } = row.access ?? {};
  return [
    ...(mode === undefined ? [] : [mode]),
    ...(transfer === undefined ? [] : [`to ${plain(transfer.to)}`]),
    ...(changes.length === 0 ? [] : [changesText(changes)]),
    reasonsText(row),
  ]
    .filter((part) => part !== "")
    .join("; ");
};

const rowsOf = (plan: PlanView, action: Action, limit: number, { style }: Session): string => {
  const rows = plan.rows.filter((row) => row.action === action);
  if (rows.length === 0 || limit === 0) return "";
  const shown = rows.slice(0, limit);
  const lines = table(
    shown.map((row) => [
      marks[action],
      row.line === 0 ? "account" : `line ${row.line}`,
      plain(row.email) || "(no address)",
      detail(row),
    ]),
  );
  const more = rows.length - shown.length;
  return `\n${lines}${more === 0 ? "" : style.dim(`  ${marks[action]} and ${number(more)} more: plan --all shows them\n`)}`;
};

/** What is to be known about the rows that go through: each kind once, with an example. */
const notesOf = ({ rows }: PlanView, { style }: Session): string => {
  const kinds = new Map<string, { readonly first: string; rows: number }>();
  for (const { action, line, reasons } of rows) {
    if (action !== "create" && action !== "update") continue;
    for (const { code, message } of reasons) {
      const kind = kinds.get(code) ?? { first: `line ${line}: ${reasonText(message)}`, rows: 0 };
      kind.rows += 1;
      kinds.set(code, kind);
    }
  }
  const lines = [...kinds].map(([code, { rows: many, first }]) => [code, count(many, "row"), first]);
  return lines.length === 0 ? "" : `\n${style.dim("Notes")}\n${table(lines, [1])}`;
};

const seatText = (kind: string, { needed, free }: PlanView["cost"]["seats"]["basic"]): string => {
  if (free === undefined) return `needs ${count(needed, kind)} (Zoom does not say how many are free)`;
  return `needs ${count(needed, kind)}, ${free === null ? "no limit" : `${number(free)} free`}`;
};

/** "55 invites = 1 day at the Pro cap of 1,500; needs 19 licences, 37 free; about 4 s". */
export const costSentence = ({ cost, zoomPlan }: PlanView): string => {
  const { invites, days, invitesPerDay, seats, seconds } = cost;
  const cap =
    invitesPerDay === null
      ? ""
      : ` = ${count(days, "day")} at the ${planNames[zoomPlan]} cap of ${number(invitesPerDay)}`;
  return [
    ...(invites === 0 ? [] : [`${count(invites, "invite")}${cap}`]),
    ...(seats.licensed.needed === 0 ? [] : [seatText("licence", seats.licensed)]),
    ...(seats.basic.needed === 0 || typeof seats.basic.free !== "number" ? [] : [seatText("Basic seat", seats.basic)]),
    `about ${duration(seconds)}`,
  ].join("; ");
};

/** True when applying would send anything. */
export const hasChanges = ({ counts }: PlanView): boolean => changingActions.some((action) => counts[action] > 0);

const verbs: Readonly<Record<(typeof changingActions)[number], string>> = {
  create: "create",
  update: "change",
  activate: "activate",
  deactivate: "deactivate",
  reclaim: "take the licence of",
  offboard: "remove",
  resend: "send a new invitation to",
  cancel: "take back the invitation of",
};

/** "create 3 users and remove 2 users": what is asked about before it is done. */
export const changeSentence = ({ counts, rows }: PlanView): string => {
  const parts = changingActions
    .filter((action) => counts[action] > 0)
    .map((action) => `${verbs[action]} ${count(counts[action], "user")}`);
  const deleted = rows.filter(({ access }) => access?.mode === "delete").length;
  return `${parts.join(" and ")}${deleted === 0 ? "" : ` (${number(deleted)} deleted for good)`}`;
};

const nothingToDo = ({ counts, rows, source }: PlanView): string => {
  if (Object.values(counts).every((one) => one === 0)) return "Nobody is concerned.";
  if (counts.leave > 0 && counts.leave === rows.length - counts.same - counts.blocked)
    return `${count(counts.leave, "person", "people")} reported, nothing to change: --mode or --leavers says what becomes of them.`;
  if (source.dialect === "the account") return "Nothing to change.";
  const who = counts.blocked === 0 ? "everybody" : "everybody else";
  const pending = rows.filter(({ reasons }) => reasons.some(({ code }) => code === "pending_here")).length;
  const open =
    pending === 0
      ? ""
      : ` ${number(pending)} of them ${pending === 1 ? "has" : "have"} not accepted the invitation yet; Zoom takes no changes until then.`;
  return `Nothing to change: ${who} in the file is in the account as the file says.${open}`;
};

/** Who loses access is shown before it is asked about, up to what a screen holds. */
const mostRemovals = 40;

/**
 * A plan for people: what was recognised, the counts, the rows worth seeing, the cost. `brief` is for `apply`, whose
 * table of outcomes lists the blocked rows at the end.
 */
export const planSummary = (plan: PlanView, session: Session, shown: "brief" | "some" | "all"): string => {
  const limit = shown === "all" ? Infinity : shownRows;
  return [
    recognised(plan, session),
    countsLine(plan, session),
    safetyLine(plan, session),
    rowsOf(plan, "blocked", shown === "brief" ? 0 : Infinity, session),
    ...furtherActions.map((action) => rowsOf(plan, action, shown === "brief" ? mostRemovals : limit, session)),
    rowsOf(plan, "update", limit, session),
    rowsOf(plan, "create", shown === "brief" ? 0 : limit, session),
    rowsOf(plan, "leave", shown === "brief" ? 0 : limit, session),
    rowsOf(plan, "same", shown === "all" ? Infinity : 0, session),
    shown === "brief" ? "" : notesOf(plan, session),
    `\n${hasChanges(plan) ? `${costSentence(plan)}.` : nothingToDo(plan)}\n`,
  ].join("");
};
