import assert from "node:assert/strict";

import { assistantLimits } from "#zoom";

import { dig, onBothHosts, type Stage } from "./hosts.ts";

const users = [
  { email: "host@acme.test", id: "host", type: 2 },
  { email: "aide@acme.test", id: "aide", type: 2 },
  { email: "help@acme.test", id: "help", type: 2 },
] as const;

const listOf = async (stage: Stage, user: string, kind: "assistants" | "schedulers"): Promise<unknown> =>
  dig((await stage.call("GET", `/v2/users/${user}/${kind}`)).body, kind);

onBothHosts("assistants are schedulers the other way round", async (host) => {
  await using stage = await host.open({ account: { users } });
  const json = { assistants: [{ email: "aide@acme.test", can_manage_host_private_event: true }, { id: "help" }] };
  const added = await stage.call("POST", "/v2/users/host/assistants", { json });
  assert.deepEqual([added.status, dig(added.body, "ids")], [201, "aide,help"]);
  assert.deepEqual(await listOf(stage, "host", "assistants"), [
    { email: "aide@acme.test", id: "aide", can_manage_host_private_event: true },
    { email: "help@acme.test", id: "help", can_manage_host_private_event: false },
  ]);
  const pmi = dig((await stage.call("GET", "/v2/users/host")).body, "pmi");
  assert.deepEqual(await listOf(stage, "aide", "schedulers"), [{ email: "host@acme.test", id: "host", pmi }]);
  for (const [path, left] of [
    ["/v2/users/host/assistants/help@acme.test", ["aide"]],
    ["/v2/users/aide/schedulers/host", []],
  ] as const) {
    assert.equal((await stage.call("DELETE", path)).status, 204);
    const ids = await listOf(stage, "host", "assistants");
    assert.deepEqual(Array.isArray(ids) ? ids.map((one) => dig(one, "id")) : ids, left);
  }
});

onBothHosts("all of somebody's assistants or schedulers go at once, and with the user", async (host) => {
  await using stage = await host.open({ account: { users } });
  const add = (user: string, id: string) =>
    stage.call("POST", `/v2/users/${user}/assistants`, { json: { assistants: [{ id }] } });
  await add("host", "aide");
  await add("help", "aide");
  assert.equal((await stage.call("DELETE", "/v2/users/aide/schedulers")).status, 204);
  assert.deepEqual(await listOf(stage, "help", "assistants"), []);
  await add("host", "aide");
  assert.equal((await stage.call("DELETE", "/v2/users/host/assistants")).status, 204);
  assert.deepEqual(await listOf(stage, "aide", "schedulers"), []);
  await add("host", "aide");
  await stage.call("DELETE", "/v2/users/aide?action=delete");
  assert.deepEqual(await listOf(stage, "host", "assistants"), []);
});

onBothHosts("assistants who have left the account take nobody's place", async (host) => {
  const aides = Array.from({ length: assistantLimits.perUser + 1 }, (_unused, at) => `aide${at}@acme.test`);
  const everybody = ["host@acme.test", ...aides].map((email) => ({ email, type: 2 }));
  await using stage = await host.open({ account: { preset: "business", users: everybody } });
  const path = "/v2/users/host@acme.test/assistants";
  const add = (emails: readonly string[]) =>
    stage.call("POST", path, { json: { assistants: emails.map((email) => ({ email })) } });
  assert.equal((await add(aides.slice(0, -1))).status, 201);
  assert.equal((await add(aides.slice(-1))).status, 400);
  await stage.call("DELETE", `/v2/users/${String(aides[0])}?action=delete`);
  assert.equal((await add(aides.slice(-1))).status, 201);
});
