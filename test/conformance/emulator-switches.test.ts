import assert from "node:assert/strict";
import { test } from "node:test";

import { type AccountOptions, presets, switchFacts, type Switches } from "#emulator";

import { registerApp } from "./general-app.ts";
import { newGroup } from "./group-errors.ts";
import { bothHosts, dig, type Host, keysOf, listIn, onBothHosts, type Stage } from "./hosts.ts";
import { subscribe } from "./webhook-endpoint.ts";

/** How the values of one switch differ for a caller. */
interface Observation<Value extends string> {
  readonly account?: AccountOptions;
  readonly tickMs?: number;
  readonly observe: (stage: Stage) => Promise<unknown>;
  readonly shows: Readonly<Record<Value, unknown>>;
}

const amy = { email: "amy@acme.test", type: 1 };
const free = { preset: "free" } as const;

/** A switch or value without an observation does not compile. */
const observations: { readonly [Name in keyof Switches]: Observation<Switches[Name]> } = {
  burn: {
    account: free,
    observe: async (stage) => {
      await stage.create("create", { email: "x@mailinator.com", type: 1 });
      return (await stage.create("create", amy)).headers.get("x-ratelimit-remaining");
    },
    shows: { accepted: "49", all: "48" },
  },
  conflictText: {
    observe: async (stage) =>
      dig((await stage.create("create", { email: "owner@acme.test", type: 1 })).body, "message"),
    shows: {
      current: 'Email "owner@acme.test" has already been used.',
      older: "Email owner@acme.test has already been used.",
    },
  },
  contentLocation: {
    observe: async (stage) => {
      const { headers, body } = await stage.create("create", amy);
      return headers.get("content-location")?.endsWith(`/v2/users/${String(dig(body, "id"))}`) ?? false;
    },
    shows: { off: false, on: true },
  },
  createOutcome: {
    observe: async (stage) => {
      await stage.create("create", amy);
      const { body } = await stage.call("GET", "/v2/users/amy@acme.test");
      return [dig(body, "status"), dig(await stage.control("GET", "/inbox"), "total")];
    },
    shows: { pending: ["pending", 1], active: ["active", 1] },
  },
  createdEvent: {
    observe: async (stage) => {
      await subscribe(stage, ["*"], { skip_validation: true });
      const names = async (): Promise<readonly unknown[]> =>
        listIn(await stage.control("GET", "/deliveries"), "deliveries").map((delivery) => dig(delivery, "event"));
      await stage.create("create", amy);
      const before = await names();
      await stage.control("POST", `/inbox/${String(dig(await stage.control("GET", "/inbox/latest"), "id"))}/open`, {});
      return [before, await names()];
    },
    shows: {
      invitation: [["user.created"], ["user.invitation_accepted", "user.created"]],
      acceptance: [[], ["user.invitation_accepted", "user.created"]],
    },
  },
  entitlementRefusal: {
    observe: async (stage) => {
      const { code, body } = await stage.create("custCreate", amy);
      return [code, dig(body, "message")];
    },
    shows: {
      privilege: [200, "No privilege."],
      permission: [200, "No permission."],
      support: [2016, "No permission. Please contact Zoom Customer Support."],
    },
  },
  freeCreate: {
    account: free,
    observe: async (stage) => (await stage.create("create", amy)).status,
    shows: { allow: 201, refuse: 400 },
  },
  invalidGrant: {
    observe: async (stage) => {
      const app = await registerApp(stage);
      return (await app.ask({ grant_type: "refresh_token", refresh_token: "none" })).body;
    },
    shows: {
      reason: { reason: "Invalid Token!", error: "invalid_grant" },
      bare: { error: "invalid_grant" },
    },
  },
  limits: {
    account: free,
    tickMs: 0,
    observe: async (stage) => {
      for (let call = 0; call < 4; call += 1) await stage.call("GET", "/v2/users/me");
      const { status, headers } = await stage.create("create", amy);
      return [status, headers.get("x-ratelimit-category"), headers.has("x-ratelimit-limit")];
    },
    shows: { on: [429, "Light", true], off: [201, "Light", false] },
  },
  lockedSettings: {
    observe: async (stage) => {
      const id = await newGroup(stage);
      const lock = { in_meeting: { annotation: true } };
      await stage.call("PATCH", "/v2/accounts/me/lock_settings", { json: lock });
      const reply = await stage.call("PATCH", `/v2/groups/${id}/settings`, { json: lock });
      return `${reply.status} ${reply.headers.get("x-rollcall-hint") ?? ""}`.trim();
    },
    shows: {
      ignore: "204 Locked by the account or a group, so left as it is: in_meeting.annotation.",
      refuse: "400",
    },
  },
  me: {
    observe: async (stage) => (await stage.call("GET", "/v2/users/me")).status,
    shows: { owner: 200, refuse: 404 },
  },
  memberDeletedEvent: {
    observe: async (stage) => {
      await subscribe(stage, ["group.member_deleted"], { skip_validation: true });
      const group = String(dig((await stage.call("POST", "/v2/groups", { json: { name: "Sales" } })).body, "id"));
      const members = `/v2/groups/${group}/members`;
      await stage.call("POST", members, { json: { members: [{ email: "owner@acme.test" }] } });
      await stage.call("DELETE", `${members}/owner@acme.test`);
      const [delivery] = listIn(await stage.control("GET", "/deliveries"), "deliveries");
      return dig(delivery, "event");
    },
    shows: {
      "group.member_deleted": "group.member_deleted",
      "group.members_deleted": "group.members_deleted",
    },
  },
  multipart: {
    observe: async (stage) => {
      const form = new FormData();
      form.set("action", "create");
      form.set("user_info", JSON.stringify(amy));
      return (await stage.call("POST", "/v2/users", { body: form })).status;
    },
    shows: { refuse: 415, accept: 201 },
  },
  pageSizeLimit: {
    observe: async (stage) => dig((await stage.call("GET", "/v2/users?page_size=2000")).body, "page_size"),
    shows: { "2000": 2000, "300": 300 },
  },
  pageSizeOutOfRange: {
    observe: async (stage) => (await stage.call("GET", "/v2/users?page_size=0")).status,
    shows: { clamp: 200, refuse: 400 },
  },
  paidOnly: {
    account: free,
    observe: async (stage) => {
      const replies = [await stage.call("GET", "/v2/groups"), await stage.call("GET", "/v2/groups/xyz")];
      return replies.map(({ status, code }) => [status, code]);
    },
    shows: {
      "400": [
        [400, 200],
        [400, 200],
      ],
      "200": [
        [200, 200],
        [200, 200],
      ],
    },
  },
  rateTypeHeader: {
    observe: async (stage) => {
      const replies = [await stage.call("GET", "/v2/users/me"), await stage.create("create", amy)];
      return replies.map(({ headers }) => headers.get("x-ratelimit-type"));
    },
    shows: { off: [null, null], on: ["QPS", "Daily-limit"] },
  },
  refreshLife: {
    observe: async (stage) => {
      const app = await registerApp(stage);
      const { refreshToken } = await app.consent();
      stage.advance(91 * 86_400_000);
      return (await app.ask({ grant_type: "refresh_token", refresh_token: refreshToken })).status;
    },
    shows: { "90 days": 400, "15 years": 200 },
  },
  repostPending: {
    observe: async (stage) => {
      await stage.create("create", amy);
      const { status } = await stage.create("create", amy);
      return [status, dig(await stage.control("GET", "/inbox"), "total")];
    },
    shows: { conflict: [409, 1], resend: [201, 2] },
  },
  roleCreate: {
    observe: async (stage) => {
      const { status, body } = await stage.call("POST", "/v2/roles", { json: { name: "Helpdesk" } });
      return [status, keysOf(body).length];
    },
    shows: { "201": [201, 5], "200": [200, 0] },
  },
  seatError: {
    account: { settings: { seats: { basic: 0, licensed: 0 } } },
    observe: async (stage) => [
      (await stage.create("create", amy)).code,
      (await stage.create("create", { ...amy, type: 2 })).code,
    ],
    shows: { "3412": [3412, 3412], legacy: [2033, 2034] },
  },
  statusSuccess: {
    account: { users: [{ email: amy.email }] },
    observe: async (stage) =>
      (await stage.call("PUT", `/v2/users/${amy.email}/status`, { json: { action: "deactivate" } })).status,
    shows: { "204": 204, "200": 200 },
  },
  tokenErrorStatus: {
    observe: async (stage) => {
      const calls = [
        ["GET", "/v2/users"],
        ["GET", "/v2/users/summary"],
        ["GET", "/v2/users/me/token"],
        ["DELETE", "/v2/users/me/token"],
      ] as const;
      const seen = new Set<string>();
      for (const [method, path] of calls) {
        const { status, code } = await stage.call(method, path, { token: "none" });
        seen.add(`${status}/${String(code)}`);
      }
      return [...seen];
    },
    shows: { "401": ["401/124"], "400": ["400/124"] },
  },
  tokenParameters: {
    observe: async (stage) => {
      const { clientId, clientSecret, accountId } = stage.emulator.account;
      const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
      const query = `grant_type=account_credentials&account_id=${accountId}`;
      const form = { authorization, "content-type": "application/x-www-form-urlencoded" };
      return [
        (await stage.call("POST", `/oauth/token?${query}`, { token: null, headers: { authorization } })).status,
        (await stage.call("POST", "/oauth/token", { token: null, headers: form, body: query })).status,
      ];
    },
    shows: { "query or body": [200, 200], body: [400, 200] },
  },
  unknownAccount: {
    account: { scopes: ["account:read:admin"] },
    observe: async (stage) => (await stage.call("GET", "/v2/accounts/other/trusted_domains")).status,
    shows: { "404": 404, "200": 200 },
  },
  unknownRoute: {
    observe: async (stage) => (await stage.call("GET", "/v2/nothing")).status,
    shows: { "404": 404, "400": 400 },
  },
};

