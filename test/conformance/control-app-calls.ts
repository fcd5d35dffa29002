import assert from "node:assert/strict";

import { registerApp } from "./general-app.ts";
import { dig, keysOf, listIn, type Stage } from "./hosts.ts";

/** One good call of every route about apps and consent. */
export const appCalls: Readonly<Record<string, (stage: Stage) => Promise<unknown>>> = {
  "GET /apps": async (stage) => {
    await registerApp(stage);
    const apps = listIn(await stage.control("GET", "/apps?account=acc"));
    assert.deepEqual(
      apps.map((app) => dig(app, "kind")),
      ["server-to-server", "general"],
    );
    assert.ok(!keysOf(apps[1]).includes("client_secret"));
    assert.deepEqual(await stage.control("GET", "/apps?account=other"), []);
  },
  "GET /apps/{client}": async (stage) => {
    const app = await registerApp(stage);
    await app.consent("amy@acme.test");
    const consents = listIn(await stage.control("GET", `/apps/${app.clientId}`), "consents");
    assert.deepEqual(
      consents.map((consent) => dig(consent, "email")),
      ["amy@acme.test"],
    );
  },
  "PATCH /apps/{client}": async (stage) => {
    const { clientId } = await registerApp(stage);
    const change = { name: "Other", redirect_uris: ["https://app.test/"], scopes: ["user:read:user"] };
    const view = await stage.control("PATCH", `/apps/${clientId}`, change);
    assert.deepEqual(
      ["name", "redirect_uris", "scopes"].map((key) => dig(view, key)),
      [change.name, change.redirect_uris, change.scopes],
    );
  },
  "DELETE /apps/{client}": async (stage) => {
    const { clientId } = await registerApp(stage);
    assert.equal(await stage.control("DELETE", `/apps/${clientId}`), undefined);
    assert.equal(listIn(await stage.control("GET", "/apps")).length, 1);
  },
  "DELETE /apps/{client}/consents": async (stage) => {
    const app = await registerApp(stage);
    const { accessToken: token } = await app.consent("amy@acme.test");
    const path = `/apps/${app.clientId}/consents`;
    assert.deepEqual(await stage.control("DELETE", `${path}?user=owner@acme.test`), { withdrawn: 0 });
    assert.equal((await stage.call("GET", "/v2/users/me", { token })).status, 200);
    assert.deepEqual(await stage.control("DELETE", `${path}?user=amy@acme.test`), { withdrawn: 1 });
    assert.equal((await stage.call("GET", "/v2/users/me", { token })).status, 401);
  },
  "POST /apps/{client}/consent": async (stage) => {
    const { clientId } = await registerApp(stage);
    const asked = { user: "amy", redirect_uri: "myapp://done", state: "x" };
    const given = await stage.control("POST", `/apps/${clientId}/consent`, asked);
    assert.equal(dig(given, "location"), `myapp://done?code=${String(dig(given, "code"))}&state=x`);
  },
  "POST /devices": async (stage) => {
    const app = await registerApp(stage);
    const { body } = await app.ask({}, "/oauth/devicecode");
    const answered = await stage.control("POST", "/devices", { user_code: dig(body, "user_code"), user: "amy" });
    assert.deepEqual(answered, { client_id: app.clientId, user_id: "amy", allowed: true });
  },
};

const general = (more: object): object => ({ kind: "general", ...more });

/** What the routes about apps refuse, and the words that name it. `app` is a server-to-server app. */
export const badAppCalls: readonly (readonly [string, string, unknown, number, RegExp])[] = [
  ["POST", "/accounts/acc/apps", { permissions: [], role_id: "1" }, 400, /not both/],
  ["POST", "/accounts/acc/apps", { role_id: "none" }, 404, /role none/],
  ["POST", "/accounts/acc/apps", { client_id: "app" }, 409, /app is taken/],
  ["POST", "/accounts/acc/apps", { redirect_uris: ["https://app.test/"] }, 400, /redirect_uris/],
  ["POST", "/accounts/acc/apps", general({ role_id: "1" }), 400, /person who consents/],
  ["POST", "/accounts/acc/apps", general({ redirect_uris: ["/callback"] }), 400, /redirect_uris/],
  ["POST", "/accounts/acc/apps", general({ redirect_uris: ["https://app.test/#x"] }), 400, /redirect_uris/],
  ["POST", "/accounts/acc/apps", general({ redirect_uris: ["javascript:alert(1)"] }), 400, /redirect_uris/],
  [
    "POST",
    "/accounts/acc/apps",
    { event_subscriptions: [{ url: "http://zoom.us/", events: ["*"] }] },
    400,
    /zoom\.us is not this machine/,
  ],
  ["GET", "/apps/none", undefined, 404, /app/],
  ["PATCH", "/apps/none", {}, 404, /app/],
  ["PATCH", "/apps/app", { redirect_uris: ["https://app.test/"] }, 400, /redirect_uris/],
  ["PATCH", "/apps/app", { secret: "x" }, 400, /secret/],
  ["DELETE", "/apps/none", undefined, 404, /app/],
  ["DELETE", "/apps/none/consents", undefined, 404, /app/],
  ["POST", "/apps/none/consent", {}, 404, /app/],
  ["POST", "/apps/app/consent", {}, 400, /server-to-server/],
  ["POST", "/devices", { user_code: "XXXX-XXXX" }, 404, /XXXX-XXXX/],
  ["POST", "/devices", {}, 400, /user_code/],
];
