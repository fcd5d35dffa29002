// What `rollcall start --log json` writes on stderr while a workflow runs: lines that a collector of logs reads.
import assert from "node:assert/strict";
import { once } from "node:events";
import { test, type TestContext } from "node:test";
import { z } from "zod";

import { freshDatabase, noPostgres } from "./fresh-database.ts";
import { freshData, rollcall, startServer } from "./rollcall.ts";
import { call, openServer } from "./workflow-server.ts";

const line = z.looseObject({
  time: z.iso.datetime(),
  level: z.enum(["info", "warn", "error"]),
  event: z.string(),
  run: z.string().optional(),
  workflow: z.string().optional(),
  state: z.string().optional(),
  path: z.string().optional(),
});

const definition = `
name: hire
trigger: { http: { answer: respond } }
steps:
  - { name: create_user, type: create_user, with: { email: "\${trigger.body.email}", type: 1 } }
  - { name: say, type: respond, with: { body: made } }
`;

const email = "mona.reyes@acme.test";

/** What stands in the place of people at acme.test. */
const hashes = (from: string): Set<string> =>
  new Set([...from.matchAll(/(p-[\da-f]{10})(?:@|%40)acme\.test/g)].map(([, hash = ""]) => hash));

/** Starts, creates a user by a workflow, fails to create them again, stops; the lines of the log. */
const hireTwice = async (t: TestContext, more: readonly string[]) => {
  const server = await openServer(t, {}, ["--log", "json", ...more]);
  const url = await server.deploy(definition);
  assert.equal((await call(url, { email })).status, 200);
  assert.equal((await call(url, { email })).status, 500);
  server.child.kill("SIGTERM");
  await once(server.child, "close");
  const text = server.stderr();
  const lines = text
    .trimEnd()
    .split("\n")
    .map((one) => line.parse(JSON.parse(one)));
  for (const secret of [server.ready.token, server.ready.client_secret]) assert.ok(!text.includes(secret));
  return { text, lines, data: server.data };
};

test("every event is one line of JSON with its ids, from ready to stopping", async (t) => {
  const { text, lines } = await hireTwice(t, []);
  assert.equal(lines[0]?.event, "server.ready");
  assert.equal(lines.at(-1)?.event, "server.stopping");
  const runs = lines.filter(({ event }) => event.startsWith("run."));
  assert.deepEqual(
    runs.map(({ level, event, workflow, state }) => [level, event, workflow, state]),
    [
      ["info", "run.accepted", "hire", undefined],
      ["info", "run.finished", "hire", "completed"],
      ["info", "run.accepted", "hire", undefined],
      ["warn", "run.finished", "hire", "failed"],
    ],
  );
  assert.equal(runs[0]?.run, runs[1]?.run);
  assert.ok(lines.some(({ event, run }) => event === "step.attempt" && run === runs[0]?.run));
  assert.ok(lines.some(({ event, path }) => event === "account.call" && path === "/v2/users"));
  // The second creation looked at who has the address.
  assert.ok(text.includes(encodeURIComponent(email)), text);
});

test("--redact-emails leaves the domain and a hash that stays the same after a restart", async (t) => {
  const { text, data } = await hireTwice(t, ["--redact-emails"]);
  assert.ok(!text.includes("mona"), text);
  assert.equal(hashes(text).size, 1, text);
  const again = await startServer(t, ["--data", data, "--log", "json", "--redact-emails"]);
  const got = await rollcall(["workflow", "run", "hire", "--input", JSON.stringify({ email }), "--data", data]);
  assert.notEqual(got.stdout, "", got.stderr);
  const deadline = performance.now() + 30_000;
  while (hashes(again.stderr()).size === 0 && performance.now() < deadline)
    await new Promise((go) => setTimeout(go, 50));
  assert.deepEqual(hashes(again.stderr()), hashes(text));
});

test("a server that cannot start says so in the log's own format", async (t) => {
  const data = freshData();
  await startServer(t, ["--data", data, "--empty"]);
  const refused = await rollcall(["start", "--data", data, "--port", "0", "--log", "json"]);
  assert.equal(refused.code, 4);
  const { event, code } = line.extend({ code: z.string() }).parse(JSON.parse(refused.stderr));
  assert.deepEqual([event, code], ["server.failed", "RC_SYSTEM_DIRECTORY_HELD"]);
});

test("a worker logs the runs that it works on in the same way", { skip: noPostgres }, async (t) => {
  const env = { DATABASE_URL: await freshDatabase() };
  const server = await openServer(t, env);
  const url = await server.deploy(definition);
  const { stderr, code } = await rollcall(["worker", "--data", server.data, "--log", "json", "--redact-emails"], {
    env,
    when: {
      seen: "Working",
      act: (child) => {
        let told = "";
        child.stderr?.on("data", (chunk: Buffer) => (told += chunk.toString()));
        // The server works too, and is nearer: so many that some are the worker's.
        const calls = async (): Promise<void> => {
          for (let round = 0; round < 50 && !told.includes("step.attempt"); round += 1)
            await Promise.allSettled(
              Array.from({ length: 40 }, (_unused, at) => call(url, { email: `mona.reyes${round}-${at}@acme.test` })),
            );
        };
        void calls().finally(() => child.kill("SIGTERM"));
      },
    },
  });
  assert.equal(code, 0, stderr);
  const lines = stderr
    .trimEnd()
    .split("\n")
    .map((one) => line.parse(JSON.parse(one)));
  assert.deepEqual([lines[0]?.event, lines.at(-1)?.event], ["worker.ready", "worker.stopping"]);
  assert.ok(
    lines.some(({ event, workflow }) => event === "step.attempt" && workflow === "hire"),
    stderr,
  );
  assert.ok(!stderr.includes("mona"));
});