const observed = new Set<string>();

const tryValue = async (host: Host, name: string, given: Observation<string>, value: string): Promise<void> => {
  const { account = {}, tickMs = 1000, observe, shows } = given;
  {
    await using born = await host.open({ account: { ...account, switches: { [name]: value } }, tickMs });
    assert.deepEqual(await observe(born), shows[value], `${name}: ${value}`);
  }
  await using changed = await host.open({ account: { ...account, accountId: "acc" }, tickMs });
  await changed.control("PATCH", "/accounts/acc", { switches: { [name]: value } });
  assert.deepEqual(await observe(changed), shows[value], `${name}: ${value}, set while it runs`);
  observed.add(`${host.name} ${name} ${value}`);
};

for (const host of bothHosts)
  for (const [name, given] of Object.entries<Observation<string>>(observations))
    test(`switch ${name}: each value shows, the default without being set (${host.name})`, async () => {
      for (const value of Object.keys(given.shows)) await tryValue(host, name, given, value);
      await using plain = await host.open({ account: given.account ?? {}, tickMs: given.tickMs ?? 1000 });
      const usual = Object.entries(switchFacts).find(([known]) => known === name)?.[1].default ?? "";
      assert.deepEqual(await given.observe(plain), given.shows[usual]);
      const views = Object.values(given.shows).map((view) => JSON.stringify(view));
      assert.equal(new Set(views).size, views.length, "each value shows something else");
    });

