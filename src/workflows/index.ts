// workflows: a definition in YAML becomes a URL, a schedule or an event that starts durable runs of its steps.
// It refuses to know Zoom, what a step type does, and where runs are recorded: those are handed in.
// What a run does is data: expressions are paths with a fixed list of filters, and nothing is ever evaluated.
// Start reading at workflows.ts (what it offers), then definition/schema.ts, interpret/run-steps.ts and step-type.ts.
export { durationMs } from "./definition/duration.ts";
export { allSteps, parseDefinition } from "./definition/parse-definition.ts";
export { type FlowType, flowTypes } from "./definition/flow-types.ts";
export type { Definition, StepDefinition } from "./definition/schema.ts";
export type { WorkflowOptions } from "./deps.ts";
export { workflowErrors } from "./errors.ts";
export type { EventCall, ReadEvent } from "./event-source.ts";
export { type HttpExchange, httpExchangeSchema } from "./exchange-record.ts";
export { filters } from "./expressions/filters.ts";
export { type Expression, isTemplate, type Operand, parseTemplate, type Template } from "./expressions/parse.ts";
export { openWorkflows } from "./open-workflows.ts";
export type { ObserveRuns, RunEvent } from "./run-events.ts";
export { defineStep, type StepContext, type StepError, type StepOutcome, type StepType } from "./step-type.ts";
export { resealTriggers } from "./store/reseal-triggers.ts";
export { workflowTables } from "./store/tables.ts";
export { attemptStates, runStates, type RunError, type RunState, triggerKinds } from "./store/records.ts";
export type {
  ApprovalView,
  AttemptView,
  DefinitionSource,
  Deployed,
  RerunOptions,
  RunDetail,
  RunFilter,
  RunView,
  StepTest,
  StepView,
  TestOptions,
  VersionView,
  Workflows,
  WorkflowView,
} from "./workflows.ts";
