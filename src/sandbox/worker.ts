// The worker thread: one task at a time, each in a QuickJS runtime of its own.
import { parentPort } from "node:worker_threads";

import { workSchema } from "./code-task.ts";
import { loadQuickJs, runInVm, type VmEnd } from "./run-in-vm.ts";

const loading = loadQuickJs();
const waiting = new Map<number, (answer: string) => void>();
let nextId = 1;

const request = async (text: string): Promise<string> => {
  const id = nextId;
  nextId += 1;
  const { promise, resolve } = Promise.withResolvers<string>();
  waiting.set(id, resolve);
  const wish: unknown = JSON.parse(text);
  parentPort?.postMessage({ kind: "request", id, request: wish });
  return await promise;
};

const finish = (end: VmEnd): void => {
  waiting.clear();
  parentPort?.postMessage({ kind: "result", ...end });
};

parentPort?.on("message", (message: unknown) => {
  const work = workSchema.parse(message);
  if (work.kind === "answer") {
    waiting.get(work.id)?.(work.answer);
    waiting.delete(work.id);
    return;
  }
  // What breaks here ends the thread; its owner says so and starts another.
  void loading.then((quickJs) => runInVm(quickJs, { ...work, request })).then(finish);
});
