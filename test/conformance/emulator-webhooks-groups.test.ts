import assert from "node:assert/strict";

import { webhookEvents } from "#zoom";

import { raisedEvents } from "../../src/emulator/control/events.ts";
import { dig, onBothHosts, type Stage } from "./hosts.ts";
import { deliveries, setUp } from "./webhook-endpoint.ts";

const makeGroup = async (stage: Stage, name: string): Promise<string> =>
  String(dig((await stage.call("POST", "/v2/groups", { json: { name } })).body, "id"));

const both = [{ id: "amy" }, { id: "far" }];

onBothHosts("groups: made, renamed, joined, administered, left, moved between, deleted", async (host) => {
  await using scene = await setUp(host);
  const { endpoint, stage } = scene;
  const sales = await makeGroup(stage, "Sales");
  const support = await makeGroup(stage, "Support");
  const path = `/v2/groups/${sales}`;
  await stage.call("PATCH", path, { json: { name: "Selling" } });
  await stage.call("PATCH", path, { json: { name: "Selling" } });
  await stage.call("POST", `${path}/members`, { json: { members: both } });
  await stage.call("POST", `${path}/members`, { json: { members: both } });
  await stage.call("POST", `${path}/admins`, { json: { admins: [{ id: "amy" }] } });
  await stage.call("DELETE", `${path}/admins/amy`);
  await stage.call("DELETE", `${path}/members/far`);
  const move = { action: "move", target_group_id: support };
  await stage.call("PATCH", `${path}/members/amy`, { json: move });
  await stage.call("DELETE", path);
  await deliveries(stage);
  assert.deepEqual(endpoint.names(), [
    "group.created",
    "group.created",
    "group.updated",
    "group.member_added",
    "group.admin_added",
    "group.admin_deleted",
    "group.member_deleted",
    "group.member_deleted",
    "group.member_added",
    "group.deleted",
  ]);
  const payloads = endpoint.events.map((event) => dig(event, "payload"));
  assert.deepEqual(dig(payloads[2], "object"), { id: sales, name: "Selling" });
  assert.deepEqual(dig(payloads[2], "old_object"), { id: sales, name: "Sales" });
  const people = [
    { id: "amy", email: "amy@acme.test" },
    { id: "far", email: "far@other.test" },
  ];
  assert.deepEqual(dig(payloads[3], "object"), { id: sales, members: people });
  assert.deepEqual(dig(payloads[4], "object"), { id: sales, admins: people.slice(0, 1) });
  assert.deepEqual(dig(payloads[8], "object"), { id: support, members: people.slice(0, 1) });
  for (const payload of payloads) assert.equal(dig(payload, "operator"), "owner@acme.test");
});

onBothHosts("who accepts an invitation into a group joins it", async (host) => {
  await using scene = await setUp(host, ["group.member_added"]);
  const { endpoint, stage } = scene;
  const sales = await makeGroup(stage, "Sales");
  await stage.create("create", { email: "ida@acme.test", type: 1 });
  await stage.call("PATCH", "/v2/users/ida@acme.test", { json: { group_id: sales } });
  const mail = String(dig(await stage.control("GET", "/inbox/latest"), "id"));
  await stage.control("POST", `/inbox/${mail}/open`, {});
  await deliveries(stage);
  assert.deepEqual(endpoint.names(), ["group.member_added"]);
  assert.equal(dig(endpoint.events[0], "payload", "object", "members", 0, "email"), "ida@acme.test");
});

const raised: readonly (readonly [body: object, object: object])[] = [
  [
    { event: "user.signed_in", user: "amy", client_type: "mac", version: "6.5.0", login_type: "100" },
    {
      id: "amy",
      email: "amy@acme.test",
      date_time: "2026-11-22T06:30:00Z",
      client_type: "mac",
      version: "6.5.0",
      login_type: "100",
    },
  ],
  [
    { event: "user.signed_out", user: "amy@acme.test" },
    {
      id: "amy",
      email: "amy@acme.test",
      date_time: "2026-11-22T06:30:00Z",
      client_type: "browser",
      version: "6.5.0",
      login_type: 100,
    },
  ],
  [
    { event: "user.personal_notes_updated", user: "amy", personal_notes: "Away", old_personal_notes: "Here" },
    { id: "amy", email: "amy@acme.test", date_time: "2026-11-22T06:30:00Z", personal_notes: "Away" },
  ],
];

onBothHosts("what no call of the API causes happens by a call of the control plane", async (host) => {
  await using scene = await setUp(host);
  const { endpoint, stage } = scene;
  for (const [body] of raised)
    assert.deepEqual(await stage.control("POST", "/events", body), { event: dig(body, "event"), deliveries: 1 });
  await deliveries(stage);
  assert.deepEqual(
    endpoint.events.map((event) => dig(event, "payload", "object")),
    raised.map(([, object]) => object),
  );
  assert.deepEqual(endpoint.names().toSorted(), raisedEvents.toSorted(), "every such event");
  const { body } = await stage.call("GET", "/v2/users/amy");
  assert.equal(dig(body, "last_login_time"), "2026-11-22T06:30:00Z");
  const presence = async () => dig((await stage.call("GET", "/v2/users/amy/presence_status")).body, "status");
  assert.equal(await presence(), undefined, "amy signed out last");
  await stage.control("POST", "/events", { event: "user.signed_in", user: "amy" });
  assert.equal(await presence(), "Available");
  const known = new Set(webhookEvents.map(({ name }) => name));
  assert.deepEqual(
    raisedEvents.filter((name) => !known.has(name)),
    [],
  );
});

const members = (op: string) => ({ Operations: [{ op, path: "members", value: [{ value: "amy" }] }] });

onBothHosts("SCIM tells of the same", async (host) => {
  await using scene = await setUp(host);
  const { endpoint, stage } = scene;
  const made = await stage.call("POST", "/scim2/Groups", { json: { displayName: "Sales" } });
  const id = String(dig(made.body, "id"));
  const rename = { Operations: [{ op: "replace", path: "displayName", value: "Selling" }] };
  for (const json of [members("add"), members("add"), rename, rename, members("remove"), members("remove")])
    assert.equal((await stage.call("PATCH", `/scim2/Groups/${id}`, { json })).status, 204);
  const groups = [{ value: id }];
  for (const some of [groups, groups, []])
    assert.equal((await stage.call("PUT", "/scim2/Users/amy", { json: { groups: some } })).status, 200);
  await stage.call("DELETE", `/scim2/Groups/${id}`);
  await deliveries(stage);
  assert.deepEqual(
    endpoint.names().filter((name) => name.startsWith("group.")),
    [
      "group.created",
      "group.member_added",
      "group.updated",
      "group.member_deleted",
      "group.member_added",
      "group.member_deleted",
      "group.deleted",
    ],
  );
});

onBothHosts("a role and the ownership change with user.updated", async (host) => {
  await using scene = await setUp(host, ["user.updated"]);
  const { endpoint, stage } = scene;
  await stage.call("POST", "/v2/roles/1/members", { json: { members: [{ id: "amy" }] } });
  const moved = await stage.call("PUT", "/v2/accounts/me/owner", { json: { email: "amy@acme.test" } });
  assert.equal(moved.status, 204, moved.text);
  await deliveries(stage);
  const told = endpoint.events.map((event) => [
    dig(event, "payload", "old_object", "role"),
    dig(event, "payload", "object", "role"),
  ]);
  assert.deepEqual(told, [
    ["2", "1"],
    ["0", "1"],
    ["1", "0"],
  ]);
});
