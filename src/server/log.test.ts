import assert from "node:assert/strict";
import { test } from "node:test";

import { type LogEntry, openJournal } from "./log.ts";

const journal = (hidesEmails: boolean, key?: Uint8Array) => {
  const entries: LogEntry[] = [];
  const open = openJournal({ log: (entry) => entries.push(entry), redactEmails: hidesEmails });
  if (key !== undefined) open.useKey(key);
  return { ...open, entries };
};

const failing = new Error('no: {"password":"Sesame-1"} Bearer abc.def for mona@acme.test');
failing.stack = failing.message;

test("secrets are masked; addresses stay unless they are to be hidden", () => {
  const { error, entries } = journal(false);
  error(failing);
  assert.deepEqual(entries, [
    {
      level: "error",
      event: "error",
      fields: { message: 'no: {"password":"***"} Bearer *** for mona@acme.test' },
    },
  ]);
});

const hashOf = (key: Uint8Array | undefined): readonly string[] => {
  const { error, call, entries } = journal(true, key);
  error(failing);
  call("acme", { method: "GET", path: "/v2/users/Mona%40acme.test", status: 404, ms: 3, attempt: 1 });
  return entries.map(({ fields }) => /\bp-\w+(?=(?:@|%40)acme\.test)/.exec(JSON.stringify(fields))?.[0] ?? "");
};

test("an address has one hash, wherever it stands and after a restart; another key gives another", () => {
  const [one, other] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  const [first = "", second] = hashOf(one);
  assert.match(first, /^p-[\da-f]{10}$/);
  assert.equal(second, first);
  assert.deepEqual(hashOf(one), [first, first]);
  assert.notDeepEqual(hashOf(other), [first, first]);
  assert.deepEqual(hashOf(undefined), ["p-unknown", "p-unknown"]);
});

test("what went wrong is a warning: failed runs and attempts, limits, no answer", () => {
  const { run, call, entries } = journal(false);
  const common = { run: "run-1", workflow: "hire", version: 1, ms: 5 };
  const step = { run: "run-1", workflow: "hire", step: "say", type: "respond", attempt: 1, ms: 1 };
  run({ kind: "accepted", run: "run-1", workflow: "hire", version: 1, trigger: "http" });
  run({ kind: "finished", ...common, state: "completed" });
  run({ kind: "finished", ...common, state: "failed", error: "http_500" });
  run({ kind: "attempt", ...step, state: "waiting" });
  run({ kind: "attempt", ...step, state: "interrupted" });
  for (const status of [201, 404, 429, 502]) call("acme", { method: "GET", path: "/", status, ms: 1, attempt: 1 });
  call("acme", { method: "GET", path: "/", ms: 1, attempt: 1 });
  assert.deepEqual(
    entries.map(({ level, event }) => `${level} ${event}`),
    [
      "info run.accepted",
      "info run.finished",
      "warn run.finished",
      "info step.attempt",
      "warn step.attempt",
      "info account.call",
      "info account.call",
      "warn account.call",
      "warn account.call",
      "warn account.call",
    ],
  );
});
