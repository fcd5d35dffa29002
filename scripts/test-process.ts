// The child of test.ts: runs the files it is given, prints them as they end, and leaves the counts in a file.
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { relative, resolve } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";

const [resultFile = "", isolation = "", timeoutMs = "", ...files] = process.argv.slice(2);
const skipped: { name: string; file: string; reason: string }[] = [];

const isSkip = (skip: string | boolean | undefined): skip is string | true => skip !== undefined && skip !== false;
const note = (
  event: { name: string; file?: string | undefined; skip?: string | boolean; todo?: string | boolean },
  mark: string | boolean | undefined,
): void => {
  if (!isSkip(mark)) return;
  const file = event.file === undefined ? "?" : relative(process.cwd(), event.file);
  skipped.push({ name: event.name, file, reason: typeof mark === "string" && mark !== "" ? mark : "no reason given" });
};

const stream = run({
  files: files.map((file) => resolve(file)),
  isolation: isolation === "none" ? "none" : "process",
  timeout: Number(timeoutMs),
  // In one process tests follow one another: they may replace globals such as Date.now for a moment. Of processes there is one
  // more than cores: a good part of each only waits for others.
  concurrency: isolation === "none" ? 1 : availableParallelism() + 1,
});
stream.on("test:pass", (event) => {
  note(event, event.skip ?? event.todo);
});
stream.on("test:fail", (event) => {
  // A failing todo does not fail the run, so it counts as skipped.
  note(event, event.todo);
});
stream.on("test:summary", ({ file, counts, success }) => {
  // The summary of all files names none.
  if (file !== undefined) return;
  const failed = Math.max(counts.tests - counts.passed - counts.skipped - counts.todo, success ? 0 : 1);
  writeFileSync(resultFile, JSON.stringify({ passed: counts.passed, failed, skipped }));
  if (failed > 0) process.exitCode = 1;
});
stream.compose(spec).pipe(process.stdout);
