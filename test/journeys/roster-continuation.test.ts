import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import type { Source } from "#roster";

import { openRehearsal, type Rehearsal, sourceOf } from "./rehearsal.ts";

const secret = "Hemlich-4711-xQ";
const csvOf = (...lines: readonly string[]): string => ["Email,Action,Password", ...lines].join("\n");

const business = { account: { preset: "business", switches: { limits: "off" } } } as const;

/** Every file below a directory that contains a text, in any of the encodings it could hide in. */
const filesWith = (directory: string, text: string): string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const content = readFileSync(path);
      return [text, Buffer.from(text).toString("base64").slice(2, -4), Buffer.from(text).toString("hex")].some(
        (needle) => content.includes(needle),
      );
    });

/** Makes every create wait for the next day, so that the job stays unfinished. */
const holdUp = (rehearsal: Rehearsal): Promise<unknown> =>
  rehearsal.control("POST", "/faults", { operation: "userCreate", effect: { kind: "rate-limit", daily: true } });

test("a password reaches Zoom and nothing else: no plan, database, log or report", async () => {
  await using rehearsal = await openRehearsal(business);
  const csv = csvOf(
    `good@acme.test,autoCreate,${secret}`,
    `bad@mailinator.com,autoCreate,${secret}`,
    `x at y,autoCreate,${secret}`,
  );
  const plan = await rehearsal.roster.plan(sourceOf(csv), "emulator");
  await rehearsal.roster.savePlan(plan);
  await holdUp(rehearsal);
  const held = await rehearsal.apply(csv);
  assert.equal(held.job.state, "waiting");
  assert.deepEqual(filesWith(rehearsal.directory, secret), [], "while it waits");
  await rehearsal.control("DELETE", "/faults");
  const done = await rehearsal.apply(csv);
  assert.deepEqual([done.job.counts.created, done.job.counts.failed], [1, 2]);
  assert.deepEqual(filesWith(rehearsal.directory, secret), [], "when it is done");
  const requests = JSON.stringify(await rehearsal.control("GET", "/requests"));
  assert.ok(!requests.includes(secret), "the emulator's request log");
  assert.deepEqual(await rehearsal.emails("active"), ["owner@acme.test", "good@acme.test"]);
});

test("a saved plan takes passwords from the people file, if that is still the same", async () => {
  await using rehearsal = await openRehearsal(business);
  const path = join(rehearsal.directory, "staff.csv");
  writeFileSync(path, csvOf(`a@acme.test,autoCreate,${secret}`));
  const plan = await rehearsal.roster.plan({ path, ...sourceOf(readFileSync(path), "staff.csv") }, "emulator");
  const saved = readFileSync(await rehearsal.roster.savePlan(plan));
  const applied = await rehearsal.apply(saved, {}, "plan.json");
  assert.equal(applied.job.counts.created, 1);

  writeFileSync(path, csvOf(`b@acme.test,autoCreate,${secret}`));
  const second = await rehearsal.roster.plan({ path, ...sourceOf(readFileSync(path), "staff.csv") }, "emulator");
  const savedSecond = readFileSync(await rehearsal.roster.savePlan(second));
  writeFileSync(path, csvOf(`b@acme.test,autoCreate,${secret}-edited`));
  const refused = await rehearsal.apply(savedSecond, {}, "plan.json");
  assert.deepEqual([refused.job.counts.failed, refused.rows[0]?.reasons[0]?.code], [1, "password_unavailable"]);
});

test("an unfinished job is continued by the same file, refused for an edited one, given up by restart", async () => {
  await using rehearsal = await openRehearsal();
  const csv = "Email\na@acme.test\nb@acme.test\n";
  await holdUp(rehearsal);
  const first = await rehearsal.apply(csv);
  assert.equal(first.job.state, "waiting");
  await assert.rejects(rehearsal.apply(`${csv}c@acme.test\n`), (error: Error & { code?: string }) => {
    assert.equal(error.code, "RC_ROSTER_FILE_EDITED");
    assert.ok(error.message.includes(first.job.run) && error.message.includes("people.csv"), error.message);
    return true;
  });
  assert.equal((await rehearsal.roster.jobs()).length, 1, "nothing half done");
  await rehearsal.control("DELETE", "/faults");
  const restarted = await rehearsal.apply(`${csv}c@acme.test\n`, { restart: true });
  assert.deepEqual([restarted.continued, restarted.job.counts.created], [false, 3]);
  assert.equal((await rehearsal.roster.job(first.job.run))?.state, "abandoned");
});

test("a broken, foreign or newer plan is refused and nothing happens", async () => {
  await using rehearsal = await openRehearsal();
  const plan = await rehearsal.roster.plan(sourceOf("Email\na@acme.test\n", "p.csv"), "emulator");
  const text = JSON.stringify(plan);
  const cases: readonly (readonly [string, string])[] = [
    [text.slice(0, -20), "RC_ROSTER_PLAN_BROKEN"],
    [text.replace('"format":2', '"format":3'), "RC_ROSTER_PLAN_BROKEN"],
    [text.replace('"row":1', '"row":"one"'), "RC_ROSTER_PLAN_BROKEN"],
    ['{"hello":1}', "RC_ROSTER_NO_EMAIL_COLUMN"],
    [text.replace('"account":"emulator"', '"account":"other"'), "RC_ROSTER_PLAN_ACCOUNT"],
  ];
  for (const [content, code] of cases) await assert.rejects(rehearsal.apply(content, {}, "plan.json"), { code });
  await assert.rejects(rehearsal.roster.rows("run-0"), { code: "RC_ROSTER_NO_RUN" });
  assert.deepEqual(await rehearsal.roster.jobs(), []);
});

