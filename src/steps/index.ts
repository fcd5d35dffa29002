// steps: what each type of step does: to a Zoom account, over HTTP, in code; and how Zoom's own events are read.
// It refuses to know how a run is driven, recorded or triggered: that is workflows'; accounts, outbound HTTP and the
// catalog are handed in. One file per step type; the list in registry.ts is explicit.
// export/ writes a definition as another product has it.
// Start reading at registry.ts, then create-user.ts and deps.ts; for exports at export/export-workflow.ts.
export type { OutboundAuth, OutboundRequest, OutboundResponse, StepAccount, StepDeps } from "./deps.ts";
export { stepErrors } from "./errors.ts";
export { type Exported, type ExportProduct, exportProducts, exportWorkflow } from "./export/export-workflow.ts";
export { recordingFetch } from "./record-calls.ts";
export { createStepTypes } from "./registry.ts";
export { type StepDoc, stepDocs, type StepField } from "./step-docs.ts";
export { readZoomEvent } from "./zoom-events.ts";
