import assert from "node:assert/strict";
import { test } from "node:test";

import { createEmulator } from "./create-emulator.ts";

test("an emulator without an account says so, until one is added", async () => {
  await using emulator = await createEmulator({ account: false });
  assert.throws(() => emulator.account, { code: "RC_EMULATOR_NO_ACCOUNT" });
  const added = emulator.addAccount({ domain: "own.test" });
  assert.equal(added.ownerEmail, "owner@own.test");
  const answer = await emulator.fetch("http://x/v2/users/me", { headers: { authorization: `Bearer ${added.token}` } });
  assert.equal(answer.status, 200);
});

test("what is pinned must be free; nothing is added otherwise", async () => {
  await using emulator = await createEmulator({ account: { accountId: "acc", clientId: "app" } });
  for (const options of [
    { accountId: "acc" },
    { clientId: "app" },
    { users: [{ email: "OWNER@acme.test" }] },
    { users: [{ email: "a@acme.test" }, { email: "A@acme.test" }] },
    {
      users: [
        { email: "a@acme.test", id: "x" },
        { email: "b@acme.test", id: "x" },
      ],
    },
  ])
    assert.throws(() => emulator.addAccount(options), { code: "RC_EMULATOR_EXISTS" });
  const accounts: unknown = await (await emulator.fetch("http://x/_rollcall/accounts")).json();
  assert.equal(Array.isArray(accounts) && accounts.length, 1);
});

const make = async () => {
  await using emulator = await createEmulator({ seed: 7, clock: () => 0 });
  const { accountId, clientId, clientSecret } = emulator.account;
  return [accountId, clientId, clientSecret];
};

test("a seed makes ids and secrets repeatable", async () => {
  assert.deepEqual(await make(), await make());
});

test("the emulator listens on loopback unless it has an admin token or no control plane", async () => {
  await using bare = await createEmulator();
  await assert.rejects(bare.listen({ host: "0.0.0.0" }), { code: "RC_EMULATOR_EXPOSED" });
  await using guarded = await createEmulator({ adminToken: "x" });
  assert.ok((await guarded.listen({ host: "0.0.0.0" })).port > 0);
});
