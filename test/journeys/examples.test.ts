// The examples of tests with an emulator, run by the runners they are written for, from a project that has the package.
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { repository, runProgram } from "./rollcall.ts";

const peers = join(repository, "test/peers/node_modules");

const temporary = mkdtempSync(join(tmpdir(), "rollcall-examples-"));
const installed = join(temporary, "rollcall");

/** The package as it is now: `dist` may be of yesterday. */
before(async () => {
  mkdirSync(installed);
  cpSync(join(repository, "package.json"), join(installed, "package.json"));
  symlinkSync(join(repository, "node_modules"), join(installed, "node_modules"));
  const build = ["scripts/build-package.mjs", "--out", join(installed, "dist")];
  const built = await runProgram(process.execPath, build, { cwd: repository });
  assert.equal(built.code, 0, built.stdout);
});
after(() => {
  rmSync(temporary, { recursive: true });
});

/** A project with one example, which has installed the package. */
const project = (example: string): string => {
  const folder = join(temporary, example);
  cpSync(join(repository, "examples", example), folder, { recursive: true });
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(installed, join(folder, "node_modules/rollcall"));
  return folder;
};

/** A runner of its own: without what Node's tells its children. */
const runAlone = async (cwd: string, ...args: readonly string[]) =>
  await runProgram("env", ["-u", "NODE_TEST_CONTEXT", process.execPath, ...args], { cwd });

test("node:test", async () => {
  const { code, stdout } = await runAlone(project("node-test"), "--test", "--test-reporter=spec");
  assert.equal(code, 0, stdout);
  assert.match(stdout, /pass 2/);
});

test("vitest", async (t) => {
  if (!existsSync(join(peers, "vitest"))) {
    t.skip("not installed: npm ci --ignore-scripts --prefix test/peers");
    return;
  }
  const folder = project("vitest");
  symlinkSync(join(peers, "vitest"), join(folder, "node_modules/vitest"));
  const run = join(peers, "vitest/vitest.mjs");
  const { code, stdout, stderr } = await runAlone(folder, run, "run", "--no-color");
  assert.equal(code, 0, stdout + stderr);
  assert.match(stdout, /2 passed/);
});
