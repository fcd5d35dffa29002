import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { z } from "zod";

import { call, openServer } from "./workflow-server.ts";

const one = (step: string): string => `name: bad\ntrigger: { http: {} }\nsteps:\n  - ${step}\n`;

test("definitions are refused with line and column", async (t) => {
  const server = await openServer(t);
  const cases: readonly (readonly [text: string, message: RegExp])[] = [
    [one("{ name: x, type: launch_rocket }"), /line 4, column \d+: .*no step type .{1,2}launch_rocket/],
    [one('{ name: x, type: respond, with: { body: "${process.env}" } }'), /there is no .{1,2}process/],
    [
      one('{ name: x, type: respond, with: { body: "${trigger.body.toString()}" } }'),
      /not part of the path language|path with filters/,
    ],
    [one('{ name: x, type: respond, with: { body: "${steps.later.id}" } }'), /no step .{1,2}later/],
    [one('{ name: x, type: respond, with: { body: "${trigger | constructor}" } }'), /no filter .{1,2}constructor/],
    [one('{ name: x, type: respond, with: { headers: { X-A: "a\\r\\nSet-Cookie: b" } } }'), /line break/],
    [one("{ name: x, type: workflow, with: { workflow: bad } }"), /bad runs bad/],
    ["name: bad\na: &a [*a]\n", /aliases/],
    ["name: [", /line \d+, column \d+/],
    [`name: bad\nsteps: ${"[".repeat(100)}`, /line 1|line 2/],
  ];
  for (const [text, message] of cases) {
    const answer = await call(`${server.url}/api/workflows`, { source: { name: "bad.yaml", text } });
    assert.equal(answer.status, 400, text);
    assert.match(answer.text, message);
  }
  assert.equal((await call(`${server.url}/healthz`)).status, 200);
});

test("calls: huge bodies, other methods, wrong keys, split headers, private addresses", async (t) => {
  const server = await openServer(t);
  const url = await server.deploy(`
name: relay
trigger: { http: { max_body_bytes: 1000 } }
steps:
  - name: fetch
    type: http
    with: { url: "\${trigger.body.url}" }
    on_error:
      - { name: no, type: respond, with: { status: 502, body: "\${error.code}" } }
  - { name: yes, type: respond, with: { body: "\${steps.fetch.status}", headers: { X-Echo: "\${trigger.body.echo}" } } }
`);
  assert.equal((await call(url, "x".repeat(2000))).status, 413);
  assert.equal((await call(url)).status, 405);
  assert.equal((await call(`${server.url}/t/${"a".repeat(32)}`, {})).status, 404);
  assert.equal((await call(url, "{", { "content-type": "application/json" })).status, 400);
  assert.equal((await call(url, {}, { "idempotency-key": "k".repeat(300) })).status, 400);
  for (const target of [
    `${server.url}/healthz`,
    "http://169.254.169.254/latest",
    "http://[::1]:1/",
    "http://localhost:1/",
    "file:///etc/passwd",
  ]) {
    const answer = await call(url, { url: target });
    assert.equal(answer.status, 502, target);
    assert.match(answer.text, /RC_SERVER_OUTBOUND|input/, target);
  }
  assert.equal((await call(`${server.url}/healthz`)).status, 200);
  assert.equal(server.stderr(), "");
});

test("events: unsigned, old and replayed ones start nothing", async (t) => {
  const server = await openServer(t);
  await server.deploy(
    "name: seen\ntrigger: { event: { events: [user.created] } }\nsteps:\n  - { name: end, type: wait, with: { for: 1ms } }\n",
  );
  const runs = async (): Promise<number> =>
    z.array(z.unknown()).parse(await server.json("runs", "--workflow", "seen")).length;
  const forged = JSON.stringify({ event: "user.created", event_ts: 1, payload: {} });
  const signature = createHmac("sha256", "guess").update(`v0:1:${forged}`).digest("hex");
  const hooks = z
    .array(z.looseObject({ url: z.string() }))
    .parse(JSON.parse((await call(`${server.url}/_rollcall/webhooks`)).text));
  const endpoint = hooks[0]?.url ?? "";
  assert.match(endpoint, /\/t\/events\//);
  for (const headers of [{}, { "x-zm-signature": `v0=${signature}`, "x-zm-request-timestamp": "1" }])
    assert.equal((await call(endpoint, forged, headers)).status, 401);
  assert.equal(await runs(), 0);
  await call(
    `${server.ready.api}/users`,
    { action: "create", user_info: { email: "amy@acme.test", type: 1 } },
    { authorization: `Bearer ${server.ready.token}` },
  );
  await call(`${server.url}/_rollcall/deliveries?wait=20s`);
  assert.equal(await runs(), 1);
  const { deliveries } = z
    .object({ deliveries: z.array(z.looseObject({ id: z.string() })) })
    .parse(JSON.parse((await call(`${server.url}/_rollcall/deliveries`)).text));
  await server.control(`deliveries/${deliveries[0]?.id ?? ""}/replay`, {});
  await call(`${server.url}/_rollcall/deliveries?wait=20s`);
  assert.equal(await runs(), 1, "delivered again, run once");
});
