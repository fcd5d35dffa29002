// `rollcall record` in front of a second emulator in Zoom's place, and `rollcall replay` of what it kept.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test, type TestContext } from "node:test";

import { z } from "zod";

import { createEmulator, type Credentials } from "#emulator";

import { cliArgs } from "../cli-args.ts";
import { cleanEnv, errorSchema, firstText, freshData, rollcallHere } from "./rollcall.ts";

const readySchema = z.object({ url: z.string(), api: z.string(), recording: z.string() });
const replayedSchema = z.strictObject({
  calls: z.number(),
  operations: z.array(
    z.strictObject({
      operation: z.string(),
      calls: z.number(),
      same: z.number(),
      differences: z.array(z.strictObject({ what: z.string(), count: z.number(), first: z.number() })),
    }),
  ),
});
const idSchema = z.object({ id: z.string() });

/** Starts the recorder in front of an account. */
const startRecorder = async (t: TestContext, url: string, account: Credentials) => {
  const data = freshData();
  mkdirSync(data, { recursive: true });
  const { accountId, clientId, clientSecret } = account;
  const entry = {
    name: "real",
    kind: "zoom",
    base_url: `${url}/v2`,
    account_id: accountId,
    client_id: clientId,
    client_secret: { env: "REAL_SECRET" },
    plan: "business",
  };
  writeFileSync(join(data, "accounts.json"), JSON.stringify({ accounts: [entry] }));
  const out = join(dirname(data), "recording.ndjson");
  const args = ["record", "--account", "real", "--data", data, "--out", out, "--writes", "--yes", "--json"];
  const child = spawn(process.execPath, [...cliArgs, ...args], {
    env: cleanEnv({ REAL_SECRET: clientSecret }),
    stdio: ["ignore", "pipe", "inherit"],
  });
  t.after(() => child.kill("SIGKILL"));
  const { api } = readySchema.parse(JSON.parse(await firstText(child.stdout)));
  return { api, child, out };
};

/** What a program does with the account while it is recorded; gives the id of the user it created. */
const useAccount = async (api: string): Promise<string> => {
  const ask = async (method: string, path: string, body?: object) => {
    const headers = { authorization: "Bearer of-no-account", "content-type": "application/json" };
    return await fetch(api + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  };
  const person = { email: "bessie.coleman@real-firm.test", first_name: "Bessie", last_name: "Coleman", type: 1 };
  assert.equal((await ask("GET", "/users?page_size=30")).status, 200);
  assert.equal((await ask("GET", "/users/amelia.earhart%40real-firm.test")).status, 200);
  const created = await ask("POST", "/users", { action: "create", user_info: person });
  assert.equal(created.status, 201);
  const { id } = idSchema.parse(await created.json());
  assert.equal((await ask("GET", `/users/${id}`)).status, 200);
  assert.equal((await ask("POST", "/users", { action: "create", user_info: person })).status, 409);
  assert.equal((await ask("POST", "/users", { action: "create" })).status, 400);
  assert.equal((await ask("PATCH", "/users/amelia.earhart%40real-firm.test", { dept: "Skunkworks" })).status, 204);
  assert.equal((await ask("GET", "/rockets/amelia")).status, 404);
  assert.equal((await ask("DELETE", `/users/${id}`)).status, 204);
  return id;
};

test("a recording of an account holds nobody's name, and the emulator answers it the same way", async (t) => {
  await using zoom = await createEmulator({
    account: {
      preset: "business",
      domain: "real-firm.test",
      users: [{ email: "amelia.earhart@real-firm.test", firstName: "Amelia", lastName: "Earhart", type: 2 }],
    },
  });
  await using serving = await zoom.listen();
  const { api, child, out } = await startRecorder(t, serving.url, zoom.account);
  const id = await useAccount(api);
  child.kill("SIGTERM");
  await once(child, "exit");
  assert.equal(child.exitCode, 0);

  const { accountId, clientId, clientSecret } = zoom.account;
  const text = readFileSync(out, "utf8");
  for (const secret of [
    "melia",
    "arhart",
    "essie",
    "oleman",
    "real-firm",
    id,
    accountId,
    clientId,
    clientSecret,
    "Skunkworks",
    "Bearer",
  ])
    assert.ok(!text.includes(secret), `${secret} in ${text}`);

  const replayed = await rollcallHere(["replay", out, "--json"]);
  const { calls, operations } = replayedSchema.parse(JSON.parse(replayed.stdout));
  assert.deepEqual(
    operations.filter(({ differences }) => differences.length > 0),
    [],
  );
  assert.equal(replayed.code, 0);
  assert.equal(calls, 9);

  // A Zoom that answers otherwise than the emulator is told, by operation.
  writeFileSync(out, text.replace('"status":409', '"status":200'));
  const differing = await rollcallHere(["replay", out]);
  assert.equal(differing.code, 1);
  assert.match(
    differing.stdout,
    /! userCreate {2}2 of 3 the same\n {4}status 409, recorded was 200 {2}\(1 call, first: call 5\)/,
  );
});

const refuse = async (...args: string[]) => {
  const { code, stderr } = await rollcallHere([...args, "--json"]);
  return [code, errorSchema.parse(JSON.parse(stderr)).error.code];
};

test("what cannot be recorded or replayed is refused", async () => {
  assert.deepEqual(await refuse("replay", "examples/new-hires.csv"), [2, "RC_INTERCEPT_CORPUS"]);
  assert.deepEqual(await refuse("replay", "no-such.ndjson"), [2, "RC_SYSTEM_FILE_MISSING"]);
  const data = freshData();
  assert.deepEqual(await refuse("record", "--data", data, "--account", "nobody"), [2, "RC_CLI_USAGE"]);
  assert.deepEqual(await refuse("record", "--data", data, "--out", "examples/new-hires.csv"), [2, "RC_CLI_WRITE"]);
});
