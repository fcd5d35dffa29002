import assert from "node:assert/strict";

import { assertRefused, dig, type Host, listIn, onBothHosts, type Stage } from "./hosts.ts";
import { newRole } from "./role-errors.ts";

const users = [
  { email: "amy@acme.test", id: "amy", firstName: "Amy", type: 2, profile: { dept: "Sales" } },
  { email: "bob@acme.test", id: "bob", roleId: "1" },
  { email: "new@acme.test", id: "new", status: "pending" },
] as const;

const open = (host: Host): Promise<Stage> => host.open({ account: { accountId: "acc", users } });

const roleOf = async (stage: Stage, user: string): Promise<readonly unknown[]> => {
  const { body } = await stage.call("GET", `/v2/users/${user}`);
  return [dig(body, "role_id"), dig(body, "role_name")];
};
const assign = (stage: Stage, role: string, ...ids: readonly string[]) =>
  stage.call("POST", `/v2/roles/${role}/members`, { json: { members: ids.map((id) => ({ id })) } });

onBothHosts("a role is made, read, changed and deleted; its users are Members then", async (host) => {
  await using stage = await open(host);
  const json = { name: "Helpdesk", description: "Resets", privileges: ["User:Read", "User:Edit", "User:Read"] };
  const made = await stage.call("POST", "/v2/roles", { json });
  const id = String(dig(made.body, "id"));
  const privileges = ["User:Read", "User:Edit"];
  assert.match(id, /^R[\w-]{22}$/);
  assert.deepEqual([made.status, made.body], [201, { ...json, id, total_members: 0, privileges }]);
  const change = { name: "HELPDESK", privileges: ["User:Read"], sub_account_privileges: { second_level: 2 } };
  assert.equal((await stage.call("PATCH", `/v2/roles/${id}`, { json: change })).status, 204);
  assert.equal((await assign(stage, id, "amy")).status, 201);
  assert.deepEqual((await stage.call("GET", `/v2/roles/${id}`)).body, {
    id,
    name: "HELPDESK",
    description: "Resets",
    type: "common",
    privileges: ["User:Read"],
    sub_account_privileges: { second_level: 2 },
    privilege_scopes: [],
    total_members: 1,
  });
  assert.deepEqual(await roleOf(stage, "amy"), [id, "HELPDESK"]);
  assert.equal((await stage.call("DELETE", `/v2/roles/${id}`)).status, 204);
  assert.deepEqual(await roleOf(stage, "amy"), ["2", "Member"]);
  assertRefused(await stage.call("GET", `/v2/roles/${id}`), 400, 1034, "Provided `role_id` does not exist.");
});

onBothHosts("the list has Zoom's own roles first, each with its members", async (host) => {
  await using stage = await open(host);
  const id = await newRole(stage);
  const queue = await stage.call("POST", "/v2/roles", { json: { name: "Queue", type: "iq" } });
  await assign(stage, id, "amy");
  const { body } = await stage.call("GET", "/v2/roles");
  assert.equal(dig(body, "total_records"), 4);
  assert.deepEqual(
    listIn(body, "roles").map((role) => [dig(role, "id"), dig(role, "name"), dig(role, "total_members")]),
    [
      ["0", "Owner", 1],
      ["1", "Admin", 1],
      ["2", "Member", 0],
      [id, "Helpdesk", 1],
    ],
  );
  const other = await stage.call("GET", "/v2/roles?type=iq");
  assert.deepEqual(
    listIn(other.body, "roles").map((role) => dig(role, "id")),
    [dig(queue.body, "id")],
  );
});

onBothHosts("members come and go; the Owner, pending and unknown users are dropped", async (host) => {
  await using stage = await open(host);
  const id = await newRole(stage);
  const members = [
    { email: "AMY@acme.test" },
    { id: "bob" },
    { id: "new" },
    { id: "no" },
    { email: "owner@acme.test" },
  ];
  const added = await stage.call("POST", `/v2/roles/${id}/members`, { json: { members } });
  const now = new Date(stage.now()).toISOString().replace(".000", "");
  assert.deepEqual([added.status, added.body], [201, { ids: "amy,bob", add_at: now }]);
  assert.match(added.headers.get("x-rollcall-hint") ?? "", /no: no such user.*Owner/);
  const first = await stage.call("GET", `/v2/roles/${id}/members?page_size=1`);
  assert.deepEqual(listIn(first.body, "members"), [
    { id: "amy", email: "amy@acme.test", first_name: "Amy", last_name: "", type: 2, department: "Sales" },
  ]);
  assert.deepEqual([dig(first.body, "page_count"), dig(first.body, "total_records")], [2, 2]);
  const token = String(dig(first.body, "next_page_token"));
  const second = await stage.call("GET", `/v2/roles/${id}/members?page_size=1&next_page_token=${token}`);
  assert.deepEqual([dig(second.body, "members", 0, "id"), dig(second.body, "next_page_token")], ["bob", ""]);
  assert.deepEqual(listIn((await stage.call("GET", `/v2/users?role_id=${id}`)).body, "users").length, 2);
  assert.equal((await stage.call("DELETE", `/v2/roles/${id}/members/amy@acme.test`)).status, 204);
  assert.deepEqual(await roleOf(stage, "amy"), ["2", "Member"]);
  assertRefused(await stage.call("DELETE", `/v2/roles/${id}/members/amy`), 404, 1001);
  assert.equal((await assign(stage, "1", "amy")).status, 201);
  assert.deepEqual(await roleOf(stage, "amy"), ["1", "Admin"]);
  assert.equal((await stage.call("DELETE", "/v2/roles/1/members/amy")).status, 204);
});

