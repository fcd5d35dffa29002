// A file of 100 MB with a million people: what the command line says of it, and how one flag makes it a plan.
import assert from "node:assert/strict";
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { z } from "zod";

import { freshData, type Ran, rollcall } from "./rollcall.ts";

const folder = mkdtempSync(join(tmpdir(), "rollcall-large-"));
const file = join(folder, "million.csv");
const rows = 1_000_000;

const header = "Email,First Name,Department,Notes\n";
const notes = "n".repeat(72);
const linesFrom = (at: number): string =>
  Array.from({ length: 10_000 }, (_unused, row) => `p${at + row}@acme.test,Ann,Team ${at},${notes}\n`).join("");

const makeFile = (): void => {
  const target = openSync(file, "w");
  writeSync(target, header);
  for (let at = 0; at < rows; at += 10_000) writeSync(target, linesFrom(at));
  closeSync(target);
};

after(() => {
  rmSync(folder, { recursive: true, force: true });
});

const plan = (args: readonly string[], options: Parameters<typeof rollcall>[1] = {}) =>
  rollcall(["plan", ...args, "--data", freshData(), "--json"], options);

const answer = z.object({ counts: z.looseObject({ create: z.number() }) });

/** How a plan ended and how many people it would make; what was said in place of one. */
const outcomeOf = ({ code, stdout, stderr }: Ran): readonly [number | null, number | string] => [
  code,
  code === 0 ? answer.parse(JSON.parse(stdout)).counts.create : stderr,
];

test("a million people in 100 MB: the line at which there are too many, or a plan with one flag", async () => {
  makeFile();
  assert.ok(statSync(file).size > 100 * 1_048_576);
  const spool = join(folder, "tmp");
  mkdirSync(spool);
  const start = header + Array.from({ length: 20 }, (_unused, at) => linesFrom(at * 10_000)).join("");
  const [all, limited, chosen, sent] = await Promise.all([
    plan([file]),
    plan([file, "--limit", "1000"]),
    // From a pipe, which can be read only once; a part of it, because --where looks at every row.
    plan(["-", "--where", "Department=Team 10000"], { input: start, env: { TMPDIR: spool } }),
    plan([file], { env: { ROLLCALL_URL: "http://127.0.0.1:9" } }),
  ]);
  assert.equal(all.code, 2);
  assert.match(all.stderr, /million\.csv has more than 100,000 rows \(line 100002\); a plan takes no more\./);
  assert.match(all.stderr, /--where or --limit, or split it/);
  assert.deepEqual(outcomeOf(limited), [0, 1000]);
  assert.deepEqual(outcomeOf(chosen), [0, 10_000]);
  const kept = readdirSync(spool).filter((name) => name.startsWith("rollcall-"));
  assert.deepEqual(kept, [], "what the pipe held");
  assert.equal(sent.code, 2);
  assert.match(sent.stderr, /million\.csv is larger than the 50 MB that a running server takes/);
});
