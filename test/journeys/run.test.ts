// `rollcall run`: what a user of the command relies on. What each runtime makes of it: run-runtimes.test.ts.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { suite, test, type TestContext } from "node:test";

import { runArgs, summarySchema } from "./intercepted.ts";
import { cleanEnv, errorSchema, firstText, repository, rollcallHere, runProgram, type RunOptions } from "./rollcall.ts";

const run = async (args: readonly string[], options: RunOptions = {}) =>
  await runProgram(process.execPath, runArgs(...args), options);

/** A program in Node that is run: `zoom` asks for a path with the token. */
const program = (code: string): readonly string[] => [
  "--",
  process.execPath,
  "-e",
  `const zoom = (path, init = {}) => fetch("https://api.zoom.us" + path, { ...init, headers: { authorization: "Bearer " + process.env.ZOOM_ACCESS_TOKEN, ...init.headers } });
(async () => { ${code} })();`,
];

const start = async (
  t: TestContext,
  code: string,
): Promise<{ readonly child: ChildProcess; readonly line: string }> => {
  const child = spawn(process.execPath, runArgs("--quiet", ...program(code)), {
    cwd: repository,
    env: cleanEnv(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  t.after(() => child.kill("SIGKILL"));
  return { child, line: (await firstText(child.stdout)).trim() };
};

const gone = async (path: string): Promise<void> => {
  while (existsSync(path)) await sleep(20);
};

suite("rollcall run", () => {
  test("lends its streams, passes the exit code on and says what was asked", async () => {
    const { code, stdout, stderr } = await run(
      [
        "--json",
        ...program(
          `let text = ""; for await (const chunk of process.stdin) text += chunk;
           const created = await zoom("/v2/users", { method: "POST", body: text, headers: { "content-type": "application/json" } });
           const form = new FormData(); form.append("action", "create");
           await zoom("/v2/users", { method: "POST", body: form });
           await zoom("/v2/rockets");
           const elsewhere = await fetch("https://example.com/").catch(() => "refused");
           console.log(created.status); process.exit(23);`,
        ),
      ],
      { input: JSON.stringify({ action: "create", user_info: { email: "mona@acme.test", type: 1 } }) },
    );
    assert.equal(code, 23, stderr);
    assert.equal(stdout, "201\n");
    const summary = summarySchema.parse(JSON.parse(stderr.slice(stderr.indexOf("{"))));
    assert.equal(summary.exit, 23);
    assert.deepEqual(summary.operations, [{ name: "userCreate", count: 2 }]);
    assert.deepEqual(summary.undocumented, [{ name: "GET /v2/rockets", count: 1 }]);
    assert.deepEqual(summary.refusedHosts, [{ name: "example.com", count: 1 }]);
    const [refused] = summary.refused;
    assert.equal(refused?.status, 415);
    assert.match(refused.hint, /^You sent multipart\/form-data/);
  });

  test("says it in words too, on stderr, and in a file", async () => {
    const report = join(mkdtempSync(join(tmpdir(), "rollcall-report-")), "report.json");
    const { code, stdout, stderr } = await run([
      "--report",
      report,
      ...program(`await zoom("/v2/users/nobody@acme.test");`),
    ]);
    assert.equal(code, 0, stderr);
    assert.equal(stdout, "");
    assert.match(stderr, /rollcall run: 1 call to Zoom, answered here: user 1\n/);
    assert.match(stderr, /user {2}HTTP 404, code 1001 {2}User does not exist/);
    assert.equal(summarySchema.parse(JSON.parse(readFileSync(report, "utf8"))).requests, 1);
  });
});

suite("the account of rollcall run", () => {
  test("is made of a preset, a seed file and switches", async () => {
    const seed = join(mkdtempSync(join(tmpdir(), "rollcall-seed-")), "account.yaml");
    writeFileSync(
      seed,
      "preset: free\naccount_id: AcmeAcmeAcmeAcmeAcme_A\nusers:\n  - email: amy@acme.test\n    type: 2\n",
    );
    const { code, stdout, stderr } = await run([
      "--quiet",
      "--preset",
      "business",
      "--seed",
      seed,
      "--switch",
      "multipart=accept",
      ...program(
        `const form = new FormData(); form.append("action", "create");
         form.append("user_info", JSON.stringify({ email: "mona@acme.test", type: 1 }));
         const created = await zoom("/v2/users", { method: "POST", body: form });
         const { total_records } = await (await zoom("/v2/users?status=active")).json();
         const [account] = await (await fetch(process.env.ROLLCALL_EMULATOR_URL + "/_rollcall/accounts")).json();
         console.log(created.status, total_records, process.env.ZOOM_ACCOUNT_ID, account.preset);`,
      ),
    ]);
    assert.equal(code, 0, stderr);
    assert.equal(stdout, "201 2 AcmeAcmeAcmeAcmeAcme_A business\n");
    assert.equal(stderr, "");
  });

  test("gets a token from zoom.us with the credentials of the environment, and the API's address with it", async () => {
    const { stdout, stderr } = await run([
      "--quiet",
      ...program(
        `const basic = Buffer.from(process.env.ZOOM_CLIENT_ID + ":" + process.env.ZOOM_CLIENT_SECRET).toString("base64");
         const body = new URLSearchParams({ grant_type: "account_credentials", account_id: process.env.ZOOM_ACCOUNT_ID });
         const grant = await (await fetch("https://zoom.us/oauth/token", { method: "POST", body, headers: { authorization: "Basic " + basic } })).json();
         const me = await zoom("/v2/users/me", { headers: { authorization: "Bearer " + grant.access_token } });
         console.log(me.status, grant.api_url);`,
      ),
    ]);
    assert.equal(stdout, "200 https://api.zoom.us\n", stderr);
  });
});

const refusal = async (...args: string[]) => {
  const { code, stderr } = await rollcallHere(["run", "--json", ...args, "--", "true"]);
  assert.equal(code, 2, stderr);
  return errorSchema.parse(JSON.parse(stderr)).error.code;
};

suite("rollcall run, on bad days,", () => {
  test("refuses what was typed wrong, before anything is started", async () => {
    assert.equal(await refusal("--preset", "golden"), "RC_CLI_USAGE");
    assert.equal(await refusal("--switch", "multipart=perhaps"), "RC_CLI_USAGE");
    assert.equal(await refusal("--switch", "colour=red"), "RC_CLI_USAGE");
    assert.equal(await refusal("--allow", "api.zoom.us"), "RC_INTERCEPT_ALLOW");
    assert.equal(await refusal("--seed", "no-such-file.yaml"), "RC_SYSTEM_FILE_MISSING");
    assert.equal(await refusal("--seed", "examples/new-hires.csv"), "RC_CLI_SEED");
    const missing = await rollcallHere(["run", "--json", "--", "no-such-program-at-all"]);
    assert.equal(missing.code, 2);
    assert.equal(errorSchema.parse(JSON.parse(missing.stderr)).error.code, "RC_INTERCEPT_COMMAND");
  });

  test("hands signals on, and gives 128 and the number of the one that ended the program", async (t) => {
    const polite = await start(
      t,
      `process.on("SIGTERM", () => process.exit(42)); setInterval(() => {}, 1000); console.log("up");`,
    );
    polite.child.kill("SIGTERM");
    assert.deepEqual(await once(polite.child, "exit"), [42, null]);
    const plain = await start(t, `setInterval(() => {}, 1000); console.log("up");`);
    plain.child.kill("SIGINT");
    assert.deepEqual(await once(plain.child, "exit"), [130, null]);
  });

  test("leaves nothing behind, not even after kill -9", async (t) => {
    const print = `console.log(process.env.SSL_CERT_FILE);`;
    const orderly = await run(["--quiet", ...program(print)]);
    const folder = dirname(orderly.stdout.trim());
    assert.match(folder, /rollcall-run-/);
    assert.equal(existsSync(folder), false);
    const { child, line } = await start(
      t,
      `${print} const parent = process.ppid; setInterval(() => process.ppid === parent || process.exit(), 100);`,
    );
    assert.ok(existsSync(line));
    child.kill("SIGKILL");
    await gone(dirname(line));
  });
});
