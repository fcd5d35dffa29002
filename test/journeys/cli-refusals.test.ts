import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { suite, test } from "node:test";

import { errorSchema, freshData, newHires, rollcall, rollcallHere } from "./rollcall.ts";

const errorOf = (stderr: string) => errorSchema.parse(JSON.parse(stderr)).error;

const folder = dirname(freshData());
const written = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const good = written("good.csv", "Email\nana@acme.test\n");

const cases: readonly (readonly [
  what: string,
  args: readonly string[],
  code: string,
  exit: number,
  message: RegExp,
])[] = [
  ["a directory", ["plan", "examples"], "RC_SYSTEM_FILE_NOT_A_FILE", 2, /examples is a directory/],
  ["a missing file", ["apply", "no-such.csv"], "RC_SYSTEM_FILE_MISSING", 2, /no-such\.csv does not exist/],
  ["an empty file", ["plan", written("empty.csv", "")], "RC_ROSTER_EMPTY", 2, /empty\.csv/],
  ["unknown columns only", ["apply", written("odd.csv", "Foo,Bar\n1,2\n")], "RC_ROSTER_NO_EMAIL_COLUMN", 2, /Foo, Bar/],
  ["no text", ["plan", written("x.bin", "\u0000\u0001\u0002\u0000")], "RC_ROSTER_NOT_TEXT", 2, /x\.bin/],
  ["no workbook", ["plan", written("x.xlsx", "PK\u0003\u0004\u0000\u0000")], "RC_ROSTER_WORKBOOK", 2, /x\.xlsx/],
  ["JSON that is no plan", ["apply", written("x.json", '{"a": 1}')], "RC_ROSTER_NO_EMAIL_COLUMN", 2, /x\.json/],
  ["a wrong mapping", ["plan", good, "--map", "Nope=email"], "RC_ROSTER_MAP", 2, /no column "Nope"/],
  ["a wrong field", ["plan", good, "--map", "Email=mail"], "RC_CLI_USAGE", 2, /"mail" is no field/],
  ["a wrong action", ["plan", good, "--action", "invite"], "RC_CLI_USAGE", 2, /create, autoCreate/],
  ["an unknown account", ["apply", good, "--account", "acme"], "RC_SERVER_ACCOUNT_UNKNOWN", 2, /acme/],
  ["an unknown run", ["status", "run-1"], "RC_ROSTER_NO_RUN", 2, /run-1/],
  ["no such user", ["users", "get", "nobody@acme.test"], "RC_SERVER_USER_UNKNOWN", 1, /nobody@acme\.test/],
  ["delete without a mode", ["users", "delete", "ana@acme.test"], "RC_CLI_USAGE", 2, /--mode/],
  [
    "autoCreate without a password",
    ["users", "create", "--email", "a@acme.test", "--action", "autoCreate"],
    "RC_CLI_USAGE",
    2,
    /password/,
  ],
  [
    "a plan to a directory that is not there",
    ["plan", good, "--out", join(folder, "no", "x.json")],
    "RC_CLI_WRITE",
    2,
    /x\.json/,
  ],
  [
    "a data directory that is a file",
    ["status", "--data", good],
    "RC_SYSTEM_DIRECTORY_UNUSABLE",
    4,
    /a file, not a directory/,
  ],
  [
    "a data directory with other things in it",
    ["status", "--data", folder],
    "RC_SYSTEM_DIRECTORY_FOREIGN",
    4,
    /is not a Rollcall data directory/,
  ],
  ["a port that is none", ["start", "--port", "70000"], "RC_CLI_USAGE", 2, /70000/],
  [
    "an address for all without a token",
    ["start", "--host", "0.0.0.0", "--port", "0"],
    "RC_SERVER_EXPOSED",
    4,
    /admin token/,
  ],
];

suite("bad input: a clear error, a fitting exit code, nothing half done", () => {
  for (const [number, [what, args, code, exit, message]] of cases.entries())
    test(what, async () => {
      const own = args.includes("--data") ? [] : ["--data", join(folder, `data-${number}`)];
      const ran = await rollcallHere([...args, ...own, "--json"]);
      assert.deepEqual([ran.code, ran.stdout], [exit, ""], ran.stderr);
      const error = errorOf(ran.stderr);
      assert.equal(error.code, code);
      assert.match(error.message, message);
      assert.ok(error.fix.length > 10);
    });

  test("a mistyped command or flag: what was meant, exit 2", async () => {
    const command = await rollcall(["aply", newHires]);
    assert.equal(command.code, 2);
    assert.match(
      command.stderr,
      /^error: unknown command 'aply'\n {2}fix: Did you mean apply\?\n {2}\(RC_CLI_USAGE\)\n$/,
    );
    const flag = await rollcall(["plan", newHires, "--acount", "x"]);
    assert.equal(flag.code, 2);
    assert.match(flag.stderr, /unknown option '--acount'[\s\S]*--account/);
    assert.equal(existsSync(".rollcall"), false);
  });
});

test("help is enough to learn from", async () => {
  for (const args of [[], ["plan"], ["apply"], ["start"], ["status"], ["users", "delete"]]) {
    const { code, stdout } = await rollcallHere([...args, "--help"]);
    assert.equal(code, 0);
    for (const part of ["Examples:", "Exit codes:", "Environment:"]) assert.ok(stdout.includes(part), args.join(" "));
  }
});

test("foreign text cannot command the terminal", async () => {
  const data = freshData();
  const file = join(dirname(data), "evil.csv");
  writeFileSync(
    file,
    "Email,First Name,\u001b]0;owned\u0007Title\n\u001b[2Jevil@acme.test,A\u202eb,x\nbad\u009b31m,,\n",
  );
  for (const args of [
    ["plan", file, "--all"],
    ["apply", file],
    ["plan", file, "--json"],
  ]) {
    const { stdout, stderr } = await rollcallHere([...args, "--data", data]);
    // oxlint-disable-next-line no-control-regex
    assert.doesNotMatch(stdout + stderr, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  }
});
