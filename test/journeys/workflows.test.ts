import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";

import { call, openServer, runSchema } from "./workflow-server.ts";

const text = (body: string): string =>
  `name: hello\ntrigger: { http: {} }\nsteps:\n  - { name: say, type: respond, with: { body: "${body}" } }\n`;

const mona = { email: "mona.reyes@acme.test", first_name: "Mona", last_name: "Reyes", type: 1 };

test("from template to user: URL, steps, 429 waited out, idempotency key, 409, test of one step", async (t) => {
  const server = await openServer(t);
  assert.match((await server.workflow("init", "zoom-create-user")).stdout, /workflow deploy zoom-create-user\.yaml/);
  const deployed = z
    .strictObject({ name: z.string(), version: z.number(), url: z.string(), changed: z.boolean() })
    .parse(await server.json("deploy", "zoom-create-user.yaml"));
  assert.deepEqual([deployed.name, deployed.version, deployed.changed], ["zoom-create-user", 1, true]);
  const { url } = deployed;

  const first = await call(url, mona, { "idempotency-key": "hire-1" });
  assert.equal(first.status, 201, first.text);
  assert.equal(typeof first.body["id"], "string");
  const again = await call(url, mona, { "idempotency-key": "hire-1" });
  assert.deepEqual(again.body, first.body);
  const other = await call(url, { ...mona, type: 2 }, { "idempotency-key": "hire-1" });
  assert.equal(other.status, 422);
  assert.ok((await server.users("pending")).includes(mona.email));

  const taken = await call(url, mona);
  assert.equal(taken.status, 409);
  assert.equal(taken.body["kind"], "pending here");

  await server.control("faults", { operation: "userCreate", first: 2, effect: { kind: "rate-limit" } });
  const limited = await call(url, { ...mona, email: "ola.nord@acme.test" });
  assert.equal(limited.status, 201, limited.text);
  const run = await server.run(String(limited.body["run"]));
  assert.equal(run.state, "completed");
  const create = run.steps.find(({ name }) => name === "create_user");
  assert.deepEqual(
    create?.attempts.map(({ state, error }) => [state, error?.code]),
    [
      ["failed", "http_429"],
      ["failed", "http_429"],
      ["completed", undefined],
    ],
  );

  const runs = z.array(runSchema).parse(await server.json("runs"));
  assert.deepEqual(
    runs.map(({ state }) => state),
    ["completed", "completed", "completed"],
  );
  assert.deepEqual(Object.keys(runs[0] ?? {}).slice(0, 4), ["id", "workflow", "version", "state"]);

  const input = JSON.stringify({ email: "ida.berg@acme.test", type: 1 });
  const tested = z
    .looseObject({ ok: z.boolean(), output: z.looseObject({ id: z.string() }) })
    .parse(await server.json("test", "zoom-create-user.yaml", "--step", "create_user", "--input", input));
  assert.equal(tested.ok, true);
  assert.ok((await server.users("pending")).includes("ida.berg@acme.test"));
  assert.equal(z.array(runSchema).parse(await server.json("runs")).length, 3, "a test is no run");
});

test("versions: a deploy is a new one, the URL stays, revert gives the old one back", async (t) => {
  const server = await openServer(t);
  const url = await server.deploy(text("one"));
  assert.equal((await call(url, {})).text, "one");
  assert.equal(await server.deploy(text("two")), url);
  assert.equal((await call(url, {})).text, "two");
  assert.match((await server.workflow("revert", "hello", "1")).stdout, /hello +1 /);
  assert.equal((await call(url, {})).text, "one");
  const dry = await server.workflow("deploy", "definition.yaml", "--dry-run");
  assert.match(dry.stdout, /would become version 3[\s\S]*- .*one[\s\S]*\+ .*two/);
  await server.workflow("disable", "hello");
  assert.equal((await call(url, {})).status, 410);
  await server.workflow("enable", "hello");
  await server.workflow("rotate", "hello");
  assert.equal((await call(url, {})).status, 404);
  await server.workflow("delete", "hello");
  assert.deepEqual(await server.json("list"), []);
});

test("a failed run is run again from a step with other input, and a wait for an acceptance goes on", async (t) => {
  const server = await openServer(t);
  const url = await server.deploy(`
name: hire
trigger: { http: {} }
steps:
  - name: look
    type: lookup_user
    with: { user: "\${trigger.body.email}" }
  - name: create
    type: create_user
    with: { email: "\${trigger.body.email}", type: "\${trigger.body.type}" }
  - name: accepted
    type: wait
    with:
      event: user.invitation_accepted
      match: { payload.object.email: "\${trigger.body.email}" }
  - name: after
    type: lookup_user
    with: { user: "\${trigger.body.email}" }
output: "\${steps.after.status}"
`);
  const bad = await call(url, { email: "eve@acme.test", type: 77 });
  assert.equal(bad.status, 202);
  const id = String(bad.body["run"]);
  const failed = z
    .looseObject({ state: z.string() })
    .parse(await call(`${server.url}/api/runs/${id}/settled?wait_ms=20000`).then(({ body }) => body));
  assert.equal(failed.state, "failed");
  const again = await server.workflow(
    "rerun",
    id,
    "--from",
    "create",
    "--input",
    '{"email":"eve@acme.test","type":1}',
    "--wait",
    "1",
    "--json",
  );
  const rerun = runSchema.parse(JSON.parse(again.stdout));
  assert.equal(rerun.rerun_of, id);
  const mail = await fetch(`${server.url}/_rollcall/inbox/latest?to=eve@acme.test&wait=20s`);
  const { id: mailId } = z.looseObject({ id: z.string() }).parse(await mail.json());
  await server.control(`inbox/${mailId}/open`, { password: "Rehearsal-2026" });
  const settled = await call(`${server.url}/api/runs/${rerun.id}/settled?wait_ms=25000`);
  assert.equal(settled.body["state"], "completed", settled.text);
  const run = await server.run(rerun.id);
  assert.equal(run.output, "active");
  assert.deepEqual(
    run.steps.map(({ name }) => name),
    ["create", "accepted", "after"],
  );
});

test("approve lets a run go on; decline ends it; cancel stops one", async (t) => {
  const server = await openServer(t);
  const url = await server.deploy(
    "name: ask\ntrigger: { http: {} }\nsteps:\n  - { name: ok, type: approve, with: { message: Really? } }\n  - { name: end, type: wait, with: { for: 1ms } }\n",
  );
  const start = async (): Promise<string> => String((await call(url, {})).body["run"]);
  const waiting = async (id: string): Promise<string> => {
    for (;;) {
      const { body } = await call(`${server.url}/api/runs/${id}`);
      const [open] = z.array(z.looseObject({ key: z.string() })).parse(body["approvals"]);
      if (open !== undefined) return open.key;
    }
  };
  const yes = await start();
  await waiting(yes);
  assert.equal((await server.workflow("approve", yes)).code, 0);
  assert.equal((await call(`${server.url}/api/runs/${yes}/settled?wait_ms=20000`)).body["state"], "completed");
  const no = await start();
  const link = `${server.url}/t/approve/${await waiting(no)}`;
  assert.match((await call(link)).text, /Really\?/);
  const declined = await fetch(link, {
    method: "POST",
    body: new URLSearchParams({ decision: "decline", comment: "too early" }),
  });
  assert.equal(declined.status, 200);
  assert.equal((await call(`${server.url}/api/runs/${no}/settled?wait_ms=20000`)).body["state"], "failed");
  const never = await start();
  await waiting(never);
  assert.equal((await server.workflow("cancel", never)).code, 0);
  assert.equal((await server.run(never)).state, "canceled");
});
