import assert from "node:assert/strict";

import { assertRefused, dig, type Host, listIn, onBothHosts, type Stage } from "./hosts.ts";

const day = 86_400_000;
const amy = { email: "amy+1@acme.test", type: 1, first_name: "Amy", last_name: "Reyes" };
const path = `/v2/users/${encodeURIComponent(amy.email)}`;

/** An account with one pending user, and a token that outlives the invitation. */
const open = async (host: Host, settings: object = {}): Promise<Stage> => {
  const stage = await host.open({ account: { preset: "business", accountId: "acc", settings } });
  assert.equal((await stage.create("create", amy)).status, 201);
  return stage;
};
const freshToken = async (stage: Stage): Promise<string> =>
  String(dig(await stage.control("POST", "/accounts/acc/apps", {}), "token"));

const pendingRows = async (stage: Stage, token = stage.token): Promise<readonly unknown[]> =>
  listIn((await stage.call("GET", "/v2/users?status=pending", { token })).body, "users");
const openMail = async (stage: Stage): Promise<unknown> => {
  const mail = await stage.control("GET", `/inbox/latest?to=${encodeURIComponent(amy.email)}`);
  return stage.control("POST", `/inbox/${String(dig(mail, "id"))}/open`, {});
};

onBothHosts("the pending list has no ids; GET by address has one, created at the time of the call", async (host) => {
  await using stage = await open(host);
  const [row] = await pendingRows(stage);
  assert.deepEqual(
    [dig(row, "email"), dig(row, "id"), dig(row, "status"), dig(row, "verified")],
    [amy.email, undefined, "pending", 0],
  );
  stage.advance(day);
  const { body } = await stage.call("GET", path);
  assert.match(String(dig(body, "id")), /^[\w-]{22}$/);
  assert.equal(dig(body, "created_at"), `${new Date(stage.now()).toISOString().slice(0, 19)}Z`);
  assert.equal(dig(body, "status"), "pending");
  assert.equal((await stage.call("GET", `/v2/users/${String(dig(body, "id"))}`)).status, 200);
});

onBothHosts("PATCH of a pending user is 204 and applies nothing but group_id", async (host) => {
  await using stage = await open(host);
  const json = { first_name: "Other", dept: "Sales", type: 2, group_id: "gR0upGr0upGr0upGr0upAA" };
  const reply = await stage.call("PATCH", path, { json });
  assert.equal(reply.status, 204);
  assert.match(reply.headers.get("x-rollcall-hint") ?? "", /pending/);
  const { body } = await stage.call("GET", path);
  assert.deepEqual(
    ["first_name", "dept", "type", "group_ids"].map((key) => dig(body, key)),
    ["Amy", "", 1, []],
  );
  const wrong = await stage.call("PATCH", path, { json: { first_name: 1 } });
  assertRefused(wrong, 400, 300);
});

onBothHosts("a pending user can be disassociated, managed domain or not, but not deleted", async (host) => {
  await using stage = await open(host);
  assertRefused(await stage.call("DELETE", `${path}?action=delete`), 400, 1120);
  assertRefused(await stage.call("PUT", `${path}/status`, { json: { action: "deactivate" } }), 400, 300);
  assert.equal((await stage.call("DELETE", path)).status, 204);
  assertRefused(await stage.call("GET", path), 404, 1001);
  assert.deepEqual(await pendingRows(stage), []);
  assert.equal((await stage.create("create", amy)).status, 201, "and be invited anew");
});

onBothHosts("the link makes the user active, once", async (host) => {
  await using stage = await open(host);
  stage.advance(day);
  assert.equal(dig(await openMail(stage), "status"), "active");
  const { body } = await stage.call("GET", path);
  const then = `${new Date(stage.now() - 1000).toISOString().slice(0, 19)}Z`;
  assert.deepEqual(
    ["status", "login_types", "created_at", "last_login_time"].map((key) => dig(body, key)),
    ["active", [100], then, then],
  );
  assert.deepEqual(await pendingRows(stage), []);
  stage.advance(60 * day);
  assert.equal(dig(await openMail(stage), "status"), "active", "a second use changes nothing, even after 30 days");
});

onBothHosts(
  "after 30 days the invitation has expired: off the list, 1120 everywhere, the seat is free",
  async (host) => {
    await using stage = await open(host, { seats: { basic: 1 } });
    assertRefused(await stage.create("create", { email: "bob@acme.test", type: 1 }), 400, 3412);
    stage.advance(30 * day - 5000);
    assert.equal((await pendingRows(stage, await freshToken(stage))).length, 1);
    stage.advance(10_000);
    const token = await freshToken(stage);
    assert.deepEqual(await pendingRows(stage, token), []);
    for (const [method, suffix, json] of [
      ["GET", "", undefined],
      ["PATCH", "", {}],
      ["DELETE", "", undefined],
      ["PUT", "/status", { action: "activate" }],
    ] as const) {
      const reply = await stage.call(method, path + suffix, { token, ...(json === undefined ? {} : { json }) });
      assertRefused(reply, 400, 1120, "A valid invitation to join the Zoom account was not found for this user.");
    }
    const mail = await stage.control("GET", "/inbox/latest");
    assert.equal(
      (await stage.call("POST", `/_rollcall/inbox/${String(dig(mail, "id"))}/open`, { json: {} })).status,
      410,
    );
    assert.equal((await stage.create("create", { email: "bob@acme.test", type: 1 }, { token })).status, 201);
    assertRefused(await stage.create("create", amy, { token }), 400, 3412);
    assertRefused(await stage.call("GET", path, { token }), 400, 1120);
    await stage.call("DELETE", "/v2/users/bob@acme.test", { token });
    assert.equal((await stage.create("create", amy, { token })).status, 201, "the address can be invited anew");
    assert.equal((await pendingRows(stage, token)).length, 1);
  },
);

onBothHosts("sending again restarts the 30 days of one user and of nobody else", async (host) => {
  await using stage = await host.open({
    account: { preset: "business", accountId: "acc", switches: { repostPending: "resend" } },
  });
  await stage.create("create", amy);
  stage.advance(day);
  await stage.create("create", { email: "bob@acme.test", type: 1 });
  stage.advance(28 * day);
  const again = await stage.create("create", amy);
  assert.equal(again.status, 201);
  stage.advance(3 * day);
  const token = await freshToken(stage);
  assert.deepEqual(
    (await pendingRows(stage, token)).map((row) => dig(row, "email")),
    [amy.email],
  );
  assertRefused(await stage.call("GET", "/v2/users/bob@acme.test", { token }), 400, 1120);
  const { body } = await stage.call("GET", path, { token });
  assert.equal(dig(body, "id"), dig(again.body, "id"));
});

onBothHosts("somebody with a Free account elsewhere leaves it by accepting", async (host) => {
  await using stage = await host.open({ account: { elsewhere: { [amy.email]: "free" } } });
  await stage.create("create", amy);
  assert.match(String(dig(await stage.control("GET", "/inbox/latest"), "subject")), /invited to join/);
  await openMail(stage);
  await stage.call("DELETE", `${path}?action=delete`);
  assertRefused(await stage.call("GET", path), 404, 1001);
  await stage.create("create", amy);
  assert.match(String(dig(await stage.control("GET", "/inbox/latest"), "subject")), /Activate/);
});
