// The scripts of `rollcall completion`, run by the shells themselves. bash is on every machine that runs these tests;
// zsh and fish are asked where they are installed.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite, test } from "node:test";

import { rollcallHere, runProgram } from "./rollcall.ts";

const isInstalled = (shell: string): boolean => spawnSync(shell, ["--version"]).status === 0;

/** A file with the script for a shell. */
const scriptFor = async (shell: string): Promise<string> => {
  const { code, stdout, stderr } = await rollcallHere(["completion", shell]);
  assert.equal(code, 0, stderr);
  const file = join(mkdtempSync(join(tmpdir(), "rollcall-completion-")), `rollcall.${shell}`);
  writeFileSync(file, stdout);
  return file;
};

/** What bash would offer behind these words; `(files)` where it would go on with names of files. */
const offeredBy = (script: string) => async (words: readonly string[]) => {
  const program = `set -u
compopt() { echo '(files)'; }
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_rollcall
(( \${#COMPREPLY[@]} )) && printf '%s\\n' "\${COMPREPLY[@]}"
exit 0`;
  const { code, stdout, stderr } = await runProgram("bash", ["-c", program, "bash", script, "rollcall", ...words]);
  assert.deepEqual([code, stderr], [0, ""]);
  return stdout.trim().split("\n");
};

suite("completion", () => {
  test("bash offers commands, options, choices and files, as far as one has typed", async () => {
    const offered = offeredBy(await scriptFor("bash"));
    assert.deepEqual(await offered(["us"]), ["users"]);
    assert.deepEqual(await offered(["users", ""]), ["list", "get", "create", "delete"]);
    assert.deepEqual(await offered(["workflow", "re"]), ["revert", "rerun", "retry"]);
    assert.deepEqual(await offered(["users", "list", "--sta"]), ["--status"]);
    assert.deepEqual(await offered(["users", "list", "--status", "p"]), ["pending"]);
    assert.deepEqual(await offered(["users", "list", "--json", "--status", "=", "in"]), ["inactive"]);
    assert.deepEqual(await offered(["users", "list", "--status", "="]), ["active", "inactive", "pending"]);
    assert.deepEqual(await offered(["completion", "f"]), ["fish"]);
    assert.deepEqual(await offered(["plan", "peo"]), ["(files)"]);
    assert.deepEqual(await offered(["plan", "--data", ""]), ["(files)"]);
    assert.deepEqual(await offered(["run", "--", "np"]), ["(files)"]);
    assert.deepEqual(await offered(["nonsense"]), [""]);
  });

  for (const shell of ["fish", "zsh"].filter(isInstalled))
    test(`${shell} takes its script`, async () => {
      const { code, stderr } = await runProgram(shell, ["-n", await scriptFor(shell)]);
      assert.deepEqual([code, stderr], [0, ""]);
    });

  test("another shell is refused with the names of those that are known", async () => {
    const { code, stderr } = await rollcallHere(["completion", "tcsh"]);
    assert.equal(code, 2);
    assert.match(stderr, /bash, fish, zsh/);
  });
});