test("no value of any switch is without an observation", () => {
  const wanted = bothHosts.flatMap(({ name: host }) =>
    Object.entries(switchFacts).flatMap(([name, { values }]) => values.map((value) => `${host} ${name} ${value}`)),
  );
  assert.deepEqual([...observed].toSorted(), wanted.toSorted());
});

onBothHosts("every preset makes an account that works, with settings of its own", async (host) => {
  await using stage = await host.open({ account: false });
  const views = keysOf(dig(await stage.control("GET", "/presets"), "presets"));
  assert.deepEqual(views, Object.keys(presets));
  for (const preset of Object.keys(presets)) {
    const made = await stage.control("POST", "/accounts", { preset, domain: "own.test" });
    const token = String(dig(made, "token"));
    assert.equal((await stage.create("create", amy, { token })).status, 201, preset);
    const path = `/accounts/${String(dig(made, "account_id"))}`;
    const settings = dig(await stage.control("GET", path), "settings");
    assert.equal(dig(settings, "plan"), dig(made, "plan"));
    assert.deepEqual(dig(settings, "managedDomains"), preset === "business" ? ["own.test"] : []);
    await stage.control("PATCH", path, { settings: { seats: { licensed: 1 }, sso: true } });
  }
  const again = await stage.control("POST", "/accounts", { preset: "pro" });
  const settings = dig(await stage.control("GET", `/accounts/${String(dig(again, "account_id"))}`), "settings");
  assert.deepEqual(
    [dig(settings, "seats", "licensed"), dig(settings, "sso")],
    [100, false],
    "a preset is never changed",
  );
});
