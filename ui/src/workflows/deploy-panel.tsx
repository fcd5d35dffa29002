import { type ReadonlySignal, useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";

import { ask } from "../api.ts";
import { plural, shellWord } from "../format.ts";
import { Cli } from "../parts/cli.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { useAction } from "../resource.ts";
import { go } from "../router.ts";
import { diffOf, hunksOf } from "./diff.ts";
import { outlineOf } from "./outline.ts";
import type { Deployed } from "./views.ts";

/** What the definition's file would be called. */
export const fileOf = (source: string): string => `${outlineOf(source).name || "workflow"}.yaml`;

const Diff = ({ before, after }: { readonly before: string; readonly after: string }): JSX.Element => (
  <pre class="code" tabIndex={0} aria-label="What the deploy changes">
    {hunksOf(diffOf(before, after)).map((line, at) =>
      typeof line === "number" ? (
        <div key={at} class="diff-gap">
          {plural(line, "line")} as before
        </div>
      ) : (
        <div key={at} class={line.sign === "+" ? "diff-new" : line.sign === "-" ? "diff-old" : ""}>
          {line.sign} {line.text}
        </div>
      ),
    )}
  </pre>
);

interface Checked extends Deployed {
  readonly of: string;
}

const Outcome = ({ checked, source }: { readonly checked: Checked; readonly source: string }): JSX.Element =>
  checked.of !== source ? (
    <p class="muted">The text has changed since.</p>
  ) : checked.changed ? (
    <>
      <p role="status">
        It would be version {checked.version} of <bdi>{checked.name}</bdi>.
      </p>
      <Diff before={checked.before ?? ""} after={source} />
    </>
  ) : (
    <p role="status">Nothing changes: this is version {checked.version} already.</p>
  );

/** Real accounts that a definition names; the emulator asks nobody. */
const realAccounts = async (body: unknown): Promise<readonly string[]> =>
  (await ask<{ readonly accounts: readonly string[] }>("POST", "/api/workflow-checks", body)).accounts.filter(
    (name) => name !== "emulator",
  );

/** Shows what a deploy changes, and deploys; a definition that names a real account is asked about first. */
export const DeployPanel = ({ source }: { readonly source: ReadonlySignal<string> }): JSX.Element => {
  const checked = useSignal<Checked | undefined>(undefined);
  const real = useSignal<readonly string[]>([]);
  const confirmed = useSignal(false);
  useSignalEffect(() => {
    // Another text is another question.
    void source.value;
    real.value = [];
    confirmed.value = false;
  });
  const body = (dryRun: boolean) => ({ source: { name: fileOf(source.value), text: source.value }, dry_run: dryRun });
  const check = useAction(async () => {
    const of = source.value;
    checked.value = { ...(await ask<Deployed>("POST", "/api/workflows", body(true))), of };
  });
  const deploy = useAction(async () => {
    if (!confirmed.value) real.value = await realAccounts(body(true));
    if (real.value.length > 0 && !confirmed.value) return;
    const { name } = await ask<Deployed>("POST", "/api/workflows", body(false));
    go(["workflows", name]);
  });
  return (
    <section class="panel stack" aria-label="Deploy">
      <div class="row">
        <button type="button" onClick={check.run} disabled={check.running.value}>
          Show what a deploy changes
        </button>
        <button
          type="button"
          class={real.value.length > 0 ? "danger" : "primary"}
          onClick={deploy.run}
          disabled={deploy.running.value || (real.value.length > 0 && !confirmed.value)}
        >
          Deploy
        </button>
      </div>
      {real.value.length === 0 ? null : (
        <label class="row note warn">
          <input
            type="checkbox"
            checked={confirmed.value}
            onChange={({ currentTarget }) => {
              confirmed.value = currentTarget.checked;
            }}
          />
          Yes, its runs may change the real account {real.value.join(", ")}
        </label>
      )}
      <ProblemBox problem={check.problem.value ?? deploy.problem.value} />
      {checked.value === undefined ? null : <Outcome checked={checked.value} source={source.value} />}
      <Cli>{`rollcall workflow deploy ${shellWord(fileOf(source.value))}`}</Cli>
    </section>
  );
};
