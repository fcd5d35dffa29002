import assert from "node:assert/strict";
import { test } from "node:test";

import type { Transport, TransportRequest } from "#client";
import { openSqliteStore } from "#system";

import { accountEntrySchema } from "./account.ts";
import { budgetSchema } from "./budget-table.ts";
import { type AccountDeps, openAccount } from "./open-account.ts";

const noon = Date.parse("2026-11-20T12:00:00Z");
const deps = (more: Partial<AccountDeps> = {}): AccountDeps => ({
  env: { ACME_SECRET: "hush" },
  readSecretFile: () => ({ text: "hush", mode: 0o600 }),
  fetch: async () => Response.error(),
  clock: () => noon,
  sleep: async () => undefined,
  random: () => 0,
  ...more,
});
const entry = accountEntrySchema.parse({
  name: "acme",
  kind: "zoom",
  account_id: "acc",
  client_id: "cid",
  client_secret: { env: "ACME_SECRET" },
  plan: "pro",
});

test("a named account: its secret and its budget reach the client", async () => {
  const seen: string[] = [];
  const answers = [{ access_token: "t1" }, { existed_email: true }];
  await using store = await openSqliteStore(":memory:", budgetSchema);
  const opened: string[] = [];
  const account = openAccount(
    { entry },
    deps({
      fetch: async (_input, init) => {
        seen.push(new Headers(init?.headers).get("authorization") ?? "");
        return Response.json(answers.shift());
      },
      budgetStore: store,
      timeoutMs: 1000,
      signal: new AbortController().signal,
      onRequest: ({ path }) => opened.push(path),
    }),
  );
  assert.deepEqual([account.name, account.isEmulator, account.plan], ["acme", false, "pro"]);
  assert.equal(await account.client.users.emailExists("a@acme.test"), true);
  assert.deepEqual(seen, [`Basic ${btoa("cid:hush")}`, "Bearer t1"]);
  assert.deepEqual(opened, ["/oauth/token", "/v2/users/email"]);
  assert.equal((await store.get("SELECT account FROM budget"))?.["account"], "acc at api.zoom.us");
});

test("a missing secret is said before anything is sent", () => {
  assert.throws(() => openAccount({ entry }, deps({ env: {} })), { code: "RC_ACCOUNTS_SECRET_MISSING" });
});

test("an emulator: its own transport, paced only where it has limits", async () => {
  const requests: TransportRequest[] = [];
  const transport: Transport = async (request) => {
    requests.push(request);
    return { status: 200, headers: new Headers(), text: '{"existed_email":false}' };
  };
  const waits = { on: 0, off: 0 };
  for (const limits of ["on", "off"] as const) {
    const account = openAccount(
      {
        emulator: {
          baseUrl: "http://emulator/v2",
          tokenUrl: "http://emulator/oauth/token",
          credentials: { accessToken: "t" },
          transport,
          plan: "free",
          limits,
        },
      },
      deps({
        sleep: async (ms) => {
          waits[limits] += ms;
        },
      }),
    );
    assert.deepEqual([account.name, account.isEmulator], ["emulator", true]);
    for (let call = 0; call < 5; call += 1) await account.client.users.emailExists("a@acme.test");
  }
  assert.ok(waits.on > 1000 && waits.off === 0);
  assert.equal(requests.length, 10);
});
