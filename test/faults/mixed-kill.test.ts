// Mixed plans (create, update, deactivate, take invitations back) killed at random moments, with lost answers, 429s, a
// daily cap that runs out and the clock passing midnight: everything is done once, nothing is reported as failed, and
// the audit chain holds.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { openHouse } from "#server";
import { z } from "zod";

import { accountId, chanceFrom, controlOf, drop, fault, runCli, seedOf } from "./killed-apply.ts";

const seed = Number(process.env["ROLLCALL_SEED"] ?? Date.now() % 1_000_000);
/** A few by default, 20 in CI; `npm run sweep:mixed-kills` does 200 over 2,000 rows. */
const kills = Number(process.env["ROLLCALL_MIXED_KILLS"] ?? 4);
const rows = Number(process.env["ROLLCALL_MIXED_ROWS"] ?? 240);

const quarter = Math.floor(rows / 4);
const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_unused, n) => n);
const names = {
  fresh: numbers(2 * quarter).map((n) => `new${n}@acme.test`),
  kept: numbers(quarter).map((n) => `kept${n}@acme.test`),
  away: numbers(Math.floor(quarter / 2)).map((n) => `away${n}@acme.test`),
  open: numbers(Math.floor(quarter / 2)).map((n) => `open${n}@acme.test`),
};
/** So many invitations are left of the first day. */
const leftToday = quarter;
const perDay = 10_000;

const useUp = async (directory: string): Promise<void> => {
  await using house = await openHouse({ directory, command: "kill test", env: {} });
  const url = "http://zoom.invalid/_rollcall/snapshot";
  const text = await (await house.emulator.fetch(url)).text();
  const today = Math.floor(Date.now() / 86_400_000);
  const used = text.replace(
    '"quotaDay":0,"quotas":{}',
    `"quotaDay":${today},"quotas":{"invites":${perDay - leftToday}}`,
  );
  assert.notEqual(used, text, "the snapshot is not as this test knows it");
  const put = await house.emulator.fetch(url, {
    method: "PUT",
    body: used,
    headers: { "content-type": "application/json" },
  });
  assert.ok(put.ok, await put.text());
};

const openTrial = async () => {
  const directory = mkdtempSync(join(tmpdir(), "rollcall-mixed-"));
  const data = join(directory, "data");
  const file = join(directory, "people.csv");
  const fresh = names.fresh.map((email) => `${email},New,Person`);
  const kept = names.kept.map((email) => `${email},Changed,Person`);
  const demo = ["priya.raman", "wanda.kirchner"].map((name) => `${name}@acme.test,,`);
  writeFileSync(file, ["Email,First name,Last name", ...fresh, ...kept, ...demo, ""].join("\n"));
  const account = await accountId(data);
  await controlOf(data, [
    ["PATCH", `/accounts/${account}`, { settings: { plan: "business" } }],
    seedOf(names),
    fault("userCreate", 7, drop),
    fault("userCreate", 23, { kind: "rate-limit" }),
    fault("user", 11, drop),
    fault("userStatus", 5, drop),
    fault("userUpdate", 9, drop),
    fault("userDelete", 6, drop),
  ]);
  await useUp(data);
  return {
    data,
    file,
    async [Symbol.asyncDispose]() {
      rmSync(directory, { recursive: true, force: true });
    },
  };
};

const entrySchema = z.object({ run: z.string(), row: z.number().optional(), action: z.string(), outcome: z.string() });
const effects = new Set(["created", "adopted", "updated", "deactivated", "canceled"]);

const judgeAudit = (data: string): void => {
  const lines = readFileSync(join(data, "audit.jsonl"), "utf8").trim().split("\n");
  const entries = lines
    .map((line) => entrySchema.parse(JSON.parse(line)))
    .filter(({ outcome }) => effects.has(outcome));
  const rowsDone = new Set(entries.map(({ run, row }) => `${run} ${row}`));
  assert.equal(rowsDone.size, entries.length, "each row's effect is in the log once");
  assert.ok(entries.length >= names.fresh.length + names.kept.length + names.away.length + names.open.length);
};

const judgeAccount = async (data: string): Promise<void> => {
  await using house = await openHouse({ directory: data, command: "kill test", env: {} });
  const { client } = await house.accounts.open("emulator");
  const by = new Map<string, { readonly status: string; readonly firstName: string }>();
  for await (const { email, status, firstName } of client.users.all()) {
    assert.ok(!by.has(email), `${email} is there twice`);
    by.set(email, { status, firstName });
  }
  const state = (emails: readonly string[]): string[] => [
    ...new Set(emails.map((email) => by.get(email)?.status ?? "none")),
  ];
  assert.deepEqual([names.fresh, names.kept, names.away, names.open].map(state), [
    ["pending"],
    ["active"],
    ["inactive"],
    ["none"],
  ]);
  assert.ok(names.kept.every((email) => by.get(email)?.firstName === "Changed"));
  const answer = await house.emulator.fetch("http://zoom.invalid/_rollcall/inbox?to=new0@acme.test");
  assert.equal(z.object({ total: z.number() }).parse(await answer.json()).total, 1, "nobody is invited twice");
  const { broken } = await house.roster.verifyAudit();
  assert.equal(broken, undefined);
};

test(`mixed plans of ${rows} rows killed ${kills} times (seed ${seed})`, async (t) => {
  const chance = chanceFrom(seed);
  let left = kills;
  let jobs = 0;
  while (left > 0) {
    await using trial = await openTrial();
    jobs += 1;
    const limits = ["--max-removals", "5000", "--max-removals-percent", "100"];
    const args = ["apply", trial.file, "--leavers", "deactivate", ...limits, "--data", trial.data, "--json"];
    let waited = false;
    for (;;) {
      const ended = left > 0 ? await runCli(args, 500 + chance() * 3500) : await runCli(args);
      if (ended.code === null) {
        left -= 1;
        continue;
      }
      if (ended.code === 5) {
        assert.equal(waited, false, "one midnight is enough");
        waited = true;
        await controlOf(trial.data, [["PUT", "/clock", { to: "midnight" }]]);
        continue;
      }
      assert.equal(ended.code, 0, ended.stderr + ended.stdout);
      break;
    }
    assert.ok(waited, "the day's cap ran out on the way");
    await judgeAccount(trial.data);
    judgeAudit(trial.data);
  }
  t.diagnostic(`${kills} kills over ${jobs} jobs of ${rows} rows, seed ${seed}`);
});