onBothHosts("an app that acts with a role may do what the role may at that moment", async (host) => {
  await using stage = await open(host);
  const id = await newRole(stage, "Reader", ["User:Read"]);
  const app = await stage.control("POST", "/accounts/acc/apps", { role_id: id });
  const token = String(dig(app, "token"));
  const edit = { json: { dept: "IT" }, token };
  const denied = "Invalid access token. Does not contain permissions [User:Edit].";
  assert.equal((await stage.call("GET", "/v2/users", { token })).status, 200);
  assertRefused(await stage.call("PATCH", "/v2/users/amy", edit), 400, 200, denied);
  assertRefused(await stage.call("POST", "/v2/roles", { json: { name: "Root" }, token }), 400, 200);
  assertRefused(await stage.call("GET", `/v2/roles/${id}`, { token }), 200, 200);
  await stage.call("PATCH", `/v2/roles/${id}`, { json: { privileges: ["User:Read", "User:Edit", "Role:Read"] } });
  assert.equal((await stage.call("PATCH", "/v2/users/amy", edit)).status, 204);
  assert.equal((await stage.call("GET", `/v2/roles/${id}`, { token })).status, 200);
  const basic = Buffer.from(`${String(dig(app, "client_id"))}:${String(dig(app, "client_secret"))}`).toString("base64");
  const headers = { authorization: `Basic ${basic}` };
  const query = "grant_type=account_credentials&account_id=acc";
  const fresh = await stage.call("POST", `/oauth/token?${query}`, { token: null, headers });
  const mine = String(dig(fresh.body, "access_token"));
  assertRefused(await stage.call("DELETE", `/v2/roles/${id}`, { token: mine }), 400, 200);
  await stage.control("POST", "/reset", {});
  assert.equal((await stage.call("GET", "/v2/users", { token: mine })).status, 200, "a reset keeps the role of an app");
  await stage.call("DELETE", `/v2/roles/${id}`);
  assertRefused(await stage.call("GET", "/v2/users", { token: mine }), 400, 200);
  const owner = await stage.control("POST", "/accounts/acc/apps", { role_id: "0" });
  assert.equal((await stage.call("GET", "/v2/roles", { token: String(dig(owner, "token")) })).status, 200);
});

onBothHosts("groups and roles can be seeded, with an account or later", async (host) => {
  await using stage = await host.open({
    account: {
      accountId: "acc",
      users,
      groups: [{ name: "Sales", id: "sales", members: ["amy", "new@acme.test"], admins: ["BOB@acme.test"] }],
      roles: [{ name: "Reader", id: "Rreader", privileges: ["User:Read"], members: ["amy"] }],
    },
  });
  assert.deepEqual(await roleOf(stage, "amy"), ["Rreader", "Reader"]);
  const seed = {
    users: [{ email: "eve@acme.test", id: "eve" }],
    groups: [{ name: "Later", id: "later", members: ["eve", "amy"] }],
    roles: [{ name: "Editor", id: "Reditor", privileges: ["User:Edit"], members: ["eve@acme.test"] }],
  };
  await stage.control("POST", "/seed", seed);
  assert.deepEqual(await roleOf(stage, "eve"), ["Reditor", "Editor"]);
  assert.deepEqual(listIn((await stage.call("GET", "/v2/users/amy")).body, "group_ids"), ["sales", "later"]);
  assert.equal(dig((await stage.call("GET", "/v2/groups/sales/admins")).body, "admins", 0, "email"), "bob@acme.test");
  const send = (json: object) => stage.call("POST", "/_rollcall/seed", { json });
  for (const json of [
    { groups: [{ name: "SALES" }] },
    { groups: [{ name: "A" }, { name: "a" }] },
    { roles: [{ name: "owner" }] },
    { groups: [{ name: "B", members: ["nobody"] }], users: [{ email: "zoe@acme.test" }] },
  ]) {
    const { status } = await send(json);
    assert.equal(status, 409, JSON.stringify(json));
  }
  assertRefused(await stage.call("GET", "/v2/users/zoe@acme.test"), 404, 1001);
  assert.throws(() => stage.emulator.addAccount({ groups: [{ name: "B", members: ["nobody"] }] }), {
    code: "RC_EMULATOR_SEED_UNKNOWN",
  });
});

onBothHosts("roles travel in snapshots", async (host) => {
  await using stage = await open(host);
  const id = await newRole(stage, "Reader", ["User:Read"]);
  await assign(stage, id, "amy");
  const { text } = await stage.call("GET", "/_rollcall/snapshot");
  await using other = await host.open({ account: false });
  const headers = { "content-type": "application/json" };
  assert.equal((await other.call("PUT", "/_rollcall/snapshot", { body: text, headers })).status, 200);
  const there = await other.call("GET", "/v2/users/amy", { token: stage.token });
  assert.deepEqual(dig(there.body, "role_name"), "Reader");
  const foreign = text.replace(`"role":[{"account":"acc"`, `"role":[{"account":"other"`);
  assert.equal((await other.call("PUT", "/_rollcall/snapshot", { body: foreign, headers })).status, 400);
});
