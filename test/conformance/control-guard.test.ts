import assert from "node:assert/strict";
import { request } from "node:http";
import { test } from "node:test";

import { createEmulator } from "#emulator";

import { dig, overSocket } from "./hosts.ts";

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A request as it is: fetch does not let one choose the Host. */
const ask = async (port: number, { method = "GET", path = "/_rollcall/accounts", headers = {}, body = "" }: Asked) => {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>();
  const sent = request(
    { host: "127.0.0.1", port, method, path, headers: { ...headers, "content-length": body.length } },
    (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    },
  );
  sent.on("error", reject);
  sent.end(body);
  return promise;
};

const json = { "content-type": "application/json" };
const write = { method: "PUT", path: "/_rollcall/clock", body: '{"frozen":true}' };

const onLoopback: readonly (readonly [what: string, asked: Asked, status: number])[] = [
  ["plain read", {}, 200],
  ["localhost", { headers: { host: "localhost:1" } }, 200],
  ["IPv6 loopback", { headers: { host: "[::1]:1" } }, 200],
  ["no port", { headers: { host: "LOCALHOST" } }, 200],
  ["foreign host", { headers: { host: "evil.example" } }, 403],
  ["a name that points here (DNS rebinding)", { headers: { host: "127.0.0.1.nip.io:80" } }, 403],
  ["a name that begins like ours", { headers: { host: "localhost.evil.example" } }, 403],
  ["foreign host on the page", { path: "/", headers: { host: "evil.example" } }, 403],
  ["foreign origin", { headers: { origin: "http://evil.example" } }, 403],
  ["opaque origin", { headers: { origin: "null" } }, 403],
  ["another port's origin", { headers: { host: "localhost:1", origin: "http://localhost:2" } }, 403],
  ["own origin", { headers: { host: "localhost:1", origin: "http://localhost:1" } }, 200],
  ["JSON write", { ...write, headers: json }, 200],
  ["JSON write from elsewhere", { ...write, headers: { ...json, origin: "http://evil.example" } }, 403],
  ["text write", { ...write, headers: { "content-type": "text/plain" } }, 415],
  ["untyped write", write, 415],
  [
    "form write",
    { ...write, headers: { "content-type": "application/x-www-form-urlencoded" }, body: "frozen=true" },
    415,
  ],
  ["multipart write", { ...write, headers: { "content-type": "multipart/form-data; boundary=x" } }, 415],
  ["disguised write", { ...write, headers: { "content-type": "application/jsonx" } }, 415],
  ["bare delete", { method: "DELETE", path: "/_rollcall/faults" }, 204],
  [
    "delete with a text body",
    { method: "DELETE", path: "/_rollcall/faults", headers: { "content-type": "text/plain" }, body: "x" },
    415,
  ],
  ["preflight", { method: "OPTIONS", headers: { origin: "http://evil.example" } }, 403],
];

test("on loopback: foreign hosts, foreign origins and writes that a form could send are refused", async () => {
  await using emulator = await createEmulator();
  const { port } = await emulator.listen();
  for (const [what, asked, status] of onLoopback) {
    const answer = await ask(port, asked);
    assert.equal(answer.status, status, `${what}: ${answer.text.slice(0, 200)}`);
  }
  const api = await ask(port, {
    path: "/v2/users",
    headers: { host: "api.zoom.us", authorization: `Bearer ${emulator.account.token}` },
  });
  assert.equal(api.status, 200, "the API itself goes by any name");
});

test("the activation form may be sent as a form, from our own page only", async () => {
  await using stage = await overSocket.open();
  await stage.create("create", { email: "amy@acme.test", type: 1 });
  const link = new URL(String(dig(await stage.control("GET", "/inbox/latest"), "link")));
  const port = Number(link.port);
  const form = {
    method: "POST",
    path: link.pathname,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "password=Rehearsal-2026",
  };
  assert.equal((await ask(port, { ...form, headers: { ...form.headers, origin: "http://evil.example" } })).status, 403);
  assert.equal((await ask(port, { ...form, headers: { ...form.headers, host: "evil.example" } })).status, 403);
  const done = await ask(port, { ...form, headers: { ...form.headers, origin: `http://127.0.0.1:${port}` } });
  assert.equal(done.status, 200);
  assert.match(done.text, /amy@acme\.test is <strong>active/);
});

test("off loopback: only with an admin token, which every route but the activation page asks for", async () => {
  await using bare = await createEmulator();
  await assert.rejects(bare.listen({ host: "0.0.0.0" }), { code: "RC_EMULATOR_EXPOSED" });
  await using emulator = await createEmulator({ adminToken: "let-me-in" });
  const { port } = await emulator.listen({ host: "0.0.0.0" });
  const admin = { authorization: "Bearer let-me-in" };
  const cases: readonly (readonly [asked: Asked, status: number])[] = [
    [{}, 401],
    [{ path: "/" }, 401],
    [{ headers: { authorization: "Bearer wrong" } }, 401],
    [{ headers: { authorization: "Bearer let-me-in-" } }, 401],
    [{ headers: admin }, 200],
    [{ headers: { ...admin, host: "emulator.lan:4010" } }, 200],
    [{ path: "/", headers: admin }, 200],
    [{ headers: { ...admin, origin: "http://evil.example" } }, 403],
    [{ ...write, headers: { ...admin, "content-type": "text/plain" } }, 415],
    [{ ...write, headers: { ...admin, ...json } }, 200],
    [{ path: "/_rollcall/activate/none" }, 404],
  ];
  for (const [asked, status] of cases) {
    const answer = await ask(port, asked);
    assert.equal(answer.status, status, `${JSON.stringify(asked)}: ${answer.text.slice(0, 200)}`);
  }
  await using silent = await createEmulator({ control: false });
  const serving = await silent.listen({ host: "0.0.0.0" });
  assert.equal((await ask(serving.port, {})).status, 404, "without a control plane there is nothing to guard");
});
