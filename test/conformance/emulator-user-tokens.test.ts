import assert from "node:assert/strict";
import { createHash } from "node:crypto";

import { clientCredentials, deviceGrant, tokenErrors } from "#zoom";

import { type GeneralApp, registerApp, tokensOf } from "./general-app.ts";
import { assertRefused, dig, type Host, keysOf, listIn, onBothHosts, type Reply, type Stage } from "./hosts.ts";

const users = [
  { email: "amy@acme.test", id: "amy", type: 1 },
  { email: "ada@acme.test", id: "ada", type: 2, roleId: "1" },
  { email: "gone@acme.test", id: "gone", status: "inactive" },
] as const;
const minuteMs = 60_000;
const verifier = "a-verifier-of-forty-three-characters-or-more-0123";
const challenge = createHash("sha256").update(verifier).digest("base64url");
const account = { preset: "business", accountId: "acc", clientId: "client", clientSecret: "secret", users } as const;

const open = (host: Host, switches = {}): Promise<Stage> => host.open({ account: { ...account, switches } });

const refresh = (app: GeneralApp, token: string): Promise<Reply> =>
  app.ask({ grant_type: "refresh_token", refresh_token: token });

const device = async (app: GeneralApp) => {
  const given = await app.ask({}, "/oauth/devicecode");
  assert.equal(given.status, 200, given.text);
  const poll = (): Promise<Reply> =>
    app.ask({ grant_type: deviceGrant.grantType, device_code: String(dig(given.body, "device_code")) });
  return { given: given.body, poll, userCode: String(dig(given.body, "user_code")) };
};

onBothHosts("a code comes to an access token of the person and a refresh token", async (host) => {
  await using stage = await open(host);
  const app = await registerApp(stage);
  const reply = await app.exchange(await app.code("amy@acme.test"));
  assert.deepEqual(keysOf(reply.body), [
    "access_token",
    "token_type",
    "refresh_token",
    "expires_in",
    "scope",
    "api_url",
  ]);
  assert.ok(String(dig(reply.body, "scope")).split(" ").includes("user:read:user"));
  const { accessToken } = tokensOf(reply);
  const claims: unknown = JSON.parse(Buffer.from(accessToken.split(".")[1] ?? "", "base64url").toString());
  assert.deepEqual([dig(claims, "uid"), dig(claims, "type"), dig(claims, "aid")], ["amy", 0, "acc"]);
  const me = await stage.call("GET", "/v2/users/me", { token: accessToken });
  assert.deepEqual([me.status, dig(me.body, "id")], [200, "amy"]);
});

onBothHosts("a person's token reaches that person; with :admin scopes what the person's role may do", async (host) => {
  await using stage = await open(host);
  const own = await registerApp(stage);
  const { accessToken: token } = await own.consent("amy@acme.test");
  for (const path of ["/v2/users/me", "/v2/users/amy", "/v2/users/AMY@acme.test"])
    assert.equal((await stage.call("GET", path, { token })).status, 200, path);
  assertRefused(await stage.call("GET", "/v2/users/ada", { token }), 400, 4700);
  assertRefused(await stage.call("GET", "/v2/users", { token }), 400, 4711);
  const wide = await registerApp(stage, { scopes: ["user:read:user:admin"] });
  const member = await wide.consent("amy@acme.test");
  assertRefused(await stage.call("GET", "/v2/users/ada", { token: member.accessToken }), 400, 200);
  const admin = await wide.consent("ada@acme.test");
  assert.equal((await stage.call("GET", "/v2/users/amy", { token: admin.accessToken })).status, 200);
});

onBothHosts(
  "a person's token sees and sets what they are doing, and nobody else's unless they are an Admin",
  async (host) => {
    await using stage = await open(host);
    for (const user of ["amy", "ada"]) await stage.control("POST", "/events", { event: "user.signed_in", user });
    const own = await registerApp(stage, { scopes: ["user:read:presence_status", "user:update:presence_status"] });
    const { accessToken: token } = await own.consent("amy@acme.test");
    const json = { status: "Away" };
    assert.equal((await stage.call("PUT", "/v2/users/me/presence_status", { token, json })).status, 204);
    assert.equal(dig((await stage.call("GET", "/v2/users/amy/presence_status", { token })).body, "status"), "Away");
    assertRefused(await stage.call("GET", "/v2/users/ada/presence_status", { token }), 400, 4700);
    const wide = await registerApp(stage, { scopes: ["user:read:presence_status:admin"] });
    const admin = await wide.consent("ada@acme.test");
    const seen = await stage.call("GET", "/v2/users/amy/presence_status", { token: admin.accessToken });
    assert.equal(dig(seen.body, "status"), "Away");
  },
);

