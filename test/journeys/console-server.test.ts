// The console's part of the server over HTTP: its files and their policy, who may ask, the catalog, calls and programs.
import assert from "node:assert/strict";
import { existsSync, globSync, mkdtempSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import { type Server, startServer } from "#server";
import { z } from "zod";

import { repository } from "./rollcall.ts";

const built = join(repository, "dist/ui");
const notBuilt = existsSync(join(built, "index.html")) ? false : "the console is not built: npm run build";

const open = async (more: Partial<Parameters<typeof startServer>[0]> = {}): Promise<Server> =>
  await startServer({
    directory: join(mkdtempSync(join(tmpdir(), "rollcall-console-")), "data"),
    host: "127.0.0.1",
    port: 0,
    env: {},
    log: () => undefined,
    ...more,
  });

const json = { "content-type": "application/json" };

const ask = async (server: Server, method: string, path: string, body?: unknown) => {
  const init = body === undefined ? {} : { headers: json, body: JSON.stringify(body) };
  const response = await fetch(`${server.url}${path}`, { method, ...init });
  const text = await response.text();
  const value: unknown = text === "" ? undefined : JSON.parse(text);
  return { status: response.status, value, headers: response.headers };
};

const errorCode = (value: unknown): string =>
  z.object({ error: z.object({ code: z.string(), fix: z.string().min(1) }) }).parse(value).error.code;

/** A request whose Host is not what it was sent to, as after DNS rebinding: fetch would not send it. */
const withHost = async (server: Server, path: string, headers: Readonly<Record<string, string>>): Promise<number> => {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  request(`${server.url}${path}`, { headers }, (response) => {
    response.resume();
    resolve(response.statusCode ?? 0);
  })
    .on("error", reject)
    .end();
  return await promise;
};

test("the console stands at / with a strict policy, compressed; assets never change", { skip: notBuilt }, async () => {
  await using server = await open();
  const page = await fetch(server.url);
  const policy = page.headers.get("content-security-policy") ?? "";
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /script-src 'self';/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.doesNotMatch(policy, /unsafe|https?:|\*/);
  assert.equal(page.headers.get("x-frame-options"), "DENY");
  const html = await page.text();
  assert.doesNotMatch(html, /<script(?![^>]*src=)|<style|style=|https?:\/\//);
  const script = /src="([^"]+)"/.exec(html)?.[1] ?? "";
  const asset = await fetch(`${server.url}${script}`, { headers: { "accept-encoding": "gzip" } });
  assert.equal(asset.headers.get("content-encoding"), "gzip");
  assert.match(asset.headers.get("cache-control") ?? "", /immutable/);
  assert.match(await asset.text(), /./);
  for (const path of ["/assets/../package.json", "/assets/%2e%2e/package.json", "/assets/none.js"])
    assert.equal((await fetch(`${server.url}${path}`)).status, 404, path);
  assert.equal((await fetch(server.url, { method: "POST" })).status, 405);
});

test("other people's pages are kept out: rebinding, foreign origins, forms", { skip: notBuilt }, async () => {
  await using server = await open();
  const own = new URL(server.url).host;
  for (const path of ["/", "/api/apis", "/api/events", "/api/settings", "/_rollcall/users", "/openapi/zoom.json"])
    assert.equal(await withHost(server, path, { host: "rebound.example" }), 403, path);
  for (const path of ["/api/apis", "/api/settings", "/_rollcall/users"])
    assert.equal(await withHost(server, path, { host: own, origin: "http://evil.example" }), 403, path);
  for (const path of ["/api/calls", "/api/apis", "/api/session", "/api/programs"]) {
    const form = await fetch(`${server.url}${path}`, { method: "POST", body: new URLSearchParams({ a: "b" }) });
    assert.equal(form.status, 415, path);
    const foreign = await fetch(`${server.url}${path}`, {
      method: "POST",
      headers: { ...json, origin: "http://evil.example" },
      body: "{}",
    });
    assert.equal(foreign.status, 403, path);
  }
});

