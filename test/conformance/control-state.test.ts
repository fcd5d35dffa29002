import assert from "node:assert/strict";

import { exactJson } from "#base";

import { assertRefused, dig, type Host, listIn, onBothHosts, type Stage } from "./hosts.ts";

/** A world with something of every kind of record. */
const furnish = async (host: Host): Promise<Stage> => {
  const stage = await host.open({
    account: { accountId: "acc", preset: "business", elsewhere: { "far@other.test": "paid" } },
  });
  const feature = { zoom_one_type: 2n ** 59n };
  await stage.create("create", { email: "new@acme.test", type: 1 });
  await stage.create("ssoCreate", { email: "amy.reyes@acme.test", type: 2, feature });
  await stage.call("PATCH", "/v2/users/amy.reyes@acme.test", { json: { dept: "Sales", first_name: "\u202e<b>" } });
  await stage.control("POST", "/faults", { operation: "userSummary", every: 2, effect: { kind: "latency", ms: 1 } });
  await stage.call("GET", "/v2/users/summary");
  await stage.control("POST", "/accounts", { account_id: "second", switches: { me: "refuse" } });
  const webhook = { url: "http://127.0.0.1:9/", events: ["user.deleted"], skip_validation: true, account: "second" };
  await stage.control("POST", "/webhooks", webhook);
  await stage.control("PUT", "/clock", { advance_ms: 3_600_000, frozen: true });
  return stage;
};

const snapshotOf = async (stage: Stage): Promise<string> => (await stage.call("GET", "/_rollcall/snapshot")).text;
const put = (stage: Stage, text: string) =>
  stage.call("PUT", "/_rollcall/snapshot", { body: text, headers: { "content-type": "application/json" } });

onBothHosts("a snapshot goes round, to the last digit, into another emulator too", async (host) => {
  await using stage = await furnish(host);
  const text = await snapshotOf(stage);
  assert.ok(text.includes(`"zoom_one_type":${2n ** 59n}`));
  const amy = (await stage.call("GET", "/v2/users/amy.reyes@acme.test")).text;
  await stage.call("DELETE", "/v2/users/amy.reyes@acme.test?action=delete");
  await stage.control("PUT", "/clock", { reset: true });
  assert.equal((await put(stage, text)).status, 200);
  assert.deepEqual(exactJson.parse(await snapshotOf(stage)), exactJson.parse(text));
  await using other = await host.open({ account: false });
  assert.equal((await put(other, text)).status, 200);
  assert.deepEqual(exactJson.parse(await snapshotOf(other)), exactJson.parse(text));
  const { token } = stage;
  assert.equal((await other.call("GET", "/v2/users/amy.reyes@acme.test", { token })).text, amy);
  const link = String(dig(await other.control("GET", "/inbox/latest"), "link")).replace(/^.*_rollcall/, "");
  assert.equal(dig(await other.control("POST", link, { password: "Rehearsal-2026" }), "status"), "active");
  assertRefused(await other.create("ssoCreate", { email: "AMY.reyes@acme.test", type: 1 }, { token }), 409, 1005);
  const link2 = await other.create("ssoCreate", { email: "amy.reyes@sub.acme.test", type: 2 }, { token });
  assert.equal(link2.status, 201);
});

onBothHosts("a snapshot knows the passwords of new users, and does not show them", async (host) => {
  await using stage = await host.open({ account: { preset: "business" } });
  const password = "Rehearsal-2031";
  const made = await stage.create("autoCreate", { email: "amy@acme.test", type: 1, password });
  assert.equal(made.status, 201);
  const text = await snapshotOf(stage);
  assert.ok(!text.includes(password));
  for (const load of [false, true]) {
    if (load) assert.equal((await put(stage, text)).status, 200);
    const same = await stage.call("PUT", "/v2/users/amy@acme.test/password", { json: { password } });
    assertRefused(same, 400, 300);
    assert.match(same.text, /can not match the old password/);
  }
});

