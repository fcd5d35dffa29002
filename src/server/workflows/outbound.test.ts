import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { databaseUrl } from "../database-url.ts";
import { openWorker } from "./open-worker.ts";
import { makeOutbound } from "./outbound.ts";

const none = { open: () => Promise.reject(new Error("there is none")) };
const signal = new AbortController().signal;

test("workflows call private addresses only where they are named", async (t) => {
  const server = createServer((_request, response) => response.end("hello")).listen(0, "127.0.0.1");
  t.after(() => server.close());
  await new Promise((resolve) => {
    server.once("listening", resolve);
  });
  const address = server.address();
  const host = `127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  const request = { method: "GET", url: `http://${host}/`, headers: {}, signal };
  await assert.rejects(makeOutbound({}, none)(request), { code: "RC_SERVER_OUTBOUND" });
  assert.equal((await makeOutbound({ ROLLCALL_ALLOW_HOSTS: `other, ${host}` }, none)(request)).body, "hello");
  const nobody = { ...request, url: "http://127.0.0.1:1/" };
  await assert.rejects(makeOutbound({ ROLLCALL_ALLOW_HOSTS: "127.0.0.1" }, none)(nobody), {
    code: "RC_SERVER_UNREACHABLE",
  });
});

test("a worker says what it lacks", async () => {
  assert.throws(() => databaseUrl({ DATABASE_URL: "mysql://x" }), { code: "RC_SERVER_DATABASE_URL" });
  const directory = mkdtempSync(join(tmpdir(), "rollcall-worker-"));
  const what = { directory, url: "http://127.0.0.1:1", log: () => undefined };
  await assert.rejects(openWorker({ ...what, env: {} }), { code: "RC_SERVER_DATABASE_URL" });
  await assert.rejects(openWorker({ ...what, env: { DATABASE_URL: "postgres://127.0.0.1:1/x" } }), {
    code: "RC_SERVER_WORKER",
  });
});