test("off loopback a login with the admin token opens the console, and nothing else does", async () => {
  await using server = await open({ host: "0.0.0.0", adminToken: "long-random-text" });
  assert.equal((await ask(server, "GET", "/api/apis")).status, 401);
  assert.equal((await ask(server, "GET", "/_rollcall/users")).status, 401);
  const wrong = await ask(server, "POST", "/api/session", { token: "guess" });
  assert.equal(errorCode(wrong.value), "RC_SERVER_REFUSED");
  const right = await ask(server, "POST", "/api/session", { token: "long-random-text" });
  assert.equal(right.status, 200);
  const cookie = right.headers.get("set-cookie") ?? "";
  assert.match(cookie, /HttpOnly; SameSite=Strict/);
  assert.doesNotMatch(cookie, /long-random-text/);
  const headers = { cookie: cookie.split(";")[0] ?? "" };
  for (const path of ["/api/apis", "/_rollcall/users"])
    assert.equal((await fetch(`${server.url}${path}`, { headers })).status, 200, path);
  const foreign = await fetch(`${server.url}/api/apis`, { headers: { ...headers, origin: "http://evil.example" } });
  assert.equal(foreign.status, 403);
});

const operations = z.object({ total: z.number(), operations: z.array(z.object({ id: z.string() })) });
const found = async (server: Server, query: string): Promise<readonly string[]> =>
  operations.parse((await ask(server, "GET", `/api/operations?q=${query}`)).value).operations.map(({ id }) => id);

test("APIs are imported, searched, exported and removed", async () => {
  await using server = await open();
  assert.equal((await found(server, "1005"))[0], "zoom:userCreate");
  const sources = [{ name: "pasted", text: "curl https://api.example.com/v1/gizmos?limit=2" }];
  const imported = await ask(server, "POST", "/api/apis", { sources, name: "Gizmos" });
  assert.equal(imported.status, 201);
  const [id = ""] = await found(server, "gizmos");
  assert.match(id, /^gizmos:/);
  const one = await ask(server, "GET", `/api/operations/${encodeURIComponent(id)}`);
  assert.equal(one.status, 200);
  const exported = await ask(server, "GET", "/openapi/gizmos.json");
  assert.match(JSON.stringify(exported.value), /x-codeSamples.*python/i);
  const broken = await ask(server, "POST", "/api/apis", { sources: [{ name: "x.json", text: "{" }] });
  assert.match(errorCode(broken.value), /^RC_CATALOG_/);
  assert.equal((await ask(server, "DELETE", "/api/apis/gizmos")).status, 204);
  assert.equal(errorCode((await ask(server, "DELETE", "/api/apis/gizmos")).value), "RC_SERVER_NOT_FOUND");
  assert.equal((await ask(server, "GET", "/api/operations/none")).status, 404);
});

const callView = z.object({
  id: z.number(),
  status: z.number(),
  body: z.string(),
  sent: z.object({ url: z.string(), headers: z.record(z.string(), z.string()), body: z.string() }),
  match: z.object({ state: z.string() }),
});

test("a test request reaches the emulator, is checked, masked and remembered", async () => {
  await using server = await open();
  const body = JSON.stringify({
    action: "autoCreate",
    user_info: { email: "kim@acme.test", type: 1, password: "Hidden-2026" },
  });
  const refused = await ask(server, "POST", "/api/calls", { operation: "zoom:userCreate", account: "emulator", body });
  const call = callView.parse(refused.value);
  assert.equal(call.sent.url, `${server.url}/v2/users`);
  assert.equal(call.sent.headers["Authorization"], "***");
  assert.doesNotMatch(call.sent.body, /Hidden-2026/);
  const made = await ask(server, "POST", "/api/calls", {
    operation: "zoom:userCreate",
    account: "emulator",
    body: '{"action":"create","user_info":{"email":"kim@acme.test","type":1}}',
  });
  assert.equal(callView.parse(made.value).status, 201);
  assert.equal(callView.parse(made.value).match.state, "matches");
  const history = z.array(callView).parse((await ask(server, "GET", "/api/calls?operation=zoom:userCreate")).value);
  assert.deepEqual(
    history.map(({ id }) => id),
    [2, 1],
  );
  assert.equal((await ask(server, "DELETE", "/api/calls")).status, 204);
  assert.deepEqual((await ask(server, "GET", "/api/calls")).value, []);
});

