import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";

import { cliArgs } from "../cli-args.ts";
import { applyUntil, assertAllThereOnce, jobEnd, peopleFile, rows } from "./many-people.ts";
import { freshData, repository, rollcallHere, runProgram, startServer } from "./rollcall.ts";

const here = [process.execPath, ...cliArgs];

const runOf = (text: string): string => /run-\d{8}-\S+?(?=[\s.])/.exec(text)?.[0] ?? assert.fail(`no run in ${text}`);

/** The same command goes on where it stopped. */
const finish = async (data: string): Promise<void> => {
  const second = await rollcallHere(["apply", peopleFile(data), "--data", data]);
  assert.equal(second.code, 0, second.stderr);
  assert.match(second.stdout, /Going on with run-/);
  assert.match(second.stdout, new RegExp(`(created +\\d+ |adopted +\\d+ )[\\s\\S]*all +${rows}\\n`));
  await assertAllThereOnce(data);
};

suite("an apply that is interrupted", { concurrency: 2 }, () => {
  test("Ctrl-C stops cleanly, and the same command goes on", async () => {
    const data = freshData();
    const first = await applyUntil(data, here, (child) => child.kill("SIGINT"));
    assert.equal(first.code, 130, first.stdout);
    assert.match(first.stderr, /Stopped, \d+ of 90 rows settled\. The same command goes on:\n {2}rollcall apply /);
    await finish(data);
  });

  test("kill -9: the same command goes on", async () => {
    const data = freshData();
    const first = await applyUntil(data, here, (child) => child.kill("SIGKILL"));
    assert.equal(first.code, null);
    const seen = await rollcallHere(["status", runOf(first.stdout), "--data", data]);
    assert.match(seen.stdout, /· stopped\n[\s\S]*Stopped before its end: apply the same file to go on\./);
    await finish(data);
  });

  test("Ctrl-C over HTTP ends only the watching; SIGTERM ends the server within 3 s, and a new one goes on", async (t) => {
    const data = freshData();
    const { child } = await startServer(t, ["--data", data, "--empty"]);
    const first = await applyUntil(data, here, (apply) => apply.kill("SIGINT"));
    assert.equal(first.code, 130, first.stdout);
    assert.match(first.stderr, /The server goes on with it:\n {2}rollcall status run-/);
    const stopping = performance.now();
    child.kill("SIGTERM");
    assert.deepEqual(await once(child, "exit"), [0, null]);
    assert.ok(performance.now() - stopping < 3000);
    const { ready } = await startServer(t, ["--data", data]);
    const job = await jobEnd(ready.url, runOf(first.stderr));
    assert.deepEqual([job.state, job.settled], ["done", rows]);
    await assertAllThereOnce(data);
  });

  test("kill -9 of the server: the command says so, and the next server goes on by itself", async (t) => {
    const data = freshData();
    const { child } = await startServer(t, ["--data", data, "--empty"]);
    const first = await applyUntil(data, here, () => child.kill("SIGKILL"));
    assert.equal(first.code, 7);
    assert.match(first.stderr, /RC_CLI_SERVER_UNREACHABLE/);
    const { ready } = await startServer(t, ["--data", data]);
    const job = await jobEnd(ready.url, runOf(first.stdout));
    assert.deepEqual([job.state, job.settled, job.counts["failed"]], ["done", rows, 0]);
    await assertAllThereOnce(data);
  });

  const systemNode = ["/usr/bin/node", "/usr/local/bin/node"].find((path) => existsSync(path));
  const bin = join(repository, "bin/rollcall.js");

  test("Ctrl-C through bin/rollcall.js on the machine's own Node", { skip: systemNode === undefined }, async () => {
    const node = systemNode ?? "";
    const version = await runProgram(node, [bin, "--version"]);
    assert.deepEqual([version.code, version.stdout], [0, "0.1.0\n"], version.stderr);
    const data = freshData();
    const first = await applyUntil(data, [node, bin], (child) => child.kill("SIGINT"));
    assert.equal(first.code, 130, first.stderr);
    await finish(data);
  });
});