test("a job that was cut off is not taken up by another command, only by its own", async () => {
  const directory = mkdtempSync(join(tmpdir(), "rollcall-cut-off-"));
  const csv = `Email\n${Array.from({ length: 40 }, (_unused, n) => `u${n}@acme.test`).join("\n")}\n`;
  let run = "";
  {
    const cutOff = await openRehearsal({ directory });
    await cutOff.control("POST", "/faults", { operation: "userCreate", effect: { kind: "latency", ms: 60 } });
    ({ run } = await cutOff.roster.apply(sourceOf(csv), "emulator"));
    await cutOff.roster.settled(run, 200);
    await cutOff[Symbol.asyncDispose]();
  }
  await using again = await openRehearsal({ directory });
  await again.control("DELETE", "/faults");
  const other = await again.apply("Email\nsomebody@acme.test\n", {}, "other.csv");
  assert.equal(other.job.state, "done");
  assert.equal((await again.roster.job(run))?.state, "stopped");
  const continued = await again.apply(csv);
  assert.deepEqual([continued.continued, continued.job.run, continued.job.state], [true, run, "done"]);
  assert.equal(continued.job.counts.created + continued.job.counts.adopted, 40);
  assert.equal((await again.emails("pending")).length, 41);
  rmSync(directory, { recursive: true, force: true });
});

test("a plan that was shown is the one that is carried out, as long as the file is the same", async () => {
  await using rehearsal = await openRehearsal();
  const csv = "Email\na@acme.test\nb@acme.test\n";
  const plan = await rehearsal.roster.plan(sourceOf(csv), "emulator");
  await rehearsal.roster.savePlan(plan);
  await rehearsal.control("POST", "/seed", { users: [{ email: "a@acme.test" }] });
  await rehearsal.control("DELETE", "/requests");
  const applied = await rehearsal.apply(csv, { plan: plan.id });
  // Planned as new, found there when it was created: left alone and said so.
  assert.deepEqual(
    applied.rows.map(({ action, outcome }) => [action, outcome]),
    [
      ["create", "unchanged"],
      ["create", "created"],
    ],
  );
  assert.equal(applied.rows[0]?.reasons[0]?.code, "active_here");
  const edited = await rehearsal.apply("Email\nc@acme.test\n", { plan: plan.id }, "other.csv");
  assert.deepEqual(
    edited.rows.map(({ email }) => email),
    ["c@acme.test"],
  );
});

test("passwords are found whatever else had to be said of the file's columns, in a part of a large file too", async () => {
  await using rehearsal = await openRehearsal(business);
  const people = Array.from({ length: 100_100 }, (_unused, at) => `p${at},no,Leaver,x`);
  const lines = ["First Name,Action,Department,Password", ...people, `Ada,autoCreate,New,${secret}`];
  const made = await rehearsal.apply(lines.join("\n"), {
    emailTemplate: "{first}@acme.test",
    where: ["Department=New"],
  });
  assert.deepEqual([made.job.counts.created, made.rows[0]?.email], [1, "ada@acme.test"], JSON.stringify(made.rows));
  const twice = ["Email,E-Mail,Action,Password", `b@acme.test,old@acme.test,autoCreate,${secret}`];
  const chosen = await rehearsal.apply(twice.join("\n"), { map: { "E-Mail": "ignore" } }, "twice.csv");
  assert.deepEqual([chosen.job.counts.created, chosen.rows[0]?.email], [1, "b@acme.test"], JSON.stringify(chosen.rows));
});

/** A file that gets another content after so many looks at it. */
const sourceUntil = (last: number): Source & { opened: number } => {
  const source = {
    name: "people.csv",
    opened: 0,
    open: () => {
      source.opened += 1;
      return [Buffer.from(csvOf(`${source.opened <= last ? "before" : "after"}@acme.test,autoCreate,${secret}`))];
    },
  };
  return source;
};

test("a file that changes before its passwords are read is refused, and no run begins", async () => {
  await using rehearsal = await openRehearsal(business);
  const planned = sourceUntil(Infinity);
  await rehearsal.roster.plan(planned, "emulator");
  // Looked at for the kind and the hash, then planned, then read for the password in as many looks again.
  const looks = 2 + planned.opened + planned.opened;
  // Before the survey of the plan the new content is all that anybody sees.
  for (let last = looks - 1; last > 4; last -= 1)
    await assert.rejects(rehearsal.roster.apply(sourceUntil(last), "emulator"), { code: "RC_ROSTER_CHANGED" });
  assert.deepEqual(await rehearsal.roster.jobs(), []);
  const whole = sourceUntil(Infinity);
  const { run } = await rehearsal.roster.apply(whole, "emulator");
  assert.deepEqual([(await rehearsal.roster.settled(run, 60_000)).counts.created, whole.opened], [1, looks]);
});
