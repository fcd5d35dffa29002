import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { createEmulator } from "#emulator";

import { callback, consentPath, registerApp, tokensOf } from "./general-app.ts";
import { dig, inProcess, overSocket, type Stage } from "./hosts.ts";

const text = (bytes: string): Uint8Array => new TextEncoder().encode(bytes);

/** Opens the consent page as a browser would that was led here under another name, or from another site. */
const openAs = async (stage: Stage, path: string, headers: Readonly<Record<string, string>>) => {
  const [at = "", query = ""] = path.split("?");
  const answer = await stage.emulator.dispatch({ method: "GET", path: at, query, headers, body: text("") });
  return answer.status;
};

test("the consent page is not shown under a foreign name or to a foreign site", async () => {
  await using stage = await overSocket.open();
  const app = await registerApp(stage);
  const path = consentPath(app);
  assert.equal(await openAs(stage, path, { host: "127.0.0.1:1" }), 200);
  assert.equal(await openAs(stage, path, { host: "zoom.us" }), 200);
  assert.equal(await openAs(stage, path, { host: "evil.test" }), 403);
  assert.equal(await openAs(stage, path, { host: "notzoom.us" }), 403);
  assert.equal(await openAs(stage, path, { host: "127.0.0.1:1", origin: "https://evil.test" }), 403);
  assert.equal(await openAs(stage, path, { host: "127.0.0.1:1", origin: "http://127.0.0.1:1" }), 200);
});

test("off loopback the page asks for the admin token", async () => {
  await using stage = await inProcess.open({ exposed: true, adminToken: "let me in" });
  const app = await registerApp(stage);
  const path = consentPath(app);
  const page = await stage.emulator.fetch(stage.url + path);
  const mark = /name="mark" value="([\w-]+)"/.exec(await page.text())?.[1] ?? "";
  const cookie = (page.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const send = async (admin: string): Promise<number> => {
    const form = { mark, user: "owner@acme.test", decision: "allow", admin_token: admin };
    const headers = { cookie, "content-type": "application/x-www-form-urlencoded" };
    const body = new URLSearchParams(form).toString();
    return (await stage.emulator.fetch(stage.url + path, { method: "POST", headers, body })).status;
  };
  assert.equal(await send("guess"), 400);
  assert.equal(await send("let me in"), 302);
});

test("tokens, refresh tokens, codes and devices survive a restart", async () => {
  const directory = await mkdtemp(join(tmpdir(), "rollcall-oauth-"));
  const clock = { now: Date.UTC(2026, 10, 22, 6, 30) };
  const open = () => inProcess.open({ directory, clock: () => clock.now, account: { accountId: "acc" } });
  try {
    const first = await open();
    const app = await registerApp(first);
    const tokens = await app.consent();
    const code = await app.code();
    const device = (await app.ask({}, "/oauth/devicecode")).body;
    await first.emulator.close();
    const second = await open();
    const again = async (form: Readonly<Record<string, string>>) =>
      second.call("POST", "/oauth/token", {
        token: null,
        body: new URLSearchParams(form).toString(),
        headers: { ...app.basic, "content-type": "application/x-www-form-urlencoded" },
      });
    assert.equal((await second.call("GET", "/v2/users/me", { token: tokens.accessToken })).status, 200);
    tokensOf(await again({ grant_type: "refresh_token", refresh_token: tokens.refreshToken }));
    tokensOf(await again({ grant_type: "authorization_code", code, redirect_uri: callback }));
    await second.control("POST", "/devices", { user_code: String(dig(device, "user_code")) });
    const deviceCode = String(dig(device, "device_code"));
    const grantType = "urn:ietf:params:oauth:grant-type:device_code";
    tokensOf(await again({ grant_type: grantType, device_code: deviceCode }));
    await second.emulator.close();
  } finally {
    await rm(directory, { recursive: true });
  }
});

test("a snapshot brings consents back", async () => {
  await using stage = await inProcess.open({ account: { accountId: "acc" } });
  const app = await registerApp(stage);
  const { refreshToken } = await app.consent();
  const snapshot = await stage.control("GET", "/snapshot");
  await using other = await createEmulator();
  const put = await other.fetch("http://x/_rollcall/snapshot", {
    method: "PUT",
    body: JSON.stringify(snapshot),
    headers: { "content-type": "application/json" },
  });
  assert.equal(put.status, 200);
  const reply = await other.fetch("http://x/oauth/token", {
    method: "POST",
    body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: refreshToken }),
    headers: app.basic,
  });
  assert.equal(reply.status, 200);
});
