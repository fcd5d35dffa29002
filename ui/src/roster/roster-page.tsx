import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";

import { ask, get } from "../api.ts";
import type { AccountsView, PlanAnswer } from "../contract.ts";
import { shellWord } from "../format.ts";
import { Cli } from "../parts/cli.tsx";
import { Page } from "../parts/page.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { useAction, useResource } from "../resource.ts";
import { go, place } from "../router.ts";
import { base64Of } from "./base64.ts";
import { Doctor } from "./doctor.tsx";
import { JobPage } from "./job-page.tsx";
import { Jobs } from "./jobs.tsx";
import { Mapping } from "./mapping.tsx";
import { PlanDiff } from "./plan-diff.tsx";

/** A people file as /api takes it. */
interface PeopleFile {
  readonly name: string;
  readonly content_base64: string;
}

const FileDrop = ({ take }: { readonly take: (file: File) => void }): JSX.Element => {
  const isOver = useSignal(false);
  const first = (files: FileList | null | undefined): void => {
    const [file] = files ?? [];
    if (file !== undefined) take(file);
  };
  return (
    <div
      class={isOver.value ? "drop over grow" : "drop grow"}
      onDragOver={(event) => {
        event.preventDefault();
        isOver.value = true;
      }}
      onDragLeave={() => (isOver.value = false)}
      onDrop={(event) => {
        event.preventDefault();
        isOver.value = false;
        first(event.dataTransfer?.files);
      }}
    >
      <label>
        Drop or choose a people file: CSV of any dialect, as your other systems export it
        <input
          type="file"
          accept=".csv,.tsv,.txt,.json"
          onChange={({ currentTarget }) => {
            first(currentTarget.files);
          }}
        />
      </label>
    </div>
  );
};

interface RosterState {
  readonly file: Signal<PeopleFile | undefined>;
  readonly account: Signal<string>;
  readonly map: Signal<Readonly<Record<string, string>>>;
  readonly answer: Signal<PlanAnswer | undefined>;
  readonly confirmed: Signal<boolean>;
  /** The file has everybody: who is missing from it is shown too. */
  readonly whole: Signal<boolean>;
}

const AccountSelect = ({ account }: { readonly account: Signal<string> }): JSX.Element => {
  const accounts = useResource(() => get<AccountsView>("/api/account-sources"), []);
  return (
    <label>
      Account
      <select
        value={account.value}
        onChange={({ currentTarget }) => {
          account.value = currentTarget.value;
        }}
      >
        {(accounts.data.value?.accounts ?? [{ name: "emulator" }]).map(({ name }) => (
          <option key={name} value={name}>
            {name === "emulator" ? "Emulator (this machine)" : `${name}: a real account`}
          </option>
        ))}
      </select>
    </label>
  );
};

const mapText = (map: Readonly<Record<string, string>>): string =>
  Object.entries(map)
    .map(([column, field]) => ` --map ${shellWord(`${column}=${field}`)}`)
    .join("");

const accountText = (account: string): string => (account === "emulator" ? "" : ` --account ${account}`);

const Apply = ({
  state,
  apply,
}: {
  readonly state: RosterState;
  readonly apply: ReturnType<typeof useAction>;
}): JSX.Element => {
  const isReal = state.account.value !== "emulator";
  const counts = state.answer.value?.plan.counts;
  const changes = (counts?.create ?? 0) + (counts?.update ?? 0);
  return (
    <div class="stack">
      {isReal ? (
        <label class="row">
          <input
            type="checkbox"
            checked={state.confirmed.value}
            onChange={({ currentTarget }) => {
              state.confirmed.value = currentTarget.checked;
            }}
          />
          Yes, change the real account “{state.account.value}”
        </label>
      ) : null}
      <div class="row">
        <button
          type="button"
          class={isReal ? "danger big" : "primary big"}
          onClick={apply.run}
          disabled={apply.running.value || (isReal && !state.confirmed.value)}
        >
          Apply {changes} {changes === 1 ? "change" : "changes"}
        </button>
      </div>
      <ProblemBox problem={apply.problem.value} />
    </div>
  );
};

const useRoster = () => {
  const state: RosterState = {
    file: useSignal<PeopleFile | undefined>(undefined),
    account: useSignal("emulator"),
    map: useSignal<Readonly<Record<string, string>>>({}),
    answer: useSignal<PlanAnswer | undefined>(undefined),
    confirmed: useSignal(false),
    whole: useSignal(false),
  };
  const body = () => ({
    account: state.account.value,
    source: state.file.value,
    options: {
      ...(Object.keys(state.map.value).length === 0 ? {} : { map: state.map.value }),
      ...(state.whole.value ? { leavers: "report" } : {}),
    },
  });
  const plan = useAction(async () => {
    state.answer.value = await ask<PlanAnswer>("POST", "/api/plans", body());
  });
  const apply = useAction(async () => {
    const { run } = await ask<{ readonly run: string }>("POST", "/api/jobs", body());
    go(["roster", run]);
  });
  const read = async (file: File): Promise<void> => {
    state.file.value = { name: file.name, content_base64: await base64Of(file) };
    state.map.value = {};
    state.answer.value = undefined;
    plan.run();
  };
  const take = (file: File): void => void read(file);
  return { state, plan, apply, take };
};

const NewPlan = (): JSX.Element => {
  const { state, plan, apply, take } = useRoster();
  const answer = state.answer.value;
  const name = state.file.value?.name ?? "people.csv";
  const more = `${mapText(state.map.value)}${accountText(state.account.value)}`;
  return (
    <Page
      title="Roster"
      lead="A people file becomes a plan: who would be created, who changed, what it costs. Nothing is sent until you apply it."
    >
      <div class="row end">
        <FileDrop take={take} />
        <AccountSelect account={state.account} />
      </div>
      <ProblemBox problem={plan.problem.value} />
      {plan.running.value ? <p role="status">Planning…</p> : null}
      {answer === undefined ? (
        <>
          <Cli>{`rollcall plan ${shellWord(name)}${more}`}</Cli>
          <Doctor account={state.account.value} />
          <h2 class="folder-title">Jobs</h2>
          <Jobs />
        </>
      ) : (
        <div class="stack">
          <PlanDiff key={answer.plan.id} plan={answer.plan} />
          <label class="row">
            <input
              type="checkbox"
              checked={state.whole.value}
              onChange={({ currentTarget }) => {
                state.whole.value = currentTarget.checked;
                plan.run();
              }}
            />
            The file has everybody: show who is in the account and not in the file
          </label>
          <Mapping plan={answer.plan} map={state.map} replan={plan.run} />
          <Cli>{`rollcall ${state.whole.value ? "drift" : "plan"} ${shellWord(name)}${more}`}</Cli>
          <Apply state={state} apply={apply} />
          <Cli>{`rollcall apply ${shellWord(name)}${more}${state.whole.value ? " --leavers report" : ""}`}</Cli>
        </div>
      )}
    </Page>
  );
};

/** Plans, and the jobs that came of them. */
export const RosterPage = (): JSX.Element => {
  const run = place.value.path[1];
  if (run !== undefined) return <JobPage key={run} run={run} />;
  return <NewPlan />;
};
