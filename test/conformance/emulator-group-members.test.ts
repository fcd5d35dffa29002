import assert from "node:assert/strict";

import { newGroup } from "./group-errors.ts";
import { assertRefused, dig, type Host, listIn, onBothHosts, type Stage } from "./hosts.ts";

const users = [
  { email: "amy@acme.test", id: "amy", firstName: "Amy", lastName: "Reyes", type: 2 },
  { email: "bob@acme.test", id: "bob", firstName: "Bob" },
  { email: "off@acme.test", id: "off", status: "inactive" },
  { email: "new@acme.test", id: "new", status: "pending" },
] as const;

const open = (host: Host, switches: object = {}): Promise<Stage> =>
  host.open({ account: { accountId: "acc", users, switches } });

const add = async (stage: Stage, group: string, ...ids: readonly string[]): Promise<void> => {
  await stage.call("POST", `/v2/groups/${group}/members`, { json: { members: ids.map((id) => ({ id })) } });
};
const groupsOf = async (stage: Stage, user: string): Promise<readonly unknown[]> =>
  listIn((await stage.call("GET", `/v2/users/${user}`)).body, "group_ids");
const membersOf = async (stage: Stage, group: string): Promise<readonly unknown[]> =>
  listIn((await stage.call("GET", `/v2/groups/${group}/members`)).body, "members").map((row) => dig(row, "id"));
const totalOf = async (stage: Stage, group: string): Promise<unknown> =>
  dig((await stage.call("GET", `/v2/groups/${group}`)).body, "total_members");

onBothHosts("members are added by id or address, the id wins, and who cannot be added is dropped", async (host) => {
  await using stage = await open(host);
  const group = await newGroup(stage);
  const members = [
    { email: "AMY@acme.test" },
    { id: "bob", email: "off@acme.test" },
    { id: "nobody", email: "off@acme.test" },
    { id: "new" },
    { id: "bob" },
    {},
  ];
  const reply = await stage.call("POST", `/v2/groups/${group}/members`, { json: { members } });
  assert.equal(reply.status, 201);
  assert.deepEqual(reply.body, { ids: "amy,bob", added_at: new Date(stage.now()).toISOString().replace(".000", "") });
  assert.match(reply.headers.get("x-rollcall-hint") ?? "", /nobody: no such user; new: pending/);
  assert.deepEqual(await membersOf(stage, group), ["amy", "bob"]);
  const { body } = await stage.call("GET", `/v2/groups/${group}/members`);
  assert.deepEqual(dig(body, "members", 0), {
    id: "amy",
    email: "amy@acme.test",
    first_name: "Amy",
    last_name: "Reyes",
    type: 2,
  });
  assert.equal(await totalOf(stage, group), 2);
  assert.deepEqual(await groupsOf(stage, "amy"), [group]);
  assert.deepEqual(await groupsOf(stage, "new@acme.test"), []);
  const rows = listIn((await stage.call("GET", "/v2/users")).body, "users");
  assert.deepEqual(
    rows.map((row) => dig(row, "group_ids")),
    [undefined, [group], [group]],
  );
});

onBothHosts("members come in pages", async (host) => {
  await using stage = await open(host);
  const group = await newGroup(stage);
  await add(stage, group, "off", "bob", "amy");
  const first = await stage.call("GET", `/v2/groups/${group}/members?page_size=2`);
  assert.deepEqual(
    ["page_count", "page_number", "page_size", "total_records"].map((key) => dig(first.body, key)),
    [2, 1, 2, 3],
  );
  const token = String(dig(first.body, "next_page_token"));
  const second = await stage.call("GET", `/v2/groups/${group}/members?page_size=2&next_page_token=${token}`);
  const ids = [first, second].flatMap(({ body }) => listIn(body, "members").map((row) => dig(row, "id")));
  assert.deepEqual(ids, ["amy", "bob", "off"]);
  assert.deepEqual([dig(second.body, "next_page_token"), dig(second.body, "page_count")], ["", undefined]);
  const other = await newGroup(stage, "Other");
  assertRefused(await stage.call("GET", `/v2/groups/${other}/members?page_size=2&next_page_token=${token}`), 400, 300);
  assertRefused(await stage.call("GET", `/v2/groups?page_size=2&next_page_token=${token}`), 400, 300);
});

onBothHosts("the first group is the primary one, until another is set or one is moved", async (host) => {
  await using stage = await open(host);
  const [one, two, three] = [
    await newGroup(stage, "One"),
    await newGroup(stage, "Two"),
    await newGroup(stage, "Three"),
  ];
  const change = async (group: string, action: string, target: string): Promise<number> => {
    const json = { action, target_group_id: target };
    return (await stage.call("PATCH", `/v2/groups/${group}/members/amy@acme.test`, { json })).status;
  };
  await add(stage, one, "amy");
  await add(stage, two, "amy");
  assert.deepEqual(await groupsOf(stage, "amy"), [one, two]);
  assert.equal(await change(one, "set_primary", two), 204);
  assert.deepEqual(await groupsOf(stage, "amy"), [two, one]);
  assert.equal(await change(two, "move", three), 204);
  assert.deepEqual(await groupsOf(stage, "amy"), [three, one]);
  assert.equal(await change(three, "move", one), 204);
  assert.deepEqual(await groupsOf(stage, "amy"), [one]);
  assert.equal(await change(one, "set_primary", two), 404);
  assert.equal(await change(two, "move", one), 404);
  assert.deepEqual([await totalOf(stage, one), await totalOf(stage, two), await totalOf(stage, three)], [1, 0, 0]);
});

