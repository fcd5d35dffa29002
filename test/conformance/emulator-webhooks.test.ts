import assert from "node:assert/strict";

import { dig, keysOf, listIn, onBothHosts, startsAt } from "./hosts.ts";
import { deliveries, setUp, subscribe } from "./webhook-endpoint.ts";

const operator = (payload: unknown): readonly unknown[] => [
  dig(payload, "operator"),
  typeof dig(payload, "operator_id"),
];

onBothHosts("a new user is told of, signed, in Zoom's envelope", async (host) => {
  await using scene = await setUp(host);
  const { endpoint, stage } = scene;
  const made = await stage.create("ssoCreate", {
    email: "mona.reyes@acme.test",
    type: 2,
    first_name: "Mona",
    last_name: "Reyes",
  });
  const [delivery] = await deliveries(stage);
  const [event] = endpoint.events;
  assert.deepEqual(keysOf(event), ["event", "event_ts", "payload"]);
  assert.deepEqual([dig(event, "event"), dig(event, "event_ts")], ["user.created", startsAt]);
  const payload = dig(event, "payload");
  assert.deepEqual(keysOf(payload), ["account_id", "operator", "operator_id", "creation_type", "object"]);
  assert.deepEqual([dig(payload, "account_id"), dig(payload, "creation_type")], ["acc", "ssoCreate"]);
  assert.deepEqual(operator(payload), ["owner@acme.test", "string"]);
  assert.deepEqual(dig(payload, "object"), {
    id: dig(made.body, "id"),
    first_name: "Mona",
    last_name: "Reyes",
    display_name: "Mona Reyes",
    email: "mona.reyes@acme.test",
    type: 2,
  });
  assert.deepEqual([dig(delivery, "state"), dig(delivery, "next_attempt")], ["delivered", null]);
  assert.deepEqual(dig(delivery, "attempts"), [{ at: "2026-11-22T06:30:00.000Z", status: 200, ms: 0, error: "" }]);
  for (const key of keysOf(event)) assert.deepEqual(dig(delivery, key), dig(event, key), key);
});

onBothHosts("an invitation is told of, and its acceptance, without an operator", async (host) => {
  await using scene = await setUp(host);
  const { endpoint, stage } = scene;
  await stage.create("create", { email: "ida@acme.test", type: 1 });
  const mail = String(dig(await stage.control("GET", "/inbox/latest"), "id"));
  await stage.control("POST", `/inbox/${mail}/open`, {});
  await deliveries(stage);
  assert.deepEqual(endpoint.names(), ["user.created", "user.invitation_accepted"]);
  const [created, accepted] = endpoint.events;
  assert.equal(dig(created, "payload", "creation_type"), "create");
  assert.deepEqual(keysOf(dig(accepted, "payload")), ["account_id", "object"]);
  assert.deepEqual(keysOf(dig(accepted, "payload", "object")), ["id", "email", "type"]);
});

onBothHosts("user.updated has the changed keys only, and their old values", async (host) => {
  await using scene = await setUp(host);
  const { endpoint, stage } = scene;
  await stage.call("PATCH", "/v2/users/amy", { json: { dept: "Sales", last_name: "Nord", first_name: "Amy" } });
  await stage.call("PATCH", "/v2/users/amy", { json: { dept: "Sales" } });
  assert.equal((await stage.call("PATCH", "/v2/users/amy", { json: { type: 77 } })).status, 400);
  await deliveries(stage);
  assert.deepEqual(endpoint.names(), ["user.updated"], "what changes nothing is no event");
  const payload = dig(endpoint.events[0], "payload");
  assert.deepEqual(keysOf(payload), ["account_id", "operator", "operator_id", "object", "old_object", "time_stamp"]);
  assert.deepEqual(dig(payload, "object"), {
    id: "amy",
    last_name: "Nord",
    display_name: "Amy Nord",
    dept: "Sales",
  });
  assert.deepEqual(dig(payload, "old_object"), {
    id: "amy",
    last_name: "Reyes",
    display_name: "Amy Reyes",
    dept: "",
  });
  assert.equal(dig(payload, "time_stamp"), startsAt);
});