onBothHosts("events name the person behind the token as operator", async (host) => {
  await using stage = await open(host);
  await stage.control("POST", "/webhooks", { url: "http://127.0.0.1:9/", events: ["*"], skip_validation: true });
  const app = await registerApp(stage, { scopes: ["user:update:user:admin"] });
  const { accessToken: token } = await app.consent("ada@acme.test");
  assert.equal((await stage.call("PATCH", "/v2/users/amy", { token, json: { dept: "Sales" } })).status, 204);
  assert.equal((await stage.call("PATCH", "/v2/users/amy", { json: { dept: "IT" } })).status, 204);
  const sent = listIn(await stage.control("GET", "/deliveries"), "deliveries");
  assert.deepEqual(
    sent.map((delivery) => dig(delivery, "payload", "operator")),
    ["owner@acme.test", "ada@acme.test"],
  );
});

onBothHosts("a refresh token gives the next one and ends; its access token lives an hour", async (host) => {
  await using stage = await open(host);
  const app = await registerApp(stage);
  const first = await app.consent("amy@acme.test");
  const second = tokensOf(await refresh(app, first.refreshToken));
  assert.notEqual(second.refreshToken, first.refreshToken);
  assert.equal((await refresh(app, first.refreshToken)).status, 400);
  assert.equal((await stage.call("GET", "/v2/users/me", { token: first.accessToken })).status, 200);
  stage.advance(60 * minuteMs);
  assertRefused(await stage.call("GET", "/v2/users/me", { token: second.accessToken }), 401, 124);
  assert.equal((await refresh(app, second.refreshToken)).status, 200);
});

onBothHosts("PKCE: the right verifier, by S256 and plain", async (host) => {
  await using stage = await open(host);
  const app = await registerApp(stage);
  for (const asked of [
    { code_challenge: challenge, code_challenge_method: "S256" },
    { code_challenge: verifier, code_challenge_method: "plain" },
    { code_challenge: verifier },
  ]) {
    const code = await app.code(undefined, asked);
    assert.equal((await app.exchange(code)).status, 400, "no verifier");
    assert.equal((await app.exchange(code, { code_verifier: `${verifier}x` })).status, 400, "another verifier");
    assert.equal((await app.exchange(code, { code_verifier: verifier })).status, 200);
  }
});

onBothHosts("a device waits until somebody has typed its code", async (host) => {
  await using stage = await open(host);
  const app = await registerApp(stage);
  const { given, poll, userCode } = await device(app);
  assert.deepEqual([dig(given, "expires_in"), dig(given, "interval")], [900, 5]);
  assert.match(userCode, /^[B-Z]{4}-[B-Z]{4}$/);
  assert.equal(dig((await poll()).body, "error"), "authorization_pending");
  stage.advance(5000);
  await stage.control("POST", "/devices", { user_code: userCode.toLowerCase().replace("-", " "), user: "amy" });
  const { accessToken: token } = tokensOf(await poll());
  assert.equal(dig((await stage.call("GET", "/v2/users/me", { token })).body, "id"), "amy");
  assert.equal(dig((await poll()).body, "error"), "invalid_grant", "good once");
});

onBothHosts("revoking either token ends the consent; a server-to-server token goes alone", async (host) => {
  await using stage = await open(host);
  const app = await registerApp(stage);
  for (const which of ["accessToken", "refreshToken"] as const) {
    const tokens = await app.consent("amy@acme.test");
    const done = await app.ask({ token: tokens[which] }, "/oauth/revoke");
    assert.deepEqual([done.status, done.body], [200, { status: "success" }]);
    assertRefused(await stage.call("GET", "/v2/users/me", { token: tokens.accessToken }), 401, 124);
    assert.equal((await refresh(app, tokens.refreshToken)).status, 400);
  }
  const other = await app.ask({ token: stage.token }, "/oauth/revoke");
  assert.equal(other.status, 400, "another app's token");
  const headers = { authorization: `Basic ${Buffer.from("client:secret").toString("base64")}` };
  const grant = "/oauth/token?grant_type=account_credentials&account_id=acc";
  const token = String(dig((await stage.call("POST", grant, { token: null, headers })).body, "access_token"));
  assert.equal((await stage.call("POST", `/oauth/revoke?token=${token}`, { token: null, headers })).status, 200);
  assertRefused(await stage.call("GET", "/v2/users", { token }), 401, 124);
  assert.equal((await stage.call("GET", "/v2/users")).status, 200);
});

onBothHosts("an app for itself: client_credentials, in nobody's name", async (host) => {
  await using stage = await open(host);
  const app = await registerApp(stage);
  const reply = await app.ask({ grant_type: "client_credentials" });
  assert.equal(dig(reply.body, "scope"), clientCredentials.scopes.join(" "));
  assert.equal(dig(reply.body, "refresh_token"), undefined);
  const token = String(dig(reply.body, "access_token"));
  assertRefused(await stage.call("GET", "/v2/users/me", { token }), 400, 4711);
});

onBothHosts("a deactivated app's tokens are gone; a removed app is unknown", async (host) => {
  await using stage = await open(host);
  const app = await registerApp(stage);
  const { accessToken: token, refreshToken } = await app.consent("amy@acme.test");
  await stage.control("PATCH", `/apps/${app.clientId}`, { active: false });
  assertRefused(await stage.call("GET", "/v2/users/me", { token }), 401, 124);
  assert.equal(dig((await refresh(app, refreshToken)).body, "error"), "invalid_client");
  await stage.control("PATCH", `/apps/${app.clientId}`, { active: true });
  assert.equal((await refresh(app, refreshToken)).status, 200);
  await stage.control("DELETE", `/apps/${app.clientId}`);
  assert.equal(dig((await refresh(app, refreshToken)).body, "error"), "invalid_client");
});

