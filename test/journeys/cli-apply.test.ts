import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { suite, test } from "node:test";
import { z } from "zod";

import { freshData, newHires, rollcall, startServer } from "./rollcall.ts";

const count = z.number().int().min(0);
const seat = z.strictObject({ needed: count, free: count.nullable().exactOptional() });

/** The contract of `plan --json`; fields may be added, never renamed. */
const planDocument = z.object({
  plan: z.string().refine((file) => isAbsolute(file) && existsSync(file)),
  account: z.literal("emulator"),
  counts: z.object({ create: count, update: count, same: count, leave: count, blocked: count }),
  cost: z.object({
    invites: count,
    days: count,
    seats: z.object({ basic: seat, licensed: seat }),
    seconds: count,
  }),
  rows: z.array(
    z.object({
      row: count,
      email: z.string(),
      action: z.enum(["create", "update", "same", "leave", "blocked"]),
      outcome: z.string(),
      reasons: z.array(z.object({ code: z.string(), message: z.string() })),
    }),
  ),
});

/** The contract of `apply --json`. */
const jobDocument = z.object({
  run: z.string(),
  account: z.literal("emulator"),
  counts: z.strictObject({
    created: count,
    updated: count,
    unchanged: count,
    adopted: count,
    failed: count,
    waiting: count,
    activated: count,
    deactivated: count,
    reclaimed: count,
    offboarded: count,
    resent: count,
    canceled: count,
  }),
  results: z.string().refine((file) => isAbsolute(file) && existsSync(file)),
  failed: z.string().refine((file) => isAbsolute(file) && existsSync(file)),
});

const nothing = { created: 0, updated: 0, unchanged: 0, adopted: 0, failed: 0, waiting: 0 };

/** The whole way, the same in process and over HTTP. */
const wholeWay = async (data: string): Promise<void> => {
  const planned = await rollcall(["plan", newHires, "--data", data, "--json", "--exit-code"]);
  assert.equal(planned.code, 3, planned.stderr);
  const plan = planDocument.parse(JSON.parse(planned.stdout));
  assert.partialDeepStrictEqual(plan.counts, { create: 55, update: 1, same: 0, leave: 0, blocked: 4 });
  assert.deepEqual([plan.cost.invites, plan.cost.days, plan.cost.seats.licensed], [55, 1, { needed: 19, free: 37 }]);
  assert.equal(plan.rows.length, 60);
  assert.ok(plan.rows.every(({ action, outcome }) => action === outcome));

  const applied = await rollcall(["apply", newHires, "--data", data]);
  assert.equal(applied.code, 1, applied.stderr);
  assert.match(applied.stdout, /created +55 [\s\S]*updated +1 [\s\S]*failed +4 /);
  assert.match(applied.stdout, /44 +wren\.castellow at acme\.test +email_invalid +.*Correct the address/);
  assert.equal(applied.stderr, "");

  const again = await rollcall(["apply", newHires, "--data", data]);
  assert.equal(again.code, 1);
  assert.match(again.stdout, /Nothing to change/);
  assert.match(again.stdout, /created +0\n[\s\S]*unchanged +56 /);

  const third = await rollcall(["apply", newHires, "--data", data, "--json"]);
  assert.equal(third.code, 1);
  const job = jobDocument.parse(JSON.parse(third.stdout));
  assert.partialDeepStrictEqual(job.counts, { ...nothing, unchanged: 56, failed: 4 });
  const failed = readFileSync(job.failed, "utf8");
  assert.match(failed, /Employee #;Work Email;Name/);
  assert.equal(failed.trim().split("\r\n").length, 5);
  assert.match(readFileSync(job.results, "utf8"), /priya\.raman@acme\.test/);
  assert.equal((await rollcall(["plan", newHires, "--data", data, "--exit-code"])).code, 0);

  const shown = await rollcall(["status", job.run, "--data", data]);
  assert.equal(shown.code, 0);
  assert.match(shown.stdout, /unchanged +56 /);
};

suite("plan and apply", () => {
  test("in process, without a server", async () => {
    await wholeWay(freshData());
  });

  test("over HTTP, to the server that holds the directory", async (t) => {
    const data = freshData();
    const { ready } = await startServer(t, ["--data", data, "--empty"]);
    await wholeWay(data);
    // From anywhere, with its address alone.
    const elsewhere = await rollcall(["status", "--json"], { env: { ROLLCALL_URL: ready.url }, cwd: join(data, "..") });
    assert.equal(z.array(z.object({ run: z.string() })).parse(JSON.parse(elsewhere.stdout)).length, 3);
  });

  test("a plan saved with --out is applied later, corrected rows go back in, --map reads foreign columns", async () => {
    const data = freshData();
    const file = join(data, "..", "staff.csv");
    const out = join(data, "..", "monday.json");
    writeFileSync(file, "Kontakt,Team\nana@acme.test,Sales\nbob at acme.test,Sales\n");
    const flags = ["--map", "Kontakt=email", "--type", "licensed", "--data", data];
    const planned = await rollcall(["plan", file, ...flags, "--out", out]);
    assert.equal(planned.code, 0, planned.stderr);
    assert.match(planned.stdout, /Kontakt → email/);
    assert.match(planned.stdout, /Next: rollcall apply .*staff\.csv --type 2 --map Kontakt=email --data /);
    const dry = await rollcall(["apply", out, "--data", data, "--dry-run", "--json"]);
    assert.deepEqual(
      [dry.code, z.object({ plan: z.literal(out) }).safeParse(JSON.parse(dry.stdout)).success],
      [0, true],
    );
    const applied = await rollcall(["apply", out, "--data", data, "--json"]);
    assert.equal(applied.code, 1, applied.stderr);
    const job = jobDocument.parse(JSON.parse(applied.stdout));
    assert.partialDeepStrictEqual(job.counts, { ...nothing, created: 1, failed: 1 });
    writeFileSync(job.failed, readFileSync(job.failed, "utf8").replaceAll("bob at acme.test", "bob@acme.test"));
    const corrected = await rollcall(["apply", job.failed, ...flags, "--json"]);
    assert.deepEqual([corrected.code, jobDocument.parse(JSON.parse(corrected.stdout)).counts.created], [0, 1]);
    const ana = await rollcall(["users", "get", "ana@acme.test", "--data", data, "--json"]);
    assert.equal(z.object({ type: z.number() }).parse(JSON.parse(ana.stdout)).type, 2);
  });
});
