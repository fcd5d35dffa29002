import { type ReadonlySignal, type Signal, computed, signal } from "@preact/signals";

import type { CallView, OperationView } from "../contract.ts";
import { shellWord } from "../format.ts";
import { type Example, examplesOf } from "./examples.ts";
import { changedLeaves, parseBody } from "./json-edit.ts";

/** What the columns of an operation's page share: one set of values moves all of them. */
export interface OperationState {
  readonly view: OperationView;
  readonly examples: readonly Example[];
  readonly example: Signal<Example | undefined>;
  readonly body: Signal<string>;
  /** Parameters by `path.userId`, `query.status`; of a form, `body.<field>`. */
  readonly set: Signal<Readonly<Record<string, string>>>;
  readonly account: Signal<string>;
  readonly call: Signal<CallView | undefined>;
  /** What /api/calls and /api/programs take. */
  readonly values: ReadonlySignal<{ readonly set: Readonly<Record<string, string>>; readonly body?: string }>;
  readonly cli: ReadonlySignal<string>;
  choose(example: Example): void;
}

const fromQuery = (query: ReadonlyMap<string, string>): Readonly<Record<string, string>> =>
  Object.fromEntries([...query].filter(([name]) => /^(?:path|query|header)\./.test(name)));

const takesText = ({ operation }: OperationView): boolean =>
  operation.body?.kind === "json" || operation.body?.kind === "raw";

const settingsOf = (view: OperationView, body: string, set: Readonly<Record<string, string>>): readonly string[] => {
  const leaves = view.operation.body?.kind === "json" ? changedLeaves(parseBody(body), parseBody(view.sampleBody)) : [];
  return [...Object.entries(set), ...leaves].map(([name, value]) => `--set ${shellWord(`${name}=${value}`)}`);
};

export const createState = (view: OperationView, query: ReadonlyMap<string, string>): OperationState => {
  const examples = examplesOf(view);
  const example = signal(examples[0]);
  const body = signal(examples[0]?.body ?? view.sampleBody);
  const set = signal<Readonly<Record<string, string>>>({ ...examples[0]?.set, ...fromQuery(query) });
  const account = signal("emulator");
  const call = signal<CallView | undefined>(undefined);
  const values = computed(() => ({
    set: Object.fromEntries(Object.entries(set.value).filter(([, value]) => value !== "")),
    ...(takesText(view) ? { body: body.value } : {}),
  }));
  const cli = computed(() =>
    [
      `rollcall api call ${view.operation.id}`,
      ...settingsOf(view, body.value, values.value.set),
      ...(account.value === "emulator" ? [] : [`--account ${account.value}`]),
    ].join(" "),
  );
  const choose = (chosen: Example): void => {
    example.value = chosen;
    body.value = chosen.body;
    set.value = chosen.set;
    call.value = undefined;
  };
  return { view, examples, example, body, set, account, call, values, cli, choose };
};