test("a test request does not go into private networks, nor to a real account unasked", async () => {
  const env = { ACME_SECRET: "s" };
  const directory = join(mkdtempSync(join(tmpdir(), "rollcall-console-")), "data");
  await using server = await open({ directory, env });
  const sources = [{ name: "pasted", text: "curl http://169.254.169.254/latest/meta-data" }];
  await ask(server, "POST", "/api/apis", { sources, name: "Cloud" });
  const [id = ""] = await found(server, "latest");
  const inside = await ask(server, "POST", "/api/calls", { operation: id, account: "emulator" });
  assert.equal(errorCode(inside.value), "RC_SERVER_CALL_REFUSED");
  const unknown = await ask(server, "POST", "/api/calls", { operation: "zoom:users", account: "acme" });
  assert.equal(errorCode(unknown.value), "RC_SERVER_ACCOUNT_UNKNOWN");
  await ask(server, "POST", "/_rollcall/faults", { operation: "users", effect: { kind: "drop", after: true } });
  const lost = await ask(server, "POST", "/api/calls", { operation: "zoom:users", account: "emulator" });
  assert.equal(errorCode(lost.value), "RC_SERVER_CALL");
  const picture = {
    operation: "zoom:userPicture",
    account: "emulator",
    set: { "path.userId": "me", "body.pic_file": "me.png" },
  };
  const file = await ask(server, "POST", "/api/calls", picture);
  assert.equal(errorCode(file.value), "RC_SERVER_CALL");
});

test("the page hears of accounts where their secrets come from, never the secrets", async () => {
  await using server = await open();
  const { value } = await ask(server, "GET", "/api/account-sources");
  const { accounts } = z.object({ accounts: z.array(z.object({ name: z.string(), secret: z.string() })) }).parse(value);
  assert.deepEqual(accounts, [{ name: "emulator", secret: "made by the emulator" }]);
  // The command line's list is another one, at an address of its own.
  assert.ok(Array.isArray((await ask(server, "GET", "/api/accounts")).value));
});

test("programs follow the values, and say what is known of them", async () => {
  await using server = await open();
  const program = z.object({
    files: z.array(z.object({ name: z.string(), text: z.string() })),
    proof: z.object({ state: z.string() }),
    operationProof: z.object({ state: z.string(), cases: z.array(z.string()) }),
  });
  const make = async (values: object) => {
    const asked = { operation: "zoom:userCreate", language: "python", ...values };
    return program.parse((await ask(server, "POST", "/api/programs", asked)).value);
  };
  const plain = await make({});
  assert.equal(plain.proof.state, "executed");
  const own = await make({ body: '{"action":"create","user_info":{"email":"zoë@acme.test","type":1}}' });
  assert.match(own.files[0]?.text ?? "", /zo(?:ë|\\u00eb|\\xeb)@acme\.test/);
  assert.equal(own.proof.state, "none");
  assert.equal(own.operationProof.state, "executed");
  assert.ok(own.operationProof.cases.length > 5);
  const unknown = await ask(server, "POST", "/api/programs", { operation: "zoom:userCreate", language: "cobol" });
  assert.equal(errorCode(unknown.value), "RC_PROGRAMS_LANGUAGE");
});

test("first load under 60 KB, everything under 300 KB, compressed", { skip: notBuilt }, (t) => {
  const size = (name: string): number => gzipSync(readFileSync(join(built, name))).length;
  const texts = new Map(
    globSync("*.js", { cwd: built }).map((name) => [name, readFileSync(join(built, name), "utf8")]),
  );
  const first = new Set(["index.html", ...globSync("{main-*,catalog-page-*}", { cwd: built })]);
  // What these import at once comes with them.
  for (const name of first)
    for (const [, imported = ""] of (texts.get(name) ?? "").matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g))
      first.add(imported);
  const sum = (names: Iterable<string>): number => [...names].reduce((total, name) => total + size(name), 0);
  const [begin, all] = [sum(first), sum(globSync("*", { cwd: built }))];
  t.diagnostic(`first load ${begin} bytes, all ${all} bytes`);
  assert.ok(begin > 5000 && begin < 60_000, `first load: ${begin}`);
  assert.ok(all > begin && all < 300_000, `all: ${all}`);
});
