// sandbox: runs other people's JavaScript steps in QuickJS, in a worker thread, within bounds of time, memory and output.
// It refuses to know Zoom, workflows and credentials: code gets plain data, and one recorded HTTP call that is handed in.
// Nothing that code does ends the process: it ends the code, at worst its worker, which is replaced.
// Start reading at sandbox.ts (the door and its limits), then worker.ts and prelude.ts (what code finds around it).
export {
  type CodeError,
  type CodeLimits,
  type CodeRequest,
  type CodeAnswer,
  type CodeResult,
  type CodeTask,
  type JsonValue,
} from "./code-task.ts";
export { openSandbox, type Sandbox } from "./sandbox.ts";
export { makeTokenHandles, type HandleOwner, type TokenHandles } from "./token-handles.ts";
