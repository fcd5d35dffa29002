import assert from "node:assert/strict";

import { newGroup } from "./group-errors.ts";
import { assertRefused, dig, listIn, onBothHosts } from "./hosts.ts";

onBothHosts("a group is made, read, renamed and deleted", async (host) => {
  await using stage = await host.open();
  const made = await stage.call("POST", "/v2/groups", { json: { name: "Sales" } });
  assert.equal(made.status, 201);
  const id = String(dig(made.body, "id"));
  assert.match(id, /^[\w-]{22}$/);
  assert.deepEqual(made.body, { id, name: "Sales", total_members: 0 });
  assert.equal((await stage.call("PATCH", `/v2/groups/${id}`, { json: { name: "sales" } })).status, 204);
  assert.deepEqual((await stage.call("GET", `/v2/groups/${id}`)).body, { id, name: "sales", total_members: 0 });
  assert.equal((await stage.call("PATCH", `/v2/groups/${id}`, { json: {} })).status, 204);
  assert.equal((await stage.call("DELETE", `/v2/groups/${id}`)).status, 204);
  assertRefused(await stage.call("GET", `/v2/groups/${id}`), 404, 4130, `A group with this ${id} does not exist.`);
  assert.equal((await stage.call("POST", "/v2/groups", { json: { name: "Sales" } })).status, 201);
});

onBothHosts("groups come in pages by token, in order of creation", async (host) => {
  await using stage = await host.open();
  for (let count = 0; count < 5; count += 1) await newGroup(stage, `Group ${count}`);
  const first = await stage.call("GET", "/v2/groups?page_size=3");
  assert.equal(dig(first.body, "total_records"), 5);
  const token = String(dig(first.body, "next_page_token"));
  await stage.call("DELETE", `/v2/groups/${String(dig(first.body, "groups", 0, "id"))}`);
  const second = await stage.call("GET", `/v2/groups?page_size=3&next_page_token=${token}`);
  const names = [first, second].flatMap(({ body }) => listIn(body, "groups").map((group) => dig(group, "name")));
  assert.deepEqual(names, ["Group 0", "Group 1", "Group 2", "Group 3", "Group 4"]);
  assert.equal(dig(second.body, "next_page_token"), "");
  stage.advance(15 * 60_000);
  assertRefused(await stage.call("GET", `/v2/groups?page_size=3&next_page_token=${token}`), 400, 300);
});

onBothHosts("a hundred new groups a day, and a hundred more the next", async (host) => {
  await using stage = await host.open();
  for (let count = 0; count < 100; count += 1) await newGroup(stage, `Group ${count}`);
  const refused = await stage.call("POST", "/v2/groups", { json: { name: "One more" } });
  assertRefused(refused, 429, 429);
  assert.equal(refused.headers.get("retry-after"), "2026-11-23T00:00:00Z");
  await stage.control("PUT", "/clock", { to: "midnight" });
  const app = await stage.control("POST", `/accounts/${stage.emulator.account.accountId}/apps`, {});
  const token = String(dig(app, "token"));
  assert.equal((await stage.call("POST", "/v2/groups", { json: { name: "One more" }, token })).status, 201);
});
