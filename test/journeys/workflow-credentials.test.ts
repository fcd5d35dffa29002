import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";

import { rollcall } from "./rollcall.ts";
import { call, openServer } from "./workflow-server.ts";

const secret = "s3cret-Value:with-colon";

const setCredential = async (data: string, name: string, ...what: readonly string[]): Promise<void> => {
  const { code, stderr } = await rollcall(["credential", "set", name, ...what, "--data", data], {
    input: `${secret}\n`,
  });
  assert.equal(code, 0, stderr);
};

const guarded = (type: string): string =>
  `name: ${type}\ntrigger: { http: { auth: { type: ${type}, credential: hook } } }\nsteps: [{ name: a, type: respond, with: { body: in } }]\n`;

test("callers prove that they know a credential: bearer, basic, HMAC", async (t) => {
  const server = await openServer(t);
  const bearer = await server.deploy(guarded("bearer"));
  assert.notEqual((await call(bearer, {}, { authorization: `Bearer ${secret}` })).text, "in", "it is not there yet");
  await setCredential(server.data, "hook", "--for-triggers");
  assert.equal((await call(bearer, {}, { authorization: `Bearer ${secret}` })).text, "in");
  assert.equal((await call(bearer, {}, { authorization: "Bearer other" })).status, 401);
  assert.equal((await call(bearer, {})).status, 401);

  const basic = await server.deploy(guarded("basic"));
  const authorization = `Basic ${Buffer.from(secret).toString("base64")}`;
  assert.equal((await call(basic, {}, { authorization })).text, "in");

  const hmac = await server.deploy(guarded("hmac"));
  const body = '{"a":1}';
  const signature = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  assert.equal((await call(hmac, body, { "x-signature": signature })).text, "in");
  assert.equal((await call(hmac, `${body} `, { "x-signature": signature })).status, 401);
});

/** A host that keeps what it is sent. */
const openHost = async (t: TestContext) => {
  const seen: { readonly headers: Readonly<Record<string, unknown>>; readonly body: string }[] = [];
  const host = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.once("end", () => {
      seen.push({ headers: request.headers, body });
      response.end("{}");
    });
  }).listen(0, "127.0.0.1");
  t.after(() => host.close());
  await once(host, "listening");
  const address = host.address();
  return { seen, name: `127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}` };
};

test("http steps send a credential to its host, and to no other; nobody reads it back", async (t) => {
  const host = await openHost(t);
  const server = await openServer(t, { ROLLCALL_ALLOW_HOSTS: "127.0.0.1,localhost" });
  await setCredential(server.data, "hr", "--host", host.name);
  const port = host.name.split(":")[1] ?? "";
  const url = await server.deploy(`
name: send
trigger: { http: {} }
steps:
${["bearer", "basic", "hmac"].map((type) => `  - { name: ${type}, type: http, with: { method: POST, url: "http://${host.name}/", body: { n: 1 }, auth: { type: ${type}, credential: hr } } }`).join("\n")}
  - name: elsewhere
    type: http
    with: { url: "http://localhost:${port}/", auth: { type: bearer, credential: hr } }
    on_error: [{ name: no, type: respond, with: { status: 403, body: { code: "\${error.code}", run: "\${run.id}" } } }]
`);
  const answer = await call(url, {});
  assert.deepEqual([answer.status, answer.body["code"]], [403, "RC_ACCOUNTS_CREDENTIAL_HOST"], answer.text);
  const [bearer, basic, hmac, more] = host.seen;
  assert.equal(more, undefined);
  assert.equal(bearer?.headers["authorization"], `Bearer ${secret}`);
  assert.equal(basic?.headers["authorization"], `Basic ${Buffer.from(secret).toString("base64")}`);
  const mac = createHmac("sha256", secret)
    .update(hmac?.body ?? "")
    .digest("hex");
  assert.equal(hmac?.headers["x-signature"], `sha256=${mac}`);

  const run = JSON.stringify(await server.run(String(answer.body["run"])));
  const listed = await rollcall(["credential", "list", "--data", server.data]);
  assert.match(listed.stdout, /hr +127\.0\.0\.1:/, listed.stderr);
  for (const text of [run, listed.stdout, readFileSync(join(server.data, "credentials.db"), "latin1")])
    assert.ok(!text.includes(secret));
  const removed = await rollcall(["credential", "remove", "hr", "--data", server.data]);
  assert.equal(removed.code, 0, removed.stderr);
  assert.equal((await rollcall(["credential", "remove", "hr", "--data", server.data])).code, 2);
  assert.equal((await rollcall(["credential", "set", "hr", "--data", server.data], { input: "a" })).code, 2);
});