/** What may be wrong with a snapshot, as a change of its text. */
const damages: readonly (readonly [what: string, damage: (text: string) => string, names: RegExp])[] = [
  ["half of it", (text) => text.slice(0, text.length / 2), /JSON/],
  ["another format", (text) => text.replace('"format":1', '"format":2'), /format/],
  [
    "a switch nobody knows",
    (text) => text.replace('"burn":"accepted"', '"burn":"sometimes"'),
    /records\.account\.0\.switches\.burn/,
  ],
  [
    "a status nobody knows",
    (text) => text.replace('"status":"active"', '"status":"asleep"'),
    /records\.user\.0\.status/,
  ],
  [
    "a user of no account",
    (text) => text.replace(/("user":\[\{"seq":1,"account":)"acc"/, '$1"none"'),
    /belongs to an account/,
  ],
  ["two accounts of one id", (text) => text.replace('"id":"second"', '"id":"acc"'), /same id/],
  ["an address twice", (text) => text.replace('"new@acme.test","firstName"', '"OWNER@acme.test","firstName"'), /twice/],
  ["a place twice", (text) => text.replace('{"seq":2,', '{"seq":1,'), /twice/],
  ["a place not reached", (text) => text.replace('{"seq":2,', '{"seq":99,'), /seq/],
  [
    "a subscription of no account",
    (text) => text.replace(/("webhook":\[\{"id":"[^"]+","account":)"second"/, '$1"none"'),
    /belongs to an account/,
  ],
  ["a record kind missing", (text) => text.replace('"mail":', '"male":'), /records\.mail/],
];

onBothHosts("a broken snapshot is named and changes nothing", async (host) => {
  await using stage = await furnish(host);
  const text = await snapshotOf(stage);
  for (const [what, damage, names] of damages) {
    const damaged = damage(text);
    assert.notEqual(damaged, text, what);
    const reply = await put(stage, damaged);
    assert.equal(reply.status, 400, `${what}: ${reply.text}`);
    assert.match(String(dig(reply.body, "error")), names, what);
    assert.equal(await snapshotOf(stage), text, what);
  }
});

onBothHosts("an older snapshot that lacks a switch gets its default", async (host) => {
  await using stage = await furnish(host);
  const text = await snapshotOf(stage);
  assert.equal((await put(stage, text.replaceAll('"burn":"accepted",', ""))).status, 200);
  assert.equal(dig(await stage.control("GET", "/accounts/acc"), "switches", "burn"), "accepted");
});

onBothHosts("an older snapshot that lacks settings and kinds of record gets their defaults", async (host) => {
  await using stage = await furnish(host);
  const text = await snapshotOf(stage);
  const older = text
    .replaceAll(/,"united":null|"features":\{[^}]*\},|,"history":0,"changesPerDay":5/g, "")
    .replaceAll(/,"trustedDomains":\[\],"billing":"complete","vanityUrl":[^}]*(?=\})/g, "")
    .replaceAll(/"(?:credential|device|meetingTemplate|picture|presence|summaryTemplate)":\[\],/g, "");
  for (const part of [/"vanityUrl":/, /"changesPerDay":/, /"united":/, /"features":/, /"presence":/])
    assert.doesNotMatch(older, part);
  assert.equal((await put(stage, older)).status, 200);
  const settings = dig(await stage.control("GET", "/accounts/acc"), "settings");
  assert.deepEqual(
    [dig(settings, "billing"), dig(settings, "features"), dig(settings, "seats", "united"), dig(settings, "vanityUrl")],
    ["complete", {}, null, null],
  );
});

onBothHosts("reset leaves owners, apps and tokens", async (host) => {
  await using stage = await furnish(host);
  await stage.control("POST", "/reset", {});
  const { body } = await stage.call("GET", "/v2/users");
  assert.deepEqual(
    listIn(body, "users").map((row) => dig(row, "email")),
    ["owner@acme.test"],
  );
  const records = dig(await stage.control("GET", "/snapshot"), "records");
  assert.deepEqual(
    [dig(records, "mail"), dig(records, "fault"), dig(records, "webhook"), dig(records, "account", 0, "elsewhere")],
    [[], [], [], {}],
  );
  assert.deepEqual(dig(records, "clock"), [{ offsetMs: 0, frozenAt: null }]);
  assert.equal(listIn(records, "account").length, 2);
  assert.equal((await stage.create("ssoCreate", { email: "amy.reyes@acme.test", type: 2 })).status, 201);
  const vanity = dig((await stage.call("GET", "/v2/users/amy.reyes@acme.test")).body, "vanity_url");
  assert.match(String(vanity), /amy\.reyes$/, "its personal link was given back");
});

const clockNow = async (stage: Stage): Promise<string> => String(dig(await stage.control("GET", "/clock"), "now"));

onBothHosts("the clock moves, stops, goes to midnight and comes back", async (host) => {
  await using stage = await host.open({ tickMs: 0 });
  const set = async (json: object): Promise<string> => String(dig(await stage.control("PUT", "/clock", json), "now"));
  assert.equal(await clockNow(stage), "2026-11-22T06:30:00.000Z");
  assert.equal(await set({ advance_ms: 1500 }), "2026-11-22T06:30:01.500Z");
  stage.advance(500);
  assert.equal(await clockNow(stage), "2026-11-22T06:30:02.000Z");
  assert.equal(await set({ frozen: true }), "2026-11-22T06:30:02.000Z");
  stage.advance(60_000);
  assert.equal(await clockNow(stage), "2026-11-22T06:30:02.000Z");
  assert.equal(await set({ advance_ms: 1000 }), "2026-11-22T06:30:03.000Z");
  assert.equal(await set({ to: "midnight" }), "2026-11-23T00:00:00.000Z");
  assert.equal(await set({ to: "midnight" }), "2026-11-24T00:00:00.000Z");
  stage.advance(60_000);
  assert.equal(await set({ frozen: false }), "2026-11-24T00:00:00.000Z", "it goes on from where it stood");
  stage.advance(1000);
  assert.equal(await set({ to: "2030-01-01T00:00:00+01:00" }), "2029-12-31T23:00:00.000Z");
  assert.deepEqual(await stage.control("PUT", "/clock", { reset: true }), {
    now: "2026-11-22T06:32:01.500Z",
    frozen: false,
    offset_ms: 0,
  });
  const { headers } = await stage.call("GET", "/v2/users/me");
  assert.equal(headers.get("date"), "Sun, 22 Nov 2026 06:32:01 GMT");
});

onBothHosts("per-second limits go by the machine's clock, even while the emulator's stands still", async (host) => {
  await using stage = await host.open({ account: { preset: "free" }, tickMs: 0 });
  await stage.control("PUT", "/clock", { frozen: true });
  for (let call = 0; call < 4; call += 1) await stage.call("GET", "/v2/users/me");
  assert.equal((await stage.call("GET", "/v2/users/me")).status, 429);
  stage.advance(1000);
  assert.equal((await stage.call("GET", "/v2/users/me")).status, 200);
});
