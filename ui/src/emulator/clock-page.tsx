import type { JSX } from "preact";

import { ask, get } from "../api.ts";
import { curlOf, dateTime } from "../format.ts";
import { Badge } from "../parts/badge.tsx";
import { Cli } from "../parts/cli.tsx";
import { Page } from "../parts/page.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { useAction, useResource } from "../resource.ts";
import { useSignal } from "@preact/signals";
import { Faults } from "./faults.tsx";
import { Budgets } from "./users-page.tsx";
import type { ClockView } from "./views.ts";

type Change = Readonly<Record<string, string | number | boolean>>;

const hour = 3_600_000;

const Clock = (): JSX.Element => {
  const clock = useResource(() => get<ClockView>("/_rollcall/clock"), ["clock"]);
  const last = useSignal<Change>({ to: "midnight" });
  const move = useAction(async () => {
    await ask("PUT", "/_rollcall/clock", last.value);
  });
  const now = clock.data.value;
  const button = (label: string, change: Change): JSX.Element => (
    <button
      type="button"
      disabled={move.running.value}
      onClick={() => {
        last.value = change;
        move.run();
      }}
    >
      {label}
    </button>
  );
  return (
    <section class="panel stack">
      <h2>Clock</h2>
      <p class="big-time" role="status">
        {now === undefined ? "…" : now.now.slice(0, 19).replace("T", " ")} <span class="muted small-text">GMT</span>
      </p>
      <p>
        {now?.frozen === true ? <Badge tone="info">stands still</Badge> : null}{" "}
        {now === undefined || Math.abs(now.offset_ms) < 1000 ? (
          <span class="muted">on the machine's time; yours is {dateTime(now?.now ?? null)}</span>
        ) : (
          <Badge tone="warn">moved by {Math.round(now.offset_ms / 60_000)} min</Badge>
        )}
      </p>
      <div class="row">
        {button("+ 1 hour", { advance_ms: hour })}
        {button("+ 1 day", { advance_ms: 24 * hour })}
        {button("+ 31 days", { advance_ms: 31 * 24 * hour })}
        {button("To midnight GMT", { to: "midnight" })}
        {now?.frozen === true ? button("Let it run", { frozen: false }) : button("Stop it", { frozen: true })}
        {button("Back to now", { reset: true })}
      </div>
      <p class="muted small-text">
        Tokens, daily quotas and invitations live by it: quotas start anew at midnight, invitations run out after 30
        days.
      </p>
      <ProblemBox problem={move.problem.value ?? clock.problem.value} />
      <Cli>{curlOf("PUT", "/_rollcall/clock", last.value)}</Cli>
    </section>
  );
};

/** Time and trouble, on demand. */
export const ClockPage = (): JSX.Element => (
  <Page
    title="Clock and faults"
    lead="Move the emulator's time, and see how your program takes errors, limits, slow answers and lost ones."
  >
    <div class="grid-2">
      <Clock />
      <Faults />
    </div>
    <h2 class="folder-title">Limits now</h2>
    <Budgets />
  </Page>
);
