import assert from "node:assert/strict";
import { test } from "node:test";

import { createEmulator } from "#emulator";

import { dig, inProcess, listIn, onBothHosts, overSocket, type Stage } from "./hosts.ts";
import { deliveries, makeEndpoint, serveEndpoint, setUp, subscribe } from "./webhook-endpoint.ts";

const minuteMs = 60_000;

const invite = (stage: Stage, name: string) => stage.create("ssoCreate", { email: `${name}@acme.test`, type: 1 });
const advance = (stage: Stage, minutes: number) =>
  stage.control("PUT", "/clock", { advance_ms: minutes * minuteMs, frozen: true });
const stateOf = (delivery: unknown): readonly unknown[] => [
  dig(delivery, "state"),
  listIn(delivery, "attempts").length,
  dig(delivery, "next_attempt"),
];
const webhookState = async (stage: Stage): Promise<unknown> => dig(await stage.control("GET", "/webhooks"), 0, "state");

onBothHosts("retries come 5, 20 and 60 minutes after the attempt before, then the event is dropped", async (host) => {
  await using scene = await setUp(host);
  const { endpoint, stage } = scene;
  await stage.control("PUT", "/clock", { to: "2026-11-22T07:00:00Z", frozen: true });
  endpoint.answers = 500;
  await invite(stage, "bob");
  assert.deepEqual(stateOf((await deliveries(stage))[0]), ["waiting", 1, "2026-11-22T07:05:00.000Z"]);
  await stage.control("PUT", "/clock", { advance_ms: 5 * minuteMs - 1 });
  assert.equal(listIn((await deliveries(stage))[0], "attempts").length, 1, "not a millisecond too early");
  await stage.control("PUT", "/clock", { advance_ms: 1 });
  assert.deepEqual(stateOf((await deliveries(stage))[0]), ["waiting", 2, "2026-11-22T07:25:00.000Z"]);
  // Ten minutes late: the next one counts from here.
  await advance(stage, 30);
  assert.deepEqual(stateOf((await deliveries(stage))[0]), ["waiting", 3, "2026-11-22T08:35:00.000Z"]);
  await advance(stage, 60);
  const [dropped] = await deliveries(stage);
  assert.deepEqual(stateOf(dropped), ["dropped", 4, null]);
  assert.deepEqual(
    listIn(dropped, "attempts").map((attempt) => [dig(attempt, "at"), dig(attempt, "status"), dig(attempt, "error")]),
    ["07:00", "07:05", "07:35", "08:35"].map((time) => [`2026-11-22T${time}:00.000Z`, 500, "it answered 500"]),
  );
  await advance(stage, 600);
  assert.equal((await deliveries(stage)).length, 1);
  assert.equal(endpoint.events.length, 4);
});

onBothHosts("what comes through at last is delivered; broken connections and redirects are failures", async (host) => {
  await using scene = await setUp(host);
  const { endpoint, stage } = scene;
  endpoint.answers = "break";
  await invite(stage, "bob");
  const [broken] = await deliveries(stage);
  assert.deepEqual(
    [dig(broken, "attempts", 0, "status"), dig(broken, "attempts", 0, "error")],
    [null, "connect ECONNREFUSED"],
  );
  endpoint.answers = 302;
  await advance(stage, 5);
  assert.equal(dig((await deliveries(stage))[0], "attempts", 1, "error"), "it answered 302");
  endpoint.answers = 204;
  await advance(stage, 20);
  assert.deepEqual(stateOf((await deliveries(stage))[0]), ["delivered", 3, null]);
});

test("an endpoint that does not answer within 3 seconds has failed", async () => {
  await using scene = await setUp(inProcess);
  const { endpoint, stage } = scene;
  endpoint.answers = "hang";
  await invite(stage, "bob");
  const before = performance.now();
  const [delivery] = await deliveries(stage);
  const took = performance.now() - before;
  assert.ok(took > 2500 && took < 6000, `${took} ms`);
  assert.equal(dig(delivery, "attempts", 0, "error"), "no answer within 3 seconds");
});

test("while the clock runs a retry needs nobody to ask for it", async () => {
  const endpoint = makeEndpoint();
  await using emulator = await createEmulator({ webhooks: { fetch: endpoint.fetch } });
  const control = async (method: string, path: string, json?: object): Promise<unknown> => {
    const init = { method, ...(json === undefined ? {} : { body: JSON.stringify(json) }) };
    return (await emulator.fetch(`http://zoom/_rollcall${path}`, init)).json();
  };
  const { secret } = endpoint;
  await control("POST", "/webhooks", { url: "http://127.0.0.1:9/", events: ["*"], secret });
  endpoint.answers = 503;
  await emulator.fetch("http://zoom/v2/users", {
    method: "POST",
    headers: { authorization: `Bearer ${emulator.account.token}`, "content-type": "application/json" },
    body: JSON.stringify({ action: "create", user_info: { email: "bob@acme.test", type: 1 } }),
  });
  await control("GET", "/deliveries?wait=5s");
  assert.equal(endpoint.events.length, 1);
  endpoint.answers = 200;
  await control("PUT", "/clock", { advance_ms: 5 * minuteMs - 500 });
  assert.equal(endpoint.events.length, 1);
  const limit = performance.now() + 5000;
  while (endpoint.names().length < 2 && performance.now() < limit)
    await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(endpoint.names().length, 2);
});

