import assert from "node:assert/strict";
import { test } from "node:test";

import { operations, userCreate, userUpdate } from "#zoom";

import { RefusedError } from "./errors.ts";
import { hasFix } from "./fixes.ts";
import { createBody, updateBody } from "./new-user.ts";
import { bench, calls, noon, refusal, type Reply, sentBody } from "./scripted-network.test.ts";

const email = "mona+1@acme.test";
const known = (fields: readonly { path: string }[] = []) => new Set(fields.map(({ path }) => path));

test("get: a user with exact licence codes, or one of three ways of not being here", async () => {
  const table = bench([
    {
      text: `{"id":"-u_1","email":"${email}","type":2,"status":"active","zoom_one_type":576460752303423488,"verified":1,"login_types":[100],"new_field":{}}`,
    },
  ]);
  const user = await table.client.users.get(email);
  assert.ok(!("notHere" in user));
  assert.deepEqual([user.id, user.workplaceCode, user.verified, user.jobTitle], ["-u_1", 2n ** 59n, true, ""]);
  assert.deepEqual(calls(table), ["GET /users/mona%2B1%40acme.test"]);
  for (const [reply, notHere] of [
    [refusal(404, 1001), "not found"],
    [refusal(400, 1010), "elsewhere"],
    [refusal(400, 1120), "invitation expired"],
  ] as const) {
    assert.deepEqual(await bench([reply]).client.users.get(email), { notHere });
  }
});

test("ids that would bend the URL are refused before anything is sent", async () => {
  for (const id of ["", ".", "..", "\ud800"]) {
    await assert.rejects(bench([]).client.users.get(id), { code: "RC_CLIENT_INPUT", exit: 2 });
  }
  const table = bench([refusal(404, 1001)]);
  await table.client.users.get("a/../b?c#$&");
  assert.deepEqual(calls(table), ["GET /users/a%2F..%2Fb%3Fc%23%24%26"]);
});

test("update and setStatus: any 2xx will do, a refusal throws with its fix", async () => {
  const table = bench([{ status: 204 }, { status: 200, text: "ok" }, { status: 204 }]);
  await table.client.users.update("u1", { firstName: "Mo", department: "" });
  await table.client.users.setStatus("u1", "deactivate");
  await table.client.users.setStatus("u1", "activate");
  assert.deepEqual(calls(table), ["PATCH /users/u1", "PUT /users/u1/status", "PUT /users/u1/status"]);
  assert.deepEqual(sentBody(table, 0), { first_name: "Mo", dept: "" });
  const full = bench([refusal(400, 3412, "seats")]);
  await assert.rejects(
    full.client.users.setStatus("u1", "activate"),
    (error) => error instanceof RefusedError && error.refusal.code === 3412 && /seats/i.test(error.fix),
  );
  await assert.rejects(bench([refusal(400, 1109)]).client.users.update("u1", { pmi: 1 }), {
    code: "RC_CLIENT_REFUSED",
    exit: 1,
  });
});

test("remove: the mode is always sent, a repetition that finds nobody has succeeded", async () => {
  const table = bench([{ status: 204 }]);
  await table.client.users.remove("u1", { mode: "disassociate" });
  assert.ok(table.requests[0]?.url.endsWith("/users/u1?action=disassociate"));
  const lost = bench([{ lost: "timeout" }, refusal(404, 1001)]);
  await lost.client.users.remove("u1", { mode: "delete" });
  await assert.rejects(bench([refusal(404, 1001)]).client.users.remove("u1", { mode: "delete" }), {
    code: "RC_CLIENT_REFUSED",
  });
});

test("remove: transfers are named as Zoom names them, and others are refused", async () => {
  const table = bench([{ status: 204 }, { status: 204 }]);
  await table.client.users.remove("u1", { mode: "delete", transfer: { to: "a@acme.test", what: ["meeting"] } });
  await table.client.users.remove("u1", { mode: "delete", transfer: { to: "a@acme.test" } });
  const [one, all] = table.requests.map(({ url }) => new URL(url).searchParams);
  assert.equal(one?.toString(), "action=delete&transfer_email=a%40acme.test&transfer_meeting=true");
  assert.ok(all?.get("transfer_recording") === "true" && all.get("transfer_docs") === "true");
  await assert.rejects(
    table.client.users.remove("u1", { mode: "delete", transfer: { to: "a@acme.test", what: ["meetings"] } }),
    { code: "RC_CLIENT_INPUT" },
  );
});

test("emailExists and summary", async () => {
  const table = bench([{ json: { existed_email: true } }, refusal(404, 1001), refusal(400, 300)]);
  assert.equal(await table.client.users.emailExists(email), true);
  assert.equal(await table.client.users.emailExists(email), false);
  await assert.rejects(table.client.users.emailExists(""), { code: "RC_CLIENT_REFUSED" });
  const counts = { licensed_users_count: 1, basic_users_count: 2, pending_users_count: 3, total_users_count: 4 };
  const summary = await bench([{ json: counts }]).client.users.summary();
  assert.deepEqual(summary, { licensed: 1, basic: 2, onPrem: 0, rooms: 0, pending: 3, joinOnly: 0, total: 4 });
  await assert.rejects(bench([{ json: {} }]).client.users.summary(), { code: "RC_CLIENT_ANSWER", exit: 7 });
});