onBothHosts("who is deactivated or deleted lets nobody act for them", async (host) => {
  await using stage = await open(host);
  const app = await registerApp(stage);
  const { accessToken: token, refreshToken } = await app.consent("amy@acme.test");
  await stage.call("PUT", "/v2/users/amy/status", { json: { action: "deactivate" } });
  assertRefused(await stage.call("GET", "/v2/users/me", { token }), 401, 124);
  assert.equal((await refresh(app, refreshToken)).status, 400);
  await stage.call("PUT", "/v2/users/amy/status", { json: { action: "activate" } });
  assert.equal((await refresh(app, refreshToken)).status, 200);
});

/** How each error of the token endpoint comes about; an error without a case does not compile. */
const causes: Readonly<Record<keyof typeof tokenErrors, (stage: Stage, app: GeneralApp) => Promise<readonly Reply[]>>> =
  {
    authorizationPending: async (_stage, app) => [await (await device(app)).poll()],
    accessDenied: async (stage, app) => {
      const { poll, userCode } = await device(app);
      await stage.control("POST", "/devices", { user_code: userCode, allow: false });
      return [await poll()];
    },
    codeInvalid: async (stage, app) => {
      const used = await app.code();
      await app.exchange(used);
      const old = await app.code();
      const bound = await app.code(undefined, { code_challenge: challenge, code_challenge_method: "S256" });
      const wrong = await app.exchange(bound, { code_verifier: "wrong" });
      const other = await registerApp(stage);
      const theirs = await other.code();
      const orphan = await app.code("amy@acme.test");
      await stage.call("DELETE", "/v2/users/amy?action=delete");
      const replies = [await app.exchange(orphan), await app.exchange(theirs), await app.exchange("none")];
      stage.advance(5 * minuteMs);
      return [wrong, ...replies, await app.exchange(used), await app.exchange(old)];
    },
    deviceExpired: async (stage, app) => {
      const { poll } = await device(app);
      stage.advance(15 * minuteMs);
      return [await poll()];
    },
    disabled: async (stage, app) => {
      await stage.control("PATCH", `/apps/${app.clientId}`, { active: false });
      const replies = [await app.ask({}), await app.ask({}, "/oauth/revoke"), await app.ask({}, "/oauth/devicecode")];
      return replies;
    },
    invalidAccount: async (stage) => [
      await stage.call("POST", "/oauth/token?grant_type=account_credentials", {
        token: null,
        headers: { authorization: `Basic ${Buffer.from("client:secret").toString("base64")}` },
      }),
    ],
    invalidClient: async (stage) => [
      await stage.call("POST", "/oauth/token", { token: null }),
      await stage.call("POST", "/oauth/revoke", { token: null }),
      await stage.call("POST", "/oauth/devicecode", { token: null }),
    ],
    invalidToken: async (stage, app) => {
      const { refreshToken: older } = await app.consent();
      const { refreshToken } = await app.consent();
      const other = await registerApp(stage);
      const replies = [await refresh(app, older), await refresh(app, "none"), await refresh(other, refreshToken)];
      await stage.control("PATCH", `/apps/${app.clientId}`, { scopes: ["user:read:user"] });
      replies.push(await refresh(app, refreshToken));
      const { refreshToken: last } = await app.consent();
      stage.advance(90 * 1440 * minuteMs);
      return [...replies, await refresh(app, last), await app.ask({ token: "none" }, "/oauth/revoke")];
    },
    redirectMismatch: async (_stage, app) => [
      await app.exchange(await app.code(), { redirect_uri: "myapp://done" }),
      await app.exchange(await app.code(), { redirect_uri: "" }),
    ],
    slowDown: async (_stage, app) => {
      const { poll } = await device(app);
      await poll();
      return [await poll()];
    },
    unsupportedGrant: async (stage, app) => [
      await app.ask({ grant_type: "account_credentials", account_id: "acc" }),
      await app.ask({ grant_type: "password" }),
      await app.ask({}),
      await stage.call("POST", "/oauth/token?grant_type=authorization_code&code=x", {
        token: null,
        headers: { authorization: `Basic ${Buffer.from("client:secret").toString("base64")}` },
      }),
    ],
  };

for (const [name, cause] of Object.entries(causes))
  onBothHosts(`the token endpoint refuses: ${name}`, async (host) => {
    await using stage = await host.open({ account, tickMs: 0 });
    const known = Object.entries(tokenErrors).find(([key]) => key === name)?.[1];
    assert.ok(known !== undefined);
    for (const reply of await cause(stage, await registerApp(stage))) {
      assert.deepEqual([reply.status, reply.body], [400, { reason: known.reason, error: known.error }], name);
      assert.ok(reply.headers.get("x-rollcall-hint"), name);
    }
  });