type Wrong = readonly [what: string, proof: (plainToken: string) => Response, names: RegExp];
const wrongs: readonly Wrong[] = [
  ["another status", (plainToken) => Response.json({ plainToken }, { status: 404 }), /it answered 404/],
  ["no JSON", () => new Response("ok"), /plainToken and encryptedToken/],
  ["half of it", (plainToken) => Response.json({ plainToken }), /encryptedToken/],
  ["another token", () => Response.json({ plainToken: "x", encryptedToken: "x" }), /not the one it was sent/],
  ["another secret", (plainToken) => Response.json({ plainToken, encryptedToken: "00" }), /HMAC-SHA256/],
];

onBothHosts("an endpoint that cannot prove that it knows the secret is refused", async (host) => {
  await using scene = await setUp(host);
  const { endpoint, stage } = scene;
  assert.equal(endpoint.validations, 1);
  const json = { url: "http://127.0.0.1:9/", events: ["*"], secret: endpoint.secret };
  for (const [what, proof, names] of wrongs) {
    endpoint.proof = proof;
    const reply = await stage.call("POST", "/_rollcall/webhooks", { json });
    assert.equal(reply.status, 400, what);
    assert.match(reply.text, names, what);
    assert.doesNotMatch(reply.text, /rollcall-secret/);
  }
  assert.equal(listIn(await stage.control("GET", "/webhooks")).length, 1);
  const unchecked = await subscribe(stage, ["*"], { skip_validation: true });
  assert.deepEqual([dig(unchecked, "state"), dig(unchecked, "next_validation")], ["unchecked", null]);
  assert.equal(endpoint.validations, 1 + wrongs.length);
});

onBothHosts("every 72 hours the endpoint is asked again; one that fails receives nothing more", async (host) => {
  await using scene = await setUp(host);
  const { endpoint, stage, subscription } = scene;
  const id = String(dig(subscription, "id"));
  await advance(stage, 72 * 60 - 1);
  await deliveries(stage);
  assert.equal(endpoint.validations, 1);
  await advance(stage, 1);
  await deliveries(stage);
  assert.deepEqual([endpoint.validations, await webhookState(stage)], [2, "valid"]);
  endpoint.answers = 500;
  await invite(stage, "bob");
  await deliveries(stage);
  endpoint.proof = () => new Response("gone", { status: 410 });
  await advance(stage, 72 * 60);
  const [delivery] = await deliveries(stage);
  assert.deepEqual(stateOf(delivery), ["dropped", 1, null], "first the question, then the retry");
  assert.equal(dig(await stage.control("GET", `/webhooks/${id}`), "problem"), "it answered 410, not 200");
  assert.equal(await webhookState(stage), "invalid");
  await invite(stage, "eve");
  assert.equal((await deliveries(stage)).length, 1);
  const replay = await stage.call("POST", `/_rollcall/deliveries/${String(dig(delivery, "id"))}/replay`, { json: {} });
  assert.deepEqual([replay.status, /invalid/.test(replay.text)], [409, true]);
  endpoint.proof = undefined;
  endpoint.answers = 200;
  assert.equal(dig(await stage.control("POST", `/webhooks/${id}/validate`, {}), "state"), "valid");
  await invite(stage, "ann");
  assert.equal((await deliveries(stage)).length, 2);
});

onBothHosts("nothing leaves the machine unless the emulator was made for it", async (host) => {
  await using scene = await setUp(host);
  const { stage } = scene;
  const refused = [
    "http://example.com/zoom",
    "https://127.0.0.1.nip.io/",
    "http://10.0.0.1/",
    "http://[::2]/",
    "http://localhost.evil.example/",
    "http://user:pass@127.0.0.1/",
    "ftp://127.0.0.1/",
    "file:///etc/passwd",
    "nonsense",
  ];
  for (const url of refused) {
    const json = { url, events: ["*"], skip_validation: true };
    const reply = await stage.call("POST", "/_rollcall/webhooks", { json });
    assert.equal(reply.status, 400, url);
    assert.match(reply.text, /url: /);
  }
  for (const url of ["http://localhost:1/x", "https://[::1]/", "http://127.9.9.9/"])
    await subscribe(stage, ["*"], { url, skip_validation: true });
  const webhooks = { fetch: scene.endpoint.fetch, anywhere: true };
  await using open = await setUp(host, ["*"], { webhooks });
  await subscribe(open.stage, ["*"], { url: "https://example.com/zoom" });
});

