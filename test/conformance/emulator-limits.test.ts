import assert from "node:assert/strict";

import type { AccountOptions } from "#emulator";
import { invitesPerDay, labelLimits, type Plan } from "#zoom";

import { assertRefused, dig, type Host, onBothHosts, type Reply, type Stage } from "./hosts.ts";

const presets = { free: "free", pro: "pro", business: "business" } as const;
const plans: readonly Plan[] = ["free", "pro", "business"];
const perSecond = "You have reached the maximum per-second rate limit for this API. Try again later.";
const daily =
  "You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.";

const rate = (reply: Reply): readonly (string | null)[] =>
  ["category", "type", "limit", "remaining"].map((name) => reply.headers.get(`x-ratelimit-${name}`));

const light = (stage: Stage): Promise<Reply> => stage.call("GET", "/v2/users/me");
const medium = (stage: Stage): Promise<Reply> => stage.call("GET", "/v2/users/summary");

const open = (host: Host, plan: Plan, more: AccountOptions = {}): Promise<Stage> =>
  host.open({ account: { preset: presets[plan], accountId: "acc", ...more }, tickMs: 0 });

/** Sets a daily counter by way of a snapshot: ten thousand calls would only say the same. */
const useUp = async (stage: Stage, quotas: object): Promise<void> => {
  const snapshot = await stage.control("GET", "/snapshot");
  const account = dig(snapshot, "records", "account", 0);
  assert.ok(typeof account === "object" && account !== null);
  Object.assign(account, { quotaDay: Math.floor(stage.now() / 86_400_000), quotas });
  await stage.control("PUT", "/snapshot", snapshot);
};

onBothHosts("calls in one second, by label and plan; the next second is a new one", async (host) => {
  for (const plan of plans)
    for (const [label, call] of [
      ["Light", light],
      ["Medium", medium],
    ] as const) {
      await using stage = await open(host, plan);
      const { perWindow, perDay } = labelLimits[plan][label];
      for (let count = 0; count < perWindow; count += 1) assert.equal((await call(stage)).status, 200);
      const refused = await call(stage);
      assertRefused(refused, 429, 429, perSecond);
      assert.deepEqual(rate(refused), [label, null, String(perWindow), "0"]);
      assert.equal(refused.headers.get("retry-after"), null);
      assert.equal((await (label === "Light" ? medium : light)(stage)).status, 200, "another label has its own count");
      stage.advance(1000);
      const next = await call(stage);
      assert.deepEqual(
        rate(next),
        perDay === undefined
          ? [label, null, String(perWindow), String(perWindow - 1)]
          : [label, null, String(perDay), String(perDay - perWindow - 1)],
      );
    }
});

onBothHosts("limits are the account's: shared by its apps, not by other accounts", async (host) => {
  await using stage = await open(host, "free");
  const app = String(dig(await stage.control("POST", "/accounts/acc/apps", {}), "token"));
  for (let count = 0; count < 4; count += 1)
    await stage.call("GET", "/v2/users/me", { token: count % 2 ? app : stage.token });
  assert.equal((await light(stage)).status, 429);
  assert.equal((await stage.call("GET", "/v2/users/me", { token: app })).status, 429);
  const other = stage.emulator.addAccount({ preset: "free" });
  assert.equal((await stage.call("GET", "/v2/users/me", { token: other.token })).status, 200);
});

onBothHosts("calls in a day, until 00:00:00 GMT", async (host) => {
  for (const [label, call, limit] of [
    ["Light", light, 6000],
    ["Medium", medium, 2000],
  ] as const) {
    await using stage = await open(host, "free");
    await useUp(stage, { [label]: limit - 1 });
    assert.deepEqual(rate(await call(stage)), [label, null, String(limit), "0"]);
    stage.advance(1000);
    const refused = await call(stage);
    assertRefused(refused, 429, 429, daily);
    assert.equal(refused.headers.get("retry-after"), "2026-11-23T00:00:00Z");
    assert.deepEqual(rate(refused), [label, null, String(limit), "0"]);
    await stage.control("PUT", "/clock", { to: "2026-11-22T23:59:59Z" });
    stage.advance(900);
    assert.equal((await call(stage)).status, 429);
    stage.advance(100);
    assert.deepEqual(rate(await call(stage)), [label, null, String(limit), String(limit - 1)]);
  }
});

onBothHosts("invitations of a day, by plan; the clock brings them back", async (host) => {
  for (const plan of plans) {
    await using stage = await open(host, plan);
    const limit = invitesPerDay[plan];
    assert.equal(limit, { free: 50, pro: 1500, business: 10_000 }[plan]);
    await useUp(stage, { invites: limit - 1 });
    const last = await stage.create("create", { email: "a@acme.test", type: 1 });
    assert.equal(last.status, 201);
    assert.deepEqual(rate(last), ["Light", null, String(limit), "0"]);
    const refused = await stage.create("create", { email: "b@acme.test", type: 1 });
    const text = `You have exceeded the daily rate limit (${limit}) of user invite requests permitted for this account. You may resume these requests at GMT 00:00:00.`;
    assertRefused(refused, 429, 429, text);
    assert.deepEqual(rate(refused), ["Light", null, String(limit), "0"]);
    assert.equal(refused.headers.get("retry-after"), "2026-11-23T00:00:00Z");
    assert.match(refused.headers.get("x-rollcall-hint") ?? "", /midnight/);
    assert.equal((await light(stage)).status, 200, "other calls go on");
    stage.advance(1000);
    await stage.control("PUT", "/clock", { to: "midnight" });
    assert.deepEqual(rate(await stage.create("create", { email: "b@acme.test", type: 1 })), [
      "Light",
      null,
      String(limit),
      String(limit - 1),
    ]);
  }
});

onBothHosts("only create uses up invitations", async (host) => {
  await using stage = await open(host, "business");
  await useUp(stage, { invites: 10_000 });
  assert.equal((await stage.create("create", { email: "a@acme.test", type: 1 })).status, 429);
  const sso = await stage.create("ssoCreate", { email: "a@acme.test", type: 1 });
  assert.equal(sso.status, 201);
  assert.deepEqual(rate(sso), ["Light", null, "80", "78"]);
  const auto = await stage.create("autoCreate", { email: "b@acme.test", type: 1, password: "Rehearsal-2026" });
  assert.equal(auto.status, 201);
});

onBothHosts("every answer has a tracking id of its own, and Zoom's standing headers", async (host) => {
  await using stage = await open(host, "business");
  const replies = [
    await light(stage),
    await medium(stage),
    await stage.call("GET", "/v2/users/nobody"),
    await stage.call("GET", "/v2/nothing"),
    await stage.call("GET", "/v2/users", { token: null }),
    await stage.call("POST", "/oauth/token"),
    await stage.create("create", { email: "a@acme.test", type: 1 }),
    await stage.create("create", {}),
    await stage.call("GET", "/v2/groups"),
  ];
  const ids = replies.map(({ headers }) => headers.get("x-zm-trackingid") ?? "");
  for (const id of ids) assert.match(id, /^v=2\.0;clid=us02;rid=WEB_[0-9a-f]{32}$/);
  assert.equal(new Set(ids).size, replies.length);
  for (const { headers } of replies) {
    assert.equal(headers.get("cache-control"), "no-cache, no-store, must-revalidate, no-transform");
    assert.equal(headers.get("content-type"), "application/json;charset=UTF-8");
    assert.equal(headers.get("date"), new Date(stage.now()).toUTCString());
  }
});
