import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { z } from "zod";

import { startServer } from "#server";

const appSchema = z.object({ client_id: z.string(), client_secret: z.string() });
const tokenSchema = z.object({ access_token: z.string(), refresh_token: z.string(), api_url: z.string() });
const redirectUri = "http://127.0.0.1:9/callback";

test("a person's consent through the server that joins the rooms: page, code, tokens, call", async () => {
  const directory = await mkdtemp(join(tmpdir(), "rollcall-oauth-"));
  try {
    await using server = await startServer({ directory, host: "127.0.0.1", port: 0, env: {}, log: () => undefined });
    const registered = await fetch(`${server.url}/_rollcall/accounts/${server.account.accountId}/apps`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ kind: "general", redirect_uris: [redirectUri] }),
    });
    const app = appSchema.parse(await registered.json());
    const query = new URLSearchParams({ response_type: "code", client_id: app.client_id, redirect_uri: redirectUri });
    const page = await fetch(`${server.url}/oauth/authorize?${query.toString()}`);
    const mark = /name="mark" value="([\w-]+)"/.exec(await page.text())?.[1] ?? "";
    const allowed = await fetch(`${server.url}/oauth/authorize?${query.toString()}`, {
      method: "POST",
      redirect: "manual",
      headers: { cookie: (page.headers.get("set-cookie") ?? "").split(";")[0] ?? "", origin: server.url },
      body: new URLSearchParams({ mark, user: server.account.ownerEmail, decision: "allow" }),
    });
    assert.equal(allowed.status, 302);
    const code = new URL(allowed.headers.get("location") ?? "").searchParams.get("code") ?? "";
    const basic = Buffer.from(`${app.client_id}:${app.client_secret}`).toString("base64");
    const given = await fetch(`${server.url}/oauth/token`, {
      method: "POST",
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: "authorization_code", code, redirect_uri: redirectUri }),
    });
    const tokens = tokenSchema.parse(await given.json());
    assert.equal(tokens.api_url, server.url);
    const me = await fetch(`${server.url}/v2/users/me`, {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    });
    assert.equal(me.status, 200);
    for (const path of ["devicecode", "revoke"])
      assert.equal((await fetch(`${server.url}/oauth/${path}`, { method: "POST" })).status, 400, path);
  } finally {
    await rm(directory, { recursive: true });
  }
});