onBothHosts("who is removed, deleted or loses the group is out of it", async (host) => {
  await using stage = await open(host);
  const [one, two] = [await newGroup(stage, "One"), await newGroup(stage, "Two")];
  await add(stage, one, "amy", "bob", "off");
  await add(stage, two, "amy");
  assert.equal((await stage.call("DELETE", `/v2/groups/${one}/members/bob@acme.test`)).status, 204);
  assertRefused(await stage.call("DELETE", `/v2/groups/${one}/members/bob`), 404, 4131);
  assert.equal((await stage.call("DELETE", "/v2/users/off?action=delete")).status, 204);
  assert.deepEqual(await membersOf(stage, one), ["amy"]);
  await stage.call("PATCH", "/v2/users/amy", { json: { dept: "Sales", group_id: two } });
  assert.deepEqual(await groupsOf(stage, "amy"), [one, two]);
  await stage.call("DELETE", `/v2/groups/${one}`);
  assert.deepEqual(await groupsOf(stage, "amy"), [two]);
  await stage.call("DELETE", `/v2/groups/${two}`);
  assert.deepEqual(await groupsOf(stage, "amy"), []);
});

onBothHosts("a pending user joins the chosen group on accepting, if it is still there", async (host) => {
  await using stage = await open(host);
  const group = await newGroup(stage);
  const gone = await newGroup(stage, "Gone");
  const invite = async (email: string, chosen: string): Promise<string> => {
    await stage.create("create", { email, type: 1 });
    assert.equal((await stage.call("PATCH", `/v2/users/${email}`, { json: { group_id: chosen } })).status, 204);
    return String(dig(await stage.control("GET", "/inbox/latest"), "link")).replace(/^.*_rollcall/, "");
  };
  const links = [await invite("eve@acme.test", group), await invite("fay@acme.test", gone)];
  assert.deepEqual(await groupsOf(stage, "eve@acme.test"), []);
  assert.equal(await totalOf(stage, group), 0);
  await stage.call("DELETE", `/v2/groups/${gone}`);
  for (const link of links) await stage.control("POST", link, { password: "Rehearsal-2026" });
  assert.deepEqual(await groupsOf(stage, "eve@acme.test"), [group]);
  assert.deepEqual(await groupsOf(stage, "fay@acme.test"), []);
  assert.equal(await totalOf(stage, group), 1);
});

onBothHosts("admins are users of the account, members or not", async (host) => {
  await using stage = await open(host);
  const group = await newGroup(stage);
  const admins = [{ email: "bob@acme.test" }, { id: "amy" }, { id: "new" }];
  const added = await stage.call("POST", `/v2/groups/${group}/admins`, { json: { admins } });
  assert.deepEqual([added.status, dig(added.body, "ids")], [201, "bob,amy"]);
  const list = async (query = "") => (await stage.call("GET", `/v2/groups/${group}/admins${query}`)).body;
  assert.deepEqual(await list(), {
    admins: [
      { email: "amy@acme.test", name: "Amy Reyes" },
      { email: "bob@acme.test", name: "Bob" },
    ],
    page_size: 30,
    total_records: 2,
    next_page_token: "",
  });
  const token = String(dig(await list("?page_size=1"), "next_page_token"));
  assert.equal(dig(await list(`?page_size=1&next_page_token=${token}`), "admins", 0, "email"), "bob@acme.test");
  assert.equal(await totalOf(stage, group), 0);
  assert.equal((await stage.call("DELETE", `/v2/groups/${group}/admins/bob@acme.test`)).status, 204);
  assertRefused(await stage.call("DELETE", `/v2/groups/${group}/admins/bob`), 400, 4138);
  await stage.call("DELETE", "/v2/users/amy?action=delete");
  assert.deepEqual(listIn(await list(), "admins"), []);
});

onBothHosts("a group has no channels here", async (host) => {
  await using stage = await open(host);
  const group = await newGroup(stage);
  const { status, body } = await stage.call("GET", `/v2/groups/${group}/channels`);
  assert.deepEqual([status, body], [200, { group_id: group, channels: [] }]);
});

onBothHosts("groups travel in snapshots, and a reset removes them", async (host) => {
  await using stage = await open(host);
  const group = await newGroup(stage);
  await add(stage, group, "amy");
  const { text } = await stage.call("GET", "/_rollcall/snapshot");
  await using other = await host.open({ account: false });
  const headers = { "content-type": "application/json" };
  assert.equal((await other.call("PUT", "/_rollcall/snapshot", { body: text, headers })).status, 200);
  const there = await other.call("GET", `/v2/groups/${group}/members`, { token: stage.token });
  assert.equal(dig(there.body, "members", 0, "id"), "amy");
  const twice = text.replace('"group":[', `"group":[{"seq":0,"account":"acc","id":"x","name":"SALES"},`);
  assert.equal((await other.call("PUT", "/_rollcall/snapshot", { body: twice, headers })).status, 400);
  const older = text.replace(/"group":\[[^\]]*\],/, "");
  assert.equal((await other.call("PUT", "/_rollcall/snapshot", { body: older, headers })).status, 200);
  await stage.control("POST", "/reset", {});
  assert.deepEqual(listIn((await stage.call("GET", "/v2/groups")).body, "groups"), []);
});
