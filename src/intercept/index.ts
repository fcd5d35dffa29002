// intercept: brings the calls of a program that knows nothing of us to a handler: a proxy, certificates that are thrown
// away, an environment; and records the calls to a real account, without what identifies people, to replay them.
// It refuses to know who answers: the handler is handed in, and may be an emulator, a recorder or a test.
// Start reading at run-intercepted.ts (one run), then open-proxy.ts (who is answered, let through, refused) and
// child-environment.ts (what each runtime needs).
export type { ChildAccount } from "./child-environment.ts";
export { createRecorder, type RecorderOptions } from "./create-recorder.ts";
export { interceptErrors } from "./errors.ts";
export { readRecording, type RecordedCall } from "./recorded-call.ts";
export { keptHeaders } from "./redact-call.ts";
export { replay, type ReplayedOperation } from "./replay.ts";
export { type InterceptedRun, type Ran, runIntercepted } from "./run-intercepted.ts";
export { type RecordedAccount, seedOf } from "./seed-of.ts";
export type { Counted, RefusedCalls, Summary } from "./witness.ts";
