import { createHash } from "node:crypto";

import { Cron } from "croner";

import { allSteps, parseDefinition } from "./definition/parse-definition.ts";
import type { Definition } from "./definition/schema.ts";
import { workflowErrors } from "./errors.ts";
import type { StepType } from "./step-type.ts";
import type { Deployment, DeploymentStore } from "./store/deployment-store.ts";
import type { Deployed, DefinitionSource, VersionView, Workflows, WorkflowView } from "./workflows.ts";

export interface DeploymentDeps {
  readonly deployments: DeploymentStore;
  readonly types: ReadonlyMap<string, StepType>;
  readonly clock: () => number;
  readonly freshKey: () => string;
}

const kindOf = ({ trigger }: Definition): WorkflowView["trigger"] => {
  if (trigger.http !== undefined) return "http";
  if (trigger.schedule !== undefined) return "schedule";
  return trigger.event === undefined ? "manual" : "event";
};

const hasUrl = (definition: Definition): boolean => ["http", "event"].includes(kindOf(definition));

const notFound = (what: string): Error => workflowErrors.make("RC_WORKFLOWS_NOT_FOUND", what);

const iso = (at: number): string => new Date(at).toISOString();

/** When a schedule comes next after a time. */
export const nextTick = (
  { cron, time_zone }: NonNullable<Definition["trigger"]["schedule"]>,
  after: number,
): number | undefined => new Cron(cron, { paused: true, timezone: time_zone }).nextRun(new Date(after))?.getTime();

const childrenOf = (definition: Definition): readonly string[] =>
  allSteps(definition).flatMap(({ type, with: input }) =>
    type === "workflow" && typeof input["workflow"] === "string" ? [input["workflow"]] : [],
  );

/** Definitions by version: they never change, so each is parsed once. */
export const makeDefinitions = ({ deployments, types }: DeploymentDeps) => {
  const known = new Map<string, Definition>();
  return async (name: string, version: number): Promise<Definition | undefined> => {
    const key = `${name}@${version}`;
    const cached = known.get(key);
    if (cached !== undefined) return cached;
    const found = await deployments.version(name, version);
    if (found === undefined) return undefined;
    const definition = parseDefinition(`${name}.yaml`, found.source, types);
    if (known.size >= 500) known.clear();
    known.set(key, definition);
    return definition;
  };
};

type DefinitionOf = ReturnType<typeof makeDefinitions>;

/** Follows `workflow` steps from a new definition; a way back to it would run for ever. */
const refuseCycle = async (deps: DeploymentDeps, definitionOf: DefinitionOf, definition: Definition): Promise<void> => {
  const seen = new Set<string>();
  const walk = async (name: string, way: readonly string[]): Promise<void> => {
    if (name === definition.name)
      throw workflowErrors.make("RC_WORKFLOWS_CYCLE", `${[...way, name].join(" runs ")}, and so for ever`);
    if (seen.has(name)) return;
    seen.add(name);
    const deployment = await deps.deployments.deployment(name);
    const next = deployment === undefined ? undefined : await definitionOf(name, deployment.version);
    for (const child of next === undefined ? [] : childrenOf(next)) await walk(child, [...way, name]);
  };
  for (const child of childrenOf(definition)) await walk(child, [definition.name]);
};

const deploy = async (
  deps: DeploymentDeps,
  definitionOf: DefinitionOf,
  source: DefinitionSource,
  isDry: boolean,
): Promise<Deployed> => {
  const { deployments, types, clock, freshKey } = deps;
  const definition = parseDefinition(source.name, source.text, types);
  await refuseCycle(deps, definitionOf, definition);
  const { name } = definition;
  const current = await deployments.deployment(name);
  const before = current === undefined ? undefined : await deployments.version(name, current.version);
  const sha256 = createHash("sha256").update(source.text).digest("hex");
  const changed = before?.sha256 !== sha256;
  const key = current?.triggerKey ?? freshKey();
  const version = changed ? (await deployments.lastVersion(name)) + 1 : before.version;
  if (changed && !isDry)
    await deployments.addVersion({ name, version, source: source.text, sha256, createdAt: clock() }, key);
  return {
    name,
    version,
    changed,
    ...(hasUrl(definition) && !(isDry && current === undefined) ? { path: `/t/${key}` } : {}),
    ...(before === undefined ? {} : { before: before.source }),
  };
};

/** Finds what a name or number stands for, or says that it is not there. */
const makeLookups = ({ deployments, clock }: DeploymentDeps, definitionOf: DefinitionOf) => {
  const named = async (name: string): Promise<Deployment> => {
    const found = await deployments.deployment(name);
    if (found === undefined) throw notFound(`no workflow "${name}" is deployed`);
    return found;
  };
  const view = async (deployment: Deployment): Promise<WorkflowView> => {
    const { name, version, enabled, triggerKey, updatedAt } = deployment;
    const definition = await definitionOf(name, version);
    if (definition === undefined) throw notFound(`version ${version} of "${name}" is gone`);
    const { schedule } = definition.trigger;
    const next = schedule === undefined || !enabled ? undefined : nextTick(schedule, clock());
    return {
      name,
      version,
      enabled,
      trigger: kindOf(definition),
      account: definition.account,
      updatedAt: iso(updatedAt),
      ...(hasUrl(definition) ? { path: `/t/${triggerKey}` } : {}),
      ...(definition.description === undefined ? {} : { description: definition.description }),
      ...(next === undefined ? {} : { nextAt: iso(next) }),
    };
  };
  const versionOf = async (name: string, version: number) => {
    const found = await deployments.version(name, version);
    if (found === undefined) throw notFound(`"${name}" has no version ${version}`);
    return found;
  };
  return { named, view, versionOf };
};

/** Everything about deployed workflows that is no run. */
export const makeDeployments = (
  deps: DeploymentDeps,
  definitionOf: DefinitionOf,
): Pick<
  Workflows,
  "validate" | "deploy" | "list" | "show" | "versions" | "revert" | "remove" | "rotateKey" | "setEnabled"
> => {
  const { deployments, types, clock } = deps;
  const { named, view, versionOf } = makeLookups(deps, definitionOf);
  return {
    validate: (source) => parseDefinition(source.name, source.text, types),
    deploy: (source, { dryRun = false } = {}) => deploy(deps, definitionOf, source, dryRun),
    list: async () => await Promise.all((await deployments.deployments()).map(view)),
    async show(name, version) {
      const deployment = await named(name);
      const { source } = await versionOf(name, version ?? deployment.version);
      return { ...(await view({ ...deployment, version: version ?? deployment.version })), source };
    },
    async versions(name) {
      const { version: current } = await named(name);
      return (await deployments.versions(name)).map(({ version, createdAt, sha256 }): VersionView => ({
        version,
        createdAt: iso(createdAt),
        sha256,
        current: version === current,
      }));
    },
    async revert(name, version) {
      await named(name);
      await versionOf(name, version);
      await deployments.setVersion(name, version, clock());
      return await view(await named(name));
    },
    async remove(name) {
      if (!(await deployments.remove(name))) throw notFound(`no workflow "${name}" is deployed`);
    },
    async rotateKey(name) {
      await named(name);
      await deployments.setKey(name, deps.freshKey(), clock());
      return await view(await named(name));
    },
    async setEnabled(name, enabled) {
      await named(name);
      await deployments.setEnabled(name, enabled, clock());
      return await view(await named(name));
    },
  };
};
