import { useSignal } from "@preact/signals";
import type { JSX } from "preact";

import type { PlanRowView, PlanView } from "../contract.ts";
import { count, plural } from "../format.ts";
import { Badge, type Tone } from "../parts/badge.tsx";
import { type Column, VirtualTable } from "../parts/virtual-table.tsx";

type Action = PlanRowView["action"];

const marks: Readonly<Record<Action, { readonly sign: string; readonly tone: Tone }>> = {
  create: { sign: "+", tone: "good" },
  update: { sign: "~", tone: "info" },
  activate: { sign: "↑", tone: "good" },
  resend: { sign: "↻", tone: "info" },
  deactivate: { sign: "↓", tone: "bad" },
  reclaim: { sign: "↓", tone: "bad" },
  offboard: { sign: "×", tone: "bad" },
  cancel: { sign: "×", tone: "bad" },
  same: { sign: "=", tone: "plain" },
  leave: { sign: "−", tone: "plain" },
  blocked: { sign: "!", tone: "bad" },
};

const isAction = (word: string): word is Action => Object.hasOwn(marks, word);
const actions = Object.keys(marks).filter(isAction);
/** Shown even when there are none of them. */
const usual: ReadonlySet<Action> = new Set(["create", "update", "same", "leave", "blocked"]);

const detail = ({ create, update, reasons }: PlanRowView): string => {
  const changes = (update?.changes ?? []).map(
    ({ field, from, to }) => `${field}: ${from === "" ? "(empty)" : from} → ${to}`,
  );
  const name = create === undefined ? "" : [create.firstName, create.lastName].filter(Boolean).join(" ");
  const made = create === undefined ? [] : [`${name}${name === "" ? "" : ", "}${create.action}, type ${create.type}`];
  return [...made, ...changes, ...reasons.map(({ message }) => message)].join("; ");
};

const columns: readonly Column<PlanRowView>[] = [
  { label: "Row", cell: ({ row }) => row, wide: true },
  {
    label: "Plan",
    cell: ({ action }) => (
      <Badge tone={marks[action].tone}>
        {marks[action].sign} {action}
      </Badge>
    ),
  },
  { label: "E-mail", cell: ({ email }) => email },
  { label: "What and why", cell: (row) => <span title={detail(row)}>{detail(row)}</span>, wide: true },
];

const duration = (seconds: number): string =>
  seconds < 90 ? `about ${Math.max(1, Math.round(seconds))} s` : `about ${Math.round(seconds / 60)} min`;

const seatText = (name: string, { needed, free }: PlanView["cost"]["seats"]["licensed"]): string | undefined => {
  if (needed === 0) return undefined;
  const of = free === undefined ? "" : free === null ? ", any number free" : `, ${count(free)} free`;
  return `${plural(needed, `${name} seat`)}${of}`;
};

/** What it costs: invitations against the day's cap, seats, time. */
const Cost = ({ plan }: { readonly plan: PlanView }): JSX.Element => {
  const { invites, days, invitesPerDay, seats, seconds } = plan.cost;
  const cap = invitesPerDay === null ? "" : ` (${count(invitesPerDay)} a day on the plan ${plan.zoomPlan})`;
  const parts = [
    `${plural(invites, "invitation")}${cap}`,
    ...(days > 1 ? [`spread over ${plural(days, "day")}`] : []),
    seatText("licensed", seats.licensed),
    seatText("basic", seats.basic),
    duration(seconds),
  ].filter((part) => part !== undefined);
  return (
    <p
      class={
        seats.licensed.free !== undefined && seats.licensed.free !== null && seats.licensed.needed > seats.licensed.free
          ? "note warn"
          : "note"
      }
    >
      <strong>It costs</strong> {parts.join(" · ")}.
    </p>
  );
};

/** The difference between the file and the account, row by row. */
export const PlanDiff = ({ plan }: { readonly plan: PlanView }): JSX.Element => {
  const only = useSignal<Action | "">("");
  const rows = only.value === "" ? plan.rows : plan.rows.filter(({ action }) => action === only.value);
  return (
    <>
      <div class="counts" role="group" aria-label="Show only">
        {actions
          .filter((action) => usual.has(action) || plan.counts[action] > 0)
          .map((action) => (
            <button
              key={action}
              type="button"
              class="count-card"
              aria-pressed={only.value === action}
              onClick={() => {
                only.value = only.value === action ? "" : action;
              }}
            >
              <b>{count(plan.counts[action])}</b>
              <span class="muted">
                {marks[action].sign} {action}
              </span>
            </button>
          ))}
      </div>
      <Cost plan={plan} />
      <VirtualTable
        label={`Plan of ${plan.source.name}`}
        kind="plan"
        columns={columns}
        total={rows.length}
        rowAt={(index) => rows[index]}
      />
    </>
  );
};
