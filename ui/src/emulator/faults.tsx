import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";

import { ask, get } from "../api.ts";
import { curlOf } from "../format.ts";
import { Cli } from "../parts/cli.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { useAction, useResource } from "../resource.ts";
import type { FaultView } from "./views.ts";

const effects = {
  "rate-limit": { label: "429: too many a second", effect: { kind: "rate-limit", daily: false } },
  daily: { label: "429: the day's limit", effect: { kind: "rate-limit", daily: true } },
  error: {
    label: "500: an error of the server",
    effect: { kind: "status", status: 500, code: 500, message: "Internal error" },
  },
  latency: { label: "slow by 5 seconds", effect: { kind: "latency", ms: 5000 } },
  after: { label: "answer lost, effect done", effect: { kind: "drop", after: true } },
  before: { label: "connection broken before", effect: { kind: "drop", after: false } },
} as const;

const isEffect = (name: string): name is keyof typeof effects => Object.hasOwn(effects, name);

const describe = ({ operation, first, every, effect }: FaultView): string => {
  const { kind, ...rest } = effect;
  const which = [
    operation ?? "every call",
    ...(first === null ? [] : [`the first ${first}`]),
    ...(every === null ? [] : [`every ${every}th`]),
  ].join(", ");
  return `${which}: ${kind} ${Object.entries(rest)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(", ")}`;
};

const Rule = ({ rule }: { readonly rule: FaultView }): JSX.Element => {
  const remove = useAction(async () => {
    await ask("DELETE", `/_rollcall/faults/${encodeURIComponent(rule.id)}`);
  });
  return (
    <li class="row apart">
      <span>
        <bdi>{describe(rule)}</bdi> <span class="muted">({rule.seen} seen)</span>
      </span>
      <button type="button" class="small" onClick={remove.run}>
        Remove
      </button>
    </li>
  );
};

interface ChoiceProps {
  readonly operation: Signal<string>;
  readonly effect: Signal<string>;
  readonly first: Signal<string>;
}

const Choices = ({ operation, effect, first }: ChoiceProps): JSX.Element => (
  <>
    <label>
      What happens
      <select
        value={effect.value}
        onChange={({ currentTarget }) => {
          effect.value = currentTarget.value;
        }}
      >
        {Object.entries(effects).map(([id, { label }]) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    </label>
    <label>
      Operation
      <input
        value={operation.value}
        placeholder="every call; or userCreate, users, token …"
        onInput={({ currentTarget }) => {
          operation.value = currentTarget.value;
        }}
      />
    </label>
    <label>
      Only the first calls
      <input
        type="number"
        min={1}
        value={first.value}
        placeholder="all"
        onInput={({ currentTarget }) => {
          first.value = currentTarget.value;
        }}
      />
    </label>
  </>
);

/** Rules that disturb calls. */
export const Faults = (): JSX.Element => {
  const rules = useResource(() => get<readonly FaultView[]>("/_rollcall/faults"), ["fault"]);
  const choice = { operation: useSignal(""), effect: useSignal("rate-limit"), first: useSignal("1") };
  const body = () => ({
    effect: isEffect(choice.effect.value) ? effects[choice.effect.value].effect : undefined,
    ...(choice.operation.value.trim() === "" ? {} : { operation: choice.operation.value.trim() }),
    ...(choice.first.value === "" ? {} : { first: Number(choice.first.value) }),
  });
  const add = useAction(async () => {
    await ask("POST", "/_rollcall/faults", body());
  });
  const rows = rules.data.value ?? [];
  return (
    <form
      class="panel stack"
      onSubmit={(event) => {
        event.preventDefault();
        add.run();
      }}
    >
      <h2>Faults</h2>
      {rows.length === 0 ? <p class="muted">None: every call is answered by the rules.</p> : null}
      <ul class="stack">
        {rows.map((rule) => (
          <Rule key={rule.id} rule={rule} />
        ))}
      </ul>
      <Choices {...choice} />
      <div class="row">
        <button type="submit" class="primary" disabled={add.running.value}>
          Inject
        </button>
      </div>
      <ProblemBox problem={add.problem.value ?? rules.problem.value} />
      <Cli>{curlOf("POST", "/_rollcall/faults", body())}</Cli>
    </form>
  );
};
