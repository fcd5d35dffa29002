// engine: durable runs behind one narrow port: define, start, run, status, signal, cancel, prune, close.
// It refuses to know Zoom, what a run is for, and (outside sqlite-store.ts) where runs are recorded.
// Underneath works the npm package openworkflow, pinned exactly; nobody else imports it.
// Start reading at engine.ts (the port and its guarantees), then make-engine.ts (how it is put together)
// and guard-backend.ts (what the library lacks).
export type {
  Definition,
  Engine,
  RunContext,
  RunFilter,
  RunPage,
  RunState,
  RunStatus,
  StepAttempt,
  StepRetry,
  Workflow,
} from "./engine.ts";
export { engineErrors } from "./errors.ts";
export { type EngineOptions, openEngine } from "./open-engine.ts";
