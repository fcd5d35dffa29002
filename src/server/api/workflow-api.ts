import { allSteps, type Definition, type DefinitionSource, type Workflows } from "#workflows";

export interface CheckedDefinition {
  readonly name: string;
  readonly accounts: readonly string[];
}

const check = (definition: Definition): CheckedDefinition => {
  const { name, account, auths } = definition;
  const named = allSteps(definition).flatMap((step) => step.account ?? []);
  return { name, accounts: [...new Set([account, ...named, ...Object.values(auths)])] };
};

/** What can be asked of workflows, in the process that holds the directory and over HTTP to it. */
export interface WorkflowApi extends Pick<
  Workflows,
  | "deploy"
  | "list"
  | "show"
  | "versions"
  | "revert"
  | "remove"
  | "rotateKey"
  | "setEnabled"
  | "listen"
  | "run"
  | "test"
  | "runs"
  | "runDetail"
  | "settled"
  | "cancel"
  | "rerun"
  | "retryFailed"
  | "decide"
  | "changes"
> {
  /** Checks a definition; its workflow's name, and the accounts that it names. */
  validate(source: DefinitionSource): Promise<CheckedDefinition>;
  /** Has runs worked on in this process; a server does so anyway. */
  work(): Promise<void>;
}

/** Asks the workflows of this process, opened at the first question. `deployed` is told of every deploy. */
export const createWorkflowApi = (
  open: () => Promise<Workflows>,
  deployed: (workflows: Workflows) => Promise<void> = () => Promise.resolve(),
): WorkflowApi => ({
  validate: async (source) => check((await open()).validate(source)),
  work: async () => await (await open()).start(),
  async deploy(source, options) {
    const workflows = await open();
    const done = await workflows.deploy(source, options);
    if (options?.dryRun !== true) await deployed(workflows);
    return done;
  },
  list: async () => await (await open()).list(),
  show: async (name, version) => await (await open()).show(name, version),
  versions: async (name) => await (await open()).versions(name),
  async revert(name, version) {
    const workflows = await open();
    const view = await workflows.revert(name, version);
    await deployed(workflows);
    return view;
  },
  remove: async (name) => await (await open()).remove(name),
  rotateKey: async (name) => await (await open()).rotateKey(name),
  setEnabled: async (name, enabled) => await (await open()).setEnabled(name, enabled),
  listen: async (name, timeoutMs) => await (await open()).listen(name, timeoutMs),
  run: async (name, input, options) => await (await open()).run(name, input, options),
  test: async (source, options) => await (await open()).test(source, options),
  runs: async (filter) => await (await open()).runs(filter),
  runDetail: async (id) => await (await open()).runDetail(id),
  settled: async (id, timeoutMs) => await (await open()).settled(id, timeoutMs),
  cancel: async (id) => await (await open()).cancel(id),
  rerun: async (id, options) => await (await open()).rerun(id, options),
  retryFailed: async (filter, version) => await (await open()).retryFailed(filter, version),
  decide: async (who, decision) => await (await open()).decide(who, decision),
  changes: async (after, timeoutMs) => await (await open()).changes(after, timeoutMs),
});