onBothHosts("deactivated, activated, disassociated, deleted: five fields and the operator", async (host) => {
  await using scene = await setUp(host);
  const { endpoint, stage } = scene;
  for (const action of ["deactivate", "deactivate", "activate"])
    await stage.call("PUT", "/v2/users/amy/status", { json: { action } });
  await stage.call("DELETE", "/v2/users/far");
  await stage.create("ssoCreate", { email: "bob@acme.test", type: 1 });
  await stage.call("DELETE", "/v2/users/bob@acme.test?action=delete");
  assert.equal((await stage.call("DELETE", "/v2/users/me?action=delete")).status, 400);
  await deliveries(stage);
  const names = ["user.deactivated", "user.activated", "user.disassociated", "user.created", "user.deleted"];
  assert.deepEqual(endpoint.names(), names);
  for (const event of endpoint.events.filter((one) => dig(one, "event") !== "user.created")) {
    assert.deepEqual(operator(dig(event, "payload")), ["owner@acme.test", "string"]);
    assert.deepEqual(keysOf(dig(event, "payload", "object")), ["id", "first_name", "last_name", "email", "type"]);
  }
});

onBothHosts("a subscription gets its own account's events, and those it asked for", async (host) => {
  await using scene = await setUp(host, ["user.deleted"]);
  const { endpoint, stage } = scene;
  const other = stage.emulator.addAccount({ accountId: "other", preset: "business" });
  const subscription = await subscribe(stage, ["user.created"], { account: "other" });
  await stage.create("ssoCreate", { email: "bob@acme.test", type: 1 });
  await stage.call("DELETE", "/v2/users/bob@acme.test?action=delete");
  await stage.create("ssoCreate", { email: "eve@acme.test", type: 1 }, { token: other.token });
  await stage.call("DELETE", "/v2/users/eve@acme.test?action=delete", { token: other.token });
  await deliveries(stage);
  assert.deepEqual(
    endpoint.events.map((event) => [dig(event, "event"), dig(event, "payload", "account_id")]),
    [
      ["user.deleted", "acc"],
      ["user.created", "other"],
    ],
  );
  assert.equal((await deliveries(stage, "&account=other")).length, 1);
  assert.equal((await deliveries(stage, "&event=user.deleted")).length, 1);
  assert.equal((await deliveries(stage, `&webhook=${String(dig(subscription, "id"))}`)).length, 1);
  assert.equal((await deliveries(stage, "&state=waiting")).length, 0);
  await stage.control("DELETE", "/webhooks?account=other");
  assert.deepEqual(await stage.control("GET", "/webhooks?account=other"), []);
  assert.equal(listIn(await stage.control("GET", "/webhooks")).length, 1);
});

onBothHosts("what was refused, and seeds, are no events", async (host) => {
  await using scene = await setUp(host);
  const { endpoint, stage } = scene;
  await stage.create("ssoCreate", { email: "amy@acme.test", type: 1 });
  await stage.control("POST", "/seed", { users: [{ email: "seeded@acme.test" }] });
  await stage.call("DELETE", "/v2/users/nobody@acme.test");
  assert.deepEqual(await deliveries(stage), []);
  assert.deepEqual(endpoint.events, []);
});

onBothHosts("the secret is told once and then masked", async (host) => {
  await using scene = await setUp(host);
  const { stage, subscription } = scene;
  assert.equal(dig(subscription, "secret"), "rollcall-secret");
  await stage.create("ssoCreate", { email: "bob@acme.test", type: 1 });
  await deliveries(stage);
  for (const path of ["/webhooks", `/webhooks/${String(dig(subscription, "id"))}`, "/deliveries", "/requests"])
    assert.doesNotMatch(JSON.stringify(await stage.control("GET", path)), /rollcall-secret/, path);
});