onBothHosts("a snapshot cannot make it send elsewhere", async (host) => {
  await using scene = await setUp(host);
  const { endpoint, stage } = scene;
  const text = JSON.stringify(await stage.control("GET", "/snapshot"));
  await stage.control("PUT", "/snapshot", JSON.parse(text.replace("127.0.0.1:9/zoom", "example.com/zoom")));
  await invite(stage, "bob");
  const [delivery] = await deliveries(stage);
  assert.match(String(dig(delivery, "attempts", 0, "error")), /example\.com is not this machine/);
  assert.deepEqual(endpoint.events, []);
});

onBothHosts("replay sends the same event again, with tries of its own", async (host) => {
  await using scene = await setUp(host);
  const { endpoint, stage } = scene;
  await invite(stage, "bob");
  const [first] = await deliveries(stage);
  const again = await stage.control("POST", `/deliveries/${String(dig(first, "id"))}/replay`, {});
  assert.equal(dig(again, "replay_of"), dig(first, "id"));
  const [second] = await deliveries(stage);
  assert.deepEqual([dig(second, "id"), ...stateOf(second)], [dig(again, "id"), "delivered", 1, null]);
  assert.deepEqual(endpoint.events[1], endpoint.events[0]);
});

onBothHosts("a removed subscription gets nothing more; 20 are the limit", async (host) => {
  await using scene = await setUp(host);
  const { endpoint, stage, subscription } = scene;
  endpoint.answers = 500;
  await invite(stage, "bob");
  await deliveries(stage);
  await stage.control("DELETE", `/webhooks/${String(dig(subscription, "id"))}`);
  const [dropped] = await deliveries(stage);
  assert.deepEqual(stateOf(dropped), ["dropped", 1, null]);
  await advance(stage, 60);
  await invite(stage, "eve");
  assert.equal((await deliveries(stage)).length, 1);
  const replay = await stage.call("POST", `/_rollcall/deliveries/${String(dig(dropped, "id"))}/replay`, { json: {} });
  assert.equal(replay.status, 409);
  for (let number = 0; number < 20; number += 1) await subscribe(stage, ["*"], { skip_validation: true });
  const full = await stage.call("POST", "/_rollcall/webhooks", { json: { url: "http://127.0.0.1:9/", events: ["*"] } });
  assert.deepEqual([full.status, /20 webhooks/.test(full.text)], [409, true]);
});

onBothHosts("a snapshot brings subscriptions and waiting events back; reset clears them", async (host) => {
  await using scene = await setUp(host);
  const { endpoint, stage } = scene;
  endpoint.answers = 500;
  await advance(stage, 1);
  await invite(stage, "bob");
  await deliveries(stage);
  const snapshot = await stage.control("GET", "/snapshot");
  await stage.control("POST", "/reset", {});
  assert.deepEqual([await stage.control("GET", "/webhooks"), await deliveries(stage)], [[], []]);
  await advance(stage, 10);
  await deliveries(stage);
  assert.equal(endpoint.events.length, 1);
  await stage.control("PUT", "/snapshot", snapshot);
  assert.deepEqual(await stage.control("GET", "/snapshot"), snapshot);
  endpoint.answers = 200;
  await advance(stage, 5);
  assert.deepEqual(stateOf((await deliveries(stage))[0]), ["delivered", 2, null]);
});

test("close() ends requests, and who waits for them", async () => {
  const scene = await setUp(inProcess);
  scene.endpoint.answers = "hang";
  await invite(scene.stage, "bob");
  const waiting = deliveries(scene.stage);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const before = performance.now();
  await scene.stage.emulator.close();
  assert.equal(listIn((await waiting)[0], "attempts").length, 0);
  assert.ok(performance.now() - before < 2900, "without waiting out the 3 seconds");
});

test("the log keeps a thousand finished deliveries, and a backlog drains", async () => {
  await using scene = await setUp(inProcess);
  await scene.stage.control("PATCH", "/accounts/acc", { switches: { limits: "off" } });
  for (let number = 0; number < 1100; number += 1) await invite(scene.stage, `user${number}`);
  await deliveries(scene.stage);
  assert.equal(scene.endpoint.events.length, 1100);
  assert.equal(dig(await scene.stage.control("GET", "/deliveries?limit=1"), "total"), 1000);
});

test("over the real fetch, to a real server", async () => {
  const endpoint = makeEndpoint();
  await using stage = await overSocket.open({ account: { preset: "business" } });
  {
    await using server = await serveEndpoint(endpoint);
    await subscribe(stage, ["*"], { url: `http://localhost:${server.port}/zoom?x=1` });
    await invite(stage, "mona");
    assert.equal(dig((await deliveries(stage))[0], "state"), "delivered");
    assert.deepEqual(endpoint.names(), ["user.created"]);
  }
  await invite(stage, "ola");
  assert.match(String(dig((await deliveries(stage))[0], "attempts", 0, "error")), /ECONNREFUSED|closed|ECONNRESET/);
});
