import { useSignal } from "@preact/signals";
import type { JSX } from "preact";

import { ask } from "../api.ts";
import type { PlanAnswer } from "../contract.ts";
import { Cli } from "../parts/cli.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { useAction } from "../resource.ts";
import { go } from "../router.ts";
import { base64Of } from "./base64.ts";
import type { JobView } from "./job-view.ts";
import { PlanDiff } from "./plan-diff.tsx";

const Carry = ({ answer }: { readonly answer: PlanAnswer }): JSX.Element => {
  const confirmed = useSignal(false);
  const { account } = answer.plan;
  const isReal = account !== "emulator";
  const apply = useAction(async () => {
    const source = { name: answer.file, content_base64: await base64Of(new Blob([JSON.stringify(answer.plan)])) };
    const { run } = await ask<{ readonly run: string }>("POST", "/api/jobs", { account, source });
    go(["roster", run]);
  });
  return (
    <>
      {isReal ? (
        <label class="row">
          <input
            type="checkbox"
            checked={confirmed.value}
            onChange={({ currentTarget }) => {
              confirmed.value = currentTarget.checked;
            }}
          />
          Yes, change the real account “{account}”
        </label>
      ) : null}
      <div class="row">
        <button
          type="button"
          class="danger"
          onClick={apply.run}
          disabled={apply.running.value || (isReal && !confirmed.value)}
        >
          Undo it
        </button>
      </div>
      <ProblemBox problem={apply.problem.value} />
    </>
  );
};

/** The way back of a job: a plan like any other, shown before anything is sent. */
export const Undo = ({ job }: { readonly job: JobView }): JSX.Element => {
  const answer = useSignal<PlanAnswer | undefined>(undefined);
  const plan = useAction(async () => {
    answer.value = await ask<PlanAnswer>("POST", "/api/changes", { request: { kind: "undo", run: job.run } });
  });
  return (
    <section class="panel stack" aria-label="Undo">
      <div class="row apart">
        <h2>The way back</h2>
        <button type="button" onClick={plan.run} disabled={plan.running.value}>
          Plan the undo
        </button>
      </div>
      <p class="muted small-text">
        Takes invitations back and sets changed fields as they were. What somebody has changed since is left alone.
      </p>
      <ProblemBox problem={plan.problem.value} />
      {answer.value === undefined ? null : (
        <>
          <PlanDiff key={answer.value.plan.id} plan={answer.value.plan} />
          <Carry answer={answer.value} />
        </>
      )}
      <Cli>{`rollcall undo ${job.run}`}</Cli>
    </section>
  );
};