test("reads are tried five times, writes too, with growing waits", async () => {
  const busy: Reply = { status: 503, text: "busy" };
  const table = bench([busy, { lost: "reset" }, busy, busy, { json: { existed_email: true } }]);
  assert.equal(await table.client.users.emailExists(email), true);
  assert.deepEqual(table.sleeps, [375, 750, 1500, 3000]);
  assert.deepEqual(
    table.events.map(({ attempt, status }) => [attempt, status]),
    [
      [1, 503],
      [2, undefined],
      [3, 503],
      [4, 503],
      [5, 200],
    ],
  );
  const dead = bench([busy, busy, busy, busy, busy]);
  await assert.rejects(dead.client.users.update("u1", { type: 1 }), {
    code: "RC_CLIENT_UNREACHABLE",
    message: "PATCH /users/u1 failed 5 times: HTTP 503",
    exit: 7,
  });
});

test("events tell method, path, status, time and try, and nothing else", async () => {
  const table = bench([{ json: { existed_email: true } }]);
  await table.client.users.emailExists(email);
  assert.deepEqual(table.events, [{ method: "GET", path: "/v2/users/email", status: 200, ms: 10, attempt: 1 }]);
});

test("missing scopes are named exactly; code 104 and its broken JSON too", async () => {
  const cases: [Reply, RegExp][] = [
    [refusal(400, 4711, "…scopes:[user:read:user, user:read:user:admin]."), /user:read:user, user:read:user:admin$/],
    [refusal(400, 4700, "does not contain role:read:admin scope."), /scope role:read:admin$/],
    [refusal(401, 4711, "スコープ"), /user:read:user or user:read:user:admin/],
    [{ status: 400, text: '{"code":104,"message":"lacks "scopes":[user:read]"}' }, /user:read$/],
  ];
  for (const [reply, message] of cases) {
    await assert.rejects(bench([reply]).client.users.get("u1"), { code: "RC_CLIENT_SCOPE", message, exit: 6 });
  }
});

test("an account that is barred from the API is a credentials problem", async () => {
  const barred: Reply = { status: 403, text: "Access to the Zoom REST API has been denied for this account." };
  await assert.rejects(bench([barred]).client.users.summary(), { code: "RC_CLIENT_PERMISSION", message: /denied/ });
});

test("a redirect that the transport did not follow is reported with its target", async () => {
  const away: Reply = { status: 302, headers: { location: "https://evil.example/" } };
  await assert.rejects(bench([away]).client.users.summary(), { code: "RC_CLIENT_REDIRECT", message: /evil/ });
});

test("the account's clock is learnt from Date and used for Retry-After", async () => {
  const ahead = new Date(noon + 86_400_000).toUTCString();
  const table = bench([
    { json: { existed_email: true }, headers: { Date: ahead } },
    refusal(429, 429, "x", { "Retry-After": new Date(noon + 86_400_000 + 5000).toISOString(), Date: ahead }),
    { json: { existed_email: true }, headers: { Date: ahead } },
  ]);
  assert.equal(table.client.clockOffsetMs(), 0);
  await table.client.users.emailExists(email);
  assert.ok(Math.abs(table.client.clockOffsetMs() - 86_400_000) <= 500);
  await table.client.users.emailExists(email);
  assert.ok((table.sleeps[0] ?? 0) > 4000 && (table.sleeps[0] ?? 0) < 6500, String(table.sleeps));
});

test("an aborted signal keeps requests from being sent", async () => {
  const table = bench([], { signal: AbortSignal.abort(new Error("stopped")) });
  await assert.rejects(table.client.users.summary(), /stopped/);
});

test("every code of the operations has a fix, every body field is a documented one", () => {
  // The operations that this client calls; groups and roles are not among them.
  for (const { id, errors, method } of operations.filter(({ path }) => path.startsWith("/users"))) {
    for (const { code } of Object.values(errors)) assert.ok(method === "GET" || hasFix(id, code), `${id} ${code}`);
  }
  const changes = { firstName: "", lastName: "", displayName: "", type: 1, department: "", jobTitle: "", company: "" };
  const more = { location: "", costCenter: "", manager: "", timezone: "", language: "", pronouns: "", hostKey: "" };
  const rest = { vanityName: "", pmi: 1, usePmi: true, groupId: "", divisionIds: [], unitedPlan: "", workplaceCode: 0 };
  const updated = updateBody({ ...changes, ...more, ...rest });
  assert.ok(typeof updated === "object" && updated !== null);
  for (const key of Object.keys(updated)) assert.ok(known(userUpdate.request).has(key), key);
  const created = createBody({
    action: "autoCreate",
    email,
    type: 1,
    firstName: "",
    lastName: "",
    displayName: "",
    password: "",
    divisionIds: [],
    licences: { workplaceCode: 1, phone: false, unitedPlan: "", list: [] },
  });
  assert.ok(typeof created === "object" && created !== null && "user_info" in created);
  for (const key of Object.keys(created["user_info"] ?? {})) {
    assert.ok(known(userCreate.request).has(`user_info.${key}`), key);
  }
});
