// /metrics counts what really happened: a workflow is run over HTTP, and the counters are read as Prometheus reads them.
import assert from "node:assert/strict";
import { get } from "node:http";
import { text as readText } from "node:stream/consumers";
import { test } from "node:test";

import { rollcall } from "./rollcall.ts";
import { call, openServer } from "./workflow-server.ts";

const definition = `
name: hire
trigger: { http: { answer: respond } }
steps:
  - name: create_user
    type: create_user
    with: { email: "\${trigger.body.email}", type: 1 }
  - { name: say, type: respond, with: { body: made } }
`;

interface Scrape {
  readonly text: string;
  /** The value of a series, by its name and labels as they are written. */
  value(series: string): number | undefined;
}

const scrape = async (url: string): Promise<Scrape> => {
  const answer = await fetch(`${url}/metrics`);
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get("content-type") ?? "", /^text\/plain; version=0\.0\.4/);
  const text = await answer.text();
  const lines = new Map(
    text
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map((line) => {
        const at = line.lastIndexOf(" ");
        return [line.slice(0, at), Number(line.slice(at + 1))] as const;
      }),
  );
  return { text, value: (series) => lines.get(series) };
};

/** fetch would not send a foreign Host. */
const withHost = async (url: string, host: string): Promise<number | undefined> => {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  get(`${url}/metrics`, { headers: { host } }, (answer) => {
    readText(answer).then(() => resolve(answer.statusCode), reject);
  }).once("error", reject);
  return await promise;
};

test("runs, attempts, triggers, budgets and the emulator's answers are counted, and nothing that a caller sent", async (t) => {
  const server = await openServer(t);
  const url = await server.deploy(definition);
  const before = await scrape(server.url);
  assert.equal(before.value('rollcall_runs_total{workflow="hire",outcome="completed"}'), undefined);
  assert.equal(before.value(`rollcall_build_info{version="${(await rollcall(["--version"])).stdout.trim()}"}`), 1);
  assert.ok((before.value("process_resident_memory_bytes") ?? 0) > 1e6);

  const made = await call(url, { email: "mona.reyes@acme.test" }, { "idempotency-key": "one" });
  assert.equal(made.status, 200, made.text);
  assert.equal((await call(url, { email: "mona.reyes@acme.test" }, { "idempotency-key": "one" })).text, made.text);
  await server.control("faults", { operation: "userCreate", first: 1, effect: { kind: "rate-limit" } });
  assert.equal((await call(url, { email: "ola.nord@acme.test" })).status, 200);
  assert.equal((await call(url, { email: "mona.reyes@acme.test" })).status, 500);
  assert.equal((await fetch(`${server.ready.api}/users/nobody`)).status, 401);

  const after = await scrape(server.url);
  for (const [series, value] of [
    ['rollcall_triggers_accepted_total{workflow="hire",trigger="http"}', 3],
    ['rollcall_runs_total{workflow="hire",outcome="completed"}', 2],
    ['rollcall_runs_total{workflow="hire",outcome="failed"}', 1],
    ['rollcall_run_duration_seconds_count{workflow="hire"}', 3],
    ['rollcall_run_duration_seconds_bucket{le="604800",workflow="hire"}', 3],
    ['rollcall_step_attempts_total{workflow="hire",type="create_user",outcome="completed"}', 2],
    // One met the fault and was sent again, the other met a user that was there.
    ['rollcall_step_attempts_total{workflow="hire",type="create_user",outcome="failed"}', 2],
    ['rollcall_emulator_requests_total{status="201"}', 2],
    ['rollcall_emulator_requests_total{status="429"}', 1],
    ['rollcall_emulator_requests_total{status="401"}', 1],
  ] as const)
    assert.equal(after.value(series), value, `${series}\n${after.text}`);
  const used = after.value('rollcall_budget_used{account="emulator",limit="invites"}') ?? 0;
  const left = after.value('rollcall_budget_left{account="emulator",limit="invites"}') ?? 0;
  assert.ok(used >= 3 && left > 0, `${used} used, ${left} left\n${after.text}`);
  assert.ok(!after.text.includes("mona") && !after.text.includes("nobody"), "a caller's words became labels");
});

test("others' pages and other methods are refused", async (t) => {
  const { url } = await openServer(t);
  assert.equal((await fetch(`${url}/metrics`, { headers: { origin: "http://evil.test" } })).status, 403);
  assert.equal(await withHost(url, "evil.test"), 403);
  const posted = await fetch(`${url}/metrics`, { method: "POST", headers: { "content-type": "application/json" } });
  assert.equal(posted.status, 405);
});
