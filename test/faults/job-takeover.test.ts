// One apply on PostgreSQL, worked on by the server and two workers, one of which is killed: everybody is changed once,
// nobody is left out or reported as failed, and the audit chain holds.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { z } from "zod";

import { freshDatabase, noPostgres } from "../journeys/fresh-database.ts";
import { accountId, controlOf, drop, fault, runCli, seedOf, waitForRows } from "./killed-apply.ts";
import { type KillableServer, startKillable } from "./killed-workflows.ts";

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_unused, n) => n);
const names = {
  fresh: numbers(260).map((n) => `new${n}@acme.test`),
  kept: numbers(160).map((n) => `kept${n}@acme.test`),
  away: numbers(60).map((n) => `away${n}@acme.test`),
  open: numbers(40).map((n) => `open${n}@acme.test`),
};
const rows = Object.values(names).flat().length;

/** Slow enough that all three have rows at work when one of them dies. */
const slow = { kind: "latency", ms: 250 };

const prepare = async (data: string): Promise<void> => {
  const account = await accountId(data);
  await controlOf(data, [
    ["PATCH", `/accounts/${account}`, { settings: { plan: "business" }, switches: { limits: "off" } }],
    seedOf(names),
    fault("userCreate", 7, drop),
    fault("userStatus", 5, drop),
    fault("userUpdate", 9, drop),
    fault("userDelete", 6, drop),
    fault("userCreate", 1, slow),
    fault("userUpdate", 1, slow),
  ]);
};

const usersSchema = z.object({
  next_page_token: z.string(),
  users: z.array(z.looseObject({ email: z.string(), first_name: z.string() })),
});
const mailsSchema = z.object({ mails: z.array(z.looseObject({ to: z.string() })) });

const usersIn = async (url: string, token: string, status: string) => {
  const users = [];
  let next = "";
  do {
    const page = `status=${status}&page_size=300&next_page_token=${encodeURIComponent(next)}`;
    const answer = await fetch(`${url}/v2/users?${page}`, { headers: { authorization: `Bearer ${token}` } });
    const { users: some, next_page_token } = usersSchema.parse(await answer.json());
    users.push(...some.map(({ email, first_name }) => ({ email, status, firstName: first_name })));
    next = next_page_token;
  } while (next !== "");
  return users;
};

const judgeUsers = async (url: string, token: string): Promise<void> => {
  const users = [];
  for (const status of ["active", "pending", "inactive"]) users.push(...(await usersIn(url, token, status)));
  const by = new Map(users.map((user) => [user.email, user]));
  assert.equal(by.size, users.length, "nobody is there twice");
  const states = Object.values(names).map((emails) => [
    ...new Set(emails.map((email) => by.get(email)?.status ?? "none")),
  ]);
  assert.deepEqual(states, [["pending"], ["active"], ["inactive"], ["none"]]);
  assert.ok(names.kept.every((email) => by.get(email)?.firstName === "Changed"));
  const inbox = await fetch(`${url}/_rollcall/inbox?limit=1000`);
  const invited = mailsSchema.parse(await inbox.json()).mails.map(({ to }) => to);
  const fresh = invited.filter((to) => to.startsWith("new"));
  assert.deepEqual([fresh.length, new Set(fresh).size], [names.fresh.length, names.fresh.length], "one mail each");
};

const reportSchema = z.object({ counts: z.record(z.string(), z.number()), results: z.string() });
const entrySchema = z.object({ row: z.number().optional(), outcome: z.string() });

const judgeAudit = async (data: string, args: readonly string[]): Promise<void> => {
  const audit = await runCli(["audit", ...args]);
  assert.equal(audit.code, 0, audit.stdout + audit.stderr);
  const lines = readFileSync(join(data, "audit-postgres.jsonl"), "utf8").trim().split("\n");
  const entries = lines.map((line) => entrySchema.parse(JSON.parse(line)));
  const done = entries.flatMap(({ row }) => row ?? []);
  assert.deepEqual(
    [done.length, new Set(done).size >= rows],
    [new Set(done).size, true],
    "each row is in the log once",
  );
  assert.deepEqual(
    entries.filter(({ row }) => row === undefined).map(({ outcome }) => outcome),
    ["begun", "done"],
  );
};

test(
  "two workers on PostgreSQL apply one file: one is killed, and the rest is done within 60 s",
  { skip: noPostgres },
  async (t) => {
    const directory = mkdtempSync(join(tmpdir(), "rollcall-job-takeover-"));
    const data = join(directory, "data");
    const file = join(directory, "people.csv");
    const people = [
      ...names.fresh.map((email) => `${email},New,Person`),
      ...names.kept.map((email) => `${email},Changed,Person`),
      ...["priya.raman", "wanda.kirchner"].map((name) => `${name}@acme.test,,`),
    ];
    writeFileSync(file, ["Email,First name,Last name", ...people, ""].join("\n"));
    await prepare(data);
    const env = { DATABASE_URL: await freshDatabase() };
    const server = await startKillable(["start", "--data", data, "--port", "0"], env);
    const startWorker = (): Promise<KillableServer> => startKillable(["worker", "--data", data], env);
    const workers = [await startWorker(), await startWorker()];
    t.after(async () => {
      for (const one of [...workers, server]) await one.kill();
      rmSync(directory, { recursive: true, force: true });
    });
    const limits = ["--max-removals", "5000", "--max-removals-percent", "100"];
    const running = runCli(["apply", file, "--leavers", "deactivate", ...limits, "--data", data, "--json"]);
    await waitForRows(server.url, 150);
    await workers[0]?.kill();
    const killedAt = Date.now();
    const ended = await running;
    const seconds = (Date.now() - killedAt) / 1000;
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    assert.ok(seconds < 60, `${seconds} s after the kill`);
    const { counts, results } = reportSchema.parse(JSON.parse(ended.stdout));
    assert.deepEqual([counts["failed"], counts["waiting"]], [0, 0], ended.stdout);
    assert.ok(
      readFileSync(results, "utf8").trim().split("\n").length > rows,
      "the report is the server's, whoever ended",
    );
    await judgeUsers(server.url, server.token);
    await judgeAudit(data, ["--data", data]);
    t.diagnostic(`${rows} rows, ${seconds.toFixed(1)} s from the kill to the end`);
  },
);
