import assert from "node:assert/strict";
import { test } from "node:test";

import { bench, refusal, type Reply } from "./scripted-network.test.ts";

const credentials = { accountId: "acc", clientId: "cid", clientSecret: "s€cret" };
const grant = (token: string, expiresIn = 3600): Reply => ({ json: { access_token: token, expires_in: expiresIn } });
const yes: Reply = { json: { existed_email: true } };
const bearers = (requests: readonly { headers: Readonly<Record<string, string>> }[]) =>
  requests.map(({ headers }) => headers["authorization"]).filter((value) => value?.startsWith("Bearer"));

test("asked for with Basic and a form body, once for many calls at a time", async () => {
  const table = bench([grant("t1"), yes, yes, yes], { credentials });
  await Promise.all([1, 2, 3].map(async () => await table.client.users.emailExists("a@acme.test")));
  const [first] = table.requests;
  assert.equal(first?.url, "https://zoom.us/oauth/token");
  assert.equal(first.headers["authorization"], `Basic ${Buffer.from("cid:s€cret").toString("base64")}`);
  assert.equal(first.body, "grant_type=account_credentials&account_id=acc");
  assert.deepEqual(bearers(table.requests), ["Bearer t1", "Bearer t1", "Bearer t1"]);
  assert.equal(table.requests.length, 4);
});

test("renewed 60 s before its end, and when the local clock runs backwards", async () => {
  const table = bench([grant("t1"), yes, yes, grant("t2"), yes, grant("t3"), yes], { credentials });
  const ask = async () => await table.client.users.emailExists("a@acme.test");
  await ask();
  table.time.now += 3_530_000;
  await ask();
  table.time.now += 10_000;
  await ask();
  table.time.now -= 7_200_000;
  await ask();
  assert.deepEqual(bearers(table.requests), ["Bearer t1", "Bearer t1", "Bearer t2", "Bearer t3"]);
});

test("a refused token is renewed once, also for calls that hit it together, also for POST", async () => {
  const table = bench([grant("t1"), refusal(401, 124), refusal(401, 124), grant("t2"), yes, yes], { credentials });
  await Promise.all([1, 2].map(async () => await table.client.users.emailExists("a@acme.test")));
  assert.deepEqual(bearers(table.requests), ["Bearer t1", "Bearer t1", "Bearer t2", "Bearer t2"]);
  const made: Reply = { status: 201, json: { id: "u", email: "a@acme.test", type: 1 } };
  const post = bench([grant("t1"), refusal(400, 124), grant("t2"), made], { credentials });
  const outcome = await post.client.users.create({ action: "create", email: "a@acme.test", type: 1 });
  assert.equal(outcome.outcome, "created");
});

test("refused twice, or given and refused: a credentials problem", async () => {
  const table = bench([grant("t1"), refusal(401, 124), grant("t2"), refusal(401, 124)], { credentials });
  await assert.rejects(table.client.users.summary(), { code: "RC_CLIENT_UNAUTHORIZED", exit: 6 });
  await assert.rejects(bench([refusal(401, 124)]).client.users.summary(), { code: "RC_CLIENT_UNAUTHORIZED" });
});

test("a missing scope drops the token: the next call has a new one", async () => {
  const table = bench([grant("t1"), refusal(400, 4711, "[a:b]"), grant("t2"), yes], { credentials });
  await assert.rejects(table.client.users.summary(), { code: "RC_CLIENT_SCOPE" });
  assert.equal(await table.client.users.emailExists("a@acme.test"), true);
});

test("the token endpoint's refusals say what to check and keep the secret", async () => {
  const cases: [string, RegExp][] = [
    ['{"reason":"Invalid client_id or client_secret","error":"invalid_client"}', /client secret/],
    ['{"reason":"Bad Request","error":"invalid_request"}', /account id/],
    ['{"reason":"unsupported grant type","error":"unsupported_grant_type"}', /Server-to-Server/],
    ["<html>", /account id/],
  ];
  for (const [text, fix] of cases) {
    const table = bench([{ status: 400, text }], { credentials });
    await assert.rejects(
      table.client.users.summary(),
      (error: Error & { fix?: string; code?: string; exit?: number }) => {
        assert.ok(error.code === "RC_CLIENT_TOKEN" && error.exit === 6 && !error.message.includes("s€cret"));
        assert.match(error.fix ?? "", fix);
        return true;
      },
    );
  }
});

test("a token endpoint that fails is tried five times; a failure is not remembered", async () => {
  const busy: Reply = { status: 500, text: "" };
  const odd: Reply = { json: {} };
  const table = bench([busy, { lost: "reset" }, odd, grant("t1"), yes], { credentials });
  assert.equal(await table.client.users.emailExists("a@acme.test"), true);
  const dead = bench([busy, busy, busy, busy, busy, grant("t1"), yes], { credentials });
  await assert.rejects(dead.client.users.summary(), { code: "RC_CLIENT_UNREACHABLE", message: /HTTP 500/ });
  assert.equal(await dead.client.users.emailExists("a@acme.test"), true);
});
