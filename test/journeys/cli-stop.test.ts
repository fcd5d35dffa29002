import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { suite, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

import { freshData, type Ran, repository, rollcall, runProgram, startServer } from "./rollcall.ts";

const rows = 90;
const people = (data: string): string => {
  const file = join(dirname(data), "many.csv");
  const lines = Array.from({ length: rows }, (_unused, at) => `person${at}@acme.test,Person,Number ${at}`);
  writeFileSync(file, ["Email,First Name,Last Name", ...lines, ""].join("\n"));
  return file;
};

const emails = async (data: string): Promise<string[]> => {
  const { stdout } = await rollcall(["users", "list", "--json", "--data", data]);
  return z
    .array(z.object({ email: z.string() }))
    .parse(JSON.parse(stdout))
    .map(({ email }) => email);
};

/** Presses Ctrl-C when some rows are sent and many are not. */
const applyAndStop = async (data: string, program: string, args: readonly string[]): Promise<Ran> =>
  await runProgram(program, [...args, "apply", people(data), "--data", data], {
    when: {
      seen: "Beginning run-",
      act: (child) => void sleep(600).then(() => child.kill("SIGINT")),
    },
  });

const finish = async (data: string): Promise<void> => {
  const second = await rollcall(["apply", people(data), "--data", data]);
  assert.equal(second.code, 0, second.stderr);
  assert.match(second.stdout, /Going on with run-/);
  assert.match(second.stdout, new RegExp(`created +${rows} `));
  const all = await emails(data);
  assert.equal(all.length, 5 + rows);
  assert.equal(new Set(all).size, all.length);
};

const source = ["--conditions=rollcall-source", join(repository, "src/cli/bin.ts")];

suite("Ctrl-C", { concurrency: 2 }, () => {
  test("stops cleanly, and the same command goes on", async () => {
    const data = freshData();
    const first = await applyAndStop(data, process.execPath, source);
    assert.equal(first.code, 130, first.stdout);
    assert.match(first.stderr, /Stopped, \d+ of 90 rows settled\. The same command goes on:\n {2}rollcall apply /);
    await finish(data);
  });

  test("over HTTP only the watching ends: the server goes on", async (t) => {
    const data = freshData();
    const { ready } = await startServer(t, ["--data", data, "--empty"]);
    const first = await applyAndStop(data, process.execPath, source);
    assert.equal(first.code, 130, first.stdout);
    assert.match(first.stderr, /The server goes on with it:\n {2}rollcall status run-/);
    const [run = ""] = /run-\S+/.exec(first.stderr) ?? [];
    const states = z.object({ state: z.string(), settled: z.number() });
    for (let seen = { state: "running", settled: 0 }; seen.state === "running"; await sleep(100)) {
      const answer = await fetch(`${ready.url}/api/jobs/${run}?wait_ms=2000`);
      seen = states.parse(await answer.json());
    }
    assert.equal((await emails(data)).length, 5 + rows);
  });

  const systemNode = ["/usr/bin/node", "/usr/local/bin/node"].find((path) => existsSync(path));
  const bin = join(repository, "bin/rollcall.js");

  test("through bin/rollcall.js on the machine's own Node", { skip: systemNode === undefined }, async () => {
    const node = systemNode ?? "";
    const version = await runProgram(node, [bin, "--version"]);
    assert.deepEqual([version.code, version.stdout], [0, "0.1.0\n"], version.stderr);
    const data = freshData();
    const first = await applyAndStop(data, node, [bin]);
    assert.equal(first.code, 130, first.stderr);
    await finish(data);
  });
});
