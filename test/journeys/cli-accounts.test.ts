import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { suite, test, type TestContext } from "node:test";
import { z } from "zod";

import { createEmulator, type Emulator } from "#emulator";

import { freshData, rollcall, startServer } from "./rollcall.ts";

const total = async ({ fetch, account }: Emulator): Promise<number> => {
  const answer = await fetch("http://zoom/v2/users?status=pending", {
    headers: { authorization: `Bearer ${account.token}` },
  });
  return z.object({ total_records: z.number() }).parse(await answer.json()).total_records;
};

/** A "real" account, played by another emulator, and a data directory whose accounts.json names it. */
const realAccount = async (t: TestContext) => {
  const emulator = await createEmulator({ account: { preset: "pro" } });
  t.after(() => emulator.close());
  const { url } = await emulator.listen();
  const data = freshData();
  const { accountId, clientId, clientSecret } = emulator.account;
  const entry = {
    kind: "zoom",
    account_id: accountId,
    client_id: clientId,
    client_secret: { env: "ACME_SECRET" },
    plan: "pro",
  };
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(
    join(data, "accounts.json"),
    JSON.stringify({
      accounts: [
        { name: "acme", base_url: `${url}/v2`, ...entry },
        { name: "gone", base_url: "http://127.0.0.1:9/v2", ...entry },
      ],
    }),
  );
  const file = join(dirname(data), "two.csv");
  writeFileSync(file, "Email\nana@acme.test\nbob@acme.test\n");
  return { emulator, data, file, env: { ACME_SECRET: clientSecret } };
};

suite("a named account", { concurrency: 2 }, () => {
  test("asks first: without a terminal and without --yes nothing is sent", async (t) => {
    const { emulator, data, file, env } = await realAccount(t);
    const named = ["--account", "acme", "--data", data];
    const refused = await rollcall(["apply", file, ...named], { env });
    assert.equal(refused.code, 4);
    assert.match(refused.stderr, /REAL account "acme"[\s\S]*--yes[\s\S]*RC_CLI_NOT_CONFIRMED/);
    const user = await rollcall(["users", "create", "--email", "eve@acme.test", ...named], { env });
    assert.equal(user.code, 4);
    const removal = await rollcall(["users", "delete", "owner@acme.test", "--mode", "delete", ...named], { env });
    assert.equal(removal.code, 4);
    assert.equal(await total(emulator), 0);

    const planned = await rollcall(["plan", file, ...named], { env });
    assert.equal(planned.code, 0);
    assert.match(planned.stdout, /2 invites = 1 day at the Pro cap of 1,500/);
    const applied = await rollcall(["apply", file, ...named, "--yes", "--json"], { env });
    assert.equal(applied.code, 0, applied.stderr);
    assert.equal(await total(emulator), 2);
    assert.doesNotMatch(applied.stdout + applied.stderr + planned.stdout, new RegExp(env.ACME_SECRET));
  });

  test("no secret, a wrong one: exit 6; not reachable: exit 7", async (t) => {
    const { data, file, env } = await realAccount(t);
    const missing = await rollcall(["plan", file, "--account", "acme", "--data", data]);
    assert.deepEqual([missing.code, missing.stdout], [6, ""]);
    assert.match(missing.stderr, /ACME_SECRET/);
    const wrong = await rollcall(["apply", file, "--account", "acme", "--data", data, "--yes"], {
      env: { ACME_SECRET: "no" },
    });
    assert.equal(wrong.code, 6);
    assert.match(wrong.stderr, /RC_CLIENT_TOKEN/);
    const gone = await rollcall(["plan", file, "--account", "gone", "--data", data], { env });
    assert.equal(gone.code, 7);
  });

  test("over HTTP the server knows the account and its secret, and the command line asks", async (t) => {
    const { emulator, data, file, env } = await realAccount(t);
    await startServer(t, ["--data", data, "--empty"], env);
    const refused = await rollcall(["apply", file, "--account", "acme", "--data", data]);
    assert.equal(refused.code, 4);
    assert.equal(await total(emulator), 0);
    const applied = await rollcall(["apply", file, "--account", "acme", "--data", data, "--yes"]);
    assert.equal(applied.code, 0, applied.stderr);
    assert.equal(await total(emulator), 2);
  });
});
