// The commands around plans: each typed as its help says, against the demo account.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";

import { z } from "zod";

import { errorSchema, freshData, newHires, type Ran, rollcallHere } from "./rollcall.ts";

const counts = z.record(z.string(), z.number());
const jobSchema = z.object({ run: z.string(), counts, state: z.string() });
const planSchema = z.object({ plan: z.string(), counts, safety: z.object({ exceeded: z.boolean() }) });

/** Runs commands in one data directory. */
const inside = (data: string) => ({
  run: (args: readonly string[], input?: string): Promise<Ran> => rollcallHere([...args, "--data", data], input),
  json: async <T>(schema: z.ZodType<T>, args: readonly string[], code = 0): Promise<T> => {
    const ran = await rollcallHere([...args, "--json", "--data", data]);
    assert.equal(ran.code, code, ran.stderr);
    return schema.parse(JSON.parse(ran.stdout));
  },
  file: (name: string, text: string): string => {
    const path = join(dirname(data), name);
    writeFileSync(path, text);
    return path;
  },
});

test("doctor says what an account is fit for", async () => {
  const { run, json } = inside(freshData());
  const check = z.object({ ok: z.boolean().nullable(), why: z.string() });
  const report = await json(
    z.object({
      account: z.literal("emulator"),
      plan: z.literal("pro"),
      token: z.object({ ok: z.literal(true) }),
      scopes: z.object({ missing: z.array(z.string()) }),
      actions: z.object({ create: check, autoCreate: check, custCreate: check, ssoCreate: check }),
      seats: z.object({ licensed: z.object({ used: z.literal(3), free: z.literal(37) }) }),
      quota: z.object({ invites: z.object({ per_day: z.literal(1500) }) }),
    }),
    ["doctor"],
  );
  assert.deepEqual(report.scopes.missing, []);
  assert.deepEqual(
    Object.values(report.actions).map(({ ok }) => ok),
    [true, false, false, false],
  );
  assert.match((await run(["doctor"])).stdout, /no +ssoCreate +Single sign-on is off/);
});

test("a run is undone by its id; the audit log is whole; a person is forgotten", async () => {
  const data = freshData();
  const { run, json } = inside(data);
  const applied = await json(jobSchema, ["apply", newHires], 1);
  const dry = await json(planSchema, ["undo", applied.run, "--dry-run"]);
  assert.deepEqual([dry.counts["cancel"], dry.safety.exceeded], [55, false]);
  const undone = await json(jobSchema, ["undo", applied.run]);
  assert.equal(undone.counts["canceled"], 55);
  assert.match((await run(["pending", "list"])).stdout, /lucia\.ferrante@acme\.test[\s\S]*1 open invitation /);

  const audit = z.object({ ok: z.boolean(), entries: z.number(), file: z.string() });
  const before = await json(audit, ["audit"]);
  assert.deepEqual([before.ok, before.entries > 110], [true, true]);
  await json(z.object({ rows: z.literal(3), open: z.literal(0) }), ["forget", "MARA.reyna@acme.test"]);
  assert.equal(readFileSync(before.file, "utf8").includes("mara.reyna"), false);
  assert.deepEqual(await json(audit, ["audit"]), before, "the chain holds without the name");
  const line = readFileSync(before.file, "utf8").split("\n")[2] ?? "";
  writeFileSync(before.file, readFileSync(before.file, "utf8").replace(line, line.replace('"created"', '"updated"')));
  assert.match((await run(["audit"])).stdout, /broken at line 3 of .*: was changed/);
  assert.equal((await run(["audit"])).code, 1);
});

test("leavers are reported until a mode is typed; deleting demands an heir", async () => {
  const { run, json, file } = inside(freshData());
  const list = file("gone.csv", "Email\nhenk.dewit@acme.test\nwanda.kirchner@acme.test\n");
  assert.match((await run(["leavers", list])).stdout, /- 2 leave[\s\S]*2 people reported, nothing to change/);
  const refused = await rollcallHere(["leavers", list, "--mode", "delete", "--json"]);
  assert.deepEqual([refused.code, errorSchema.parse(JSON.parse(refused.stderr)).error.code], [2, "RC_CLI_USAGE"]);
  const heir = ["--transfer-to", "priya.raman@acme.test"];
  const done = await json(jobSchema, ["leavers", list, "--mode", "delete", ...heir], 1);
  assert.deepEqual([done.counts["offboarded"], done.counts["failed"]], [1, 1], "the admin was not named");
});

test("invitations are sent again, seats counted, drift told by exit code", async () => {
  const data = freshData();
  const { run, json, file } = inside(data);
  assert.equal((await run(["pending", "resend"])).code, 2, "whose?");
  assert.equal((await json(jobSchema, ["pending", "resend", "lucia.ferrante@acme.test"])).counts["resent"], 1);
  const seats = await json(z.object({ licensed: z.object({ used: z.number() }), pending: z.number() }), ["seats"]);
  assert.deepEqual([seats.licensed.used, seats.pending], [3, 1]);
  const snapshot = join(dirname(data), "snapshot.csv");
  assert.equal((await run(["snapshot", "--out", snapshot])).code, 0);
  assert.equal((await run(["drift", snapshot])).code, 0);
  const other = file("roster.csv", "Email,First name\npriya.raman@acme.test,Prya\n");
  const drifted = await json(z.object({ counts, drifted: z.literal(true) }), ["drift", other], 3);
  assert.deepEqual([drifted.counts["update"], drifted.counts["leave"]], [1, 4]);
});

test("accounts are added with their secret out of sight, listed and removed", async () => {
  const data = freshData();
  const { run, json } = inside(data);
  const ids = ["--account-id", "a1", "--client-id", "c1"];
  assert.equal((await run(["account", "add", "acme", ...ids])).code, 2, "no secret");
  assert.equal((await run(["account", "add", "../acme", ...ids, "--secret-env", "X"])).code, 2);
  assert.equal(
    (await run(["account", "add", "acme", ...ids, "--secret-stdin", "--plan", "pro"], "hush-4711\n")).code,
    0,
  );
  assert.equal((await run(["account", "add", "acme", ...ids, "--secret-env", "X"])).code, 2, "twice");
  assert.equal(readFileSync(join(data, "accounts.json"), "utf8").includes("hush"), false);
  const known = await json(z.array(z.object({ name: z.string(), secret: z.string() })), ["account", "list"]);
  assert.deepEqual(known[1], { name: "acme", secret: "file secrets/acme" });
  assert.equal((await run(["account", "add", "gov", ...ids, "--secret-env", "NOPE", "--host", "gov"])).code, 0);
  assert.match(readFileSync(join(data, "accounts.json"), "utf8"), /zoomgov\.com\/oauth\/token/);
  assert.equal((await run(["account", "test", "gov"])).code, 6, "its secret is not set");
  assert.equal((await run(["account", "remove", "gov"])).code, 0);
  assert.equal((await run(["account", "remove", "gov"])).code, 2);
});

test("codes of Zoom's, of rows and of Rollcall's own are explained", async () => {
  const { stdout } = await rollcallHere(["explain", "1005"]);
  assert.match(
    stdout,
    /1005 \(HTTP 409\): The address is in use[\s\S]*likely causes[\s\S]*what to do[\s\S]*has already been used/,
  );
  assert.match((await rollcallHere(["explain", "dropped_pending"])).stdout, /Zoom said yes/);
  assert.match((await rollcallHere(["explain", "rc_client_scope"])).stdout, /RC_CLIENT_SCOPE/);
  assert.equal((await rollcallHere(["explain", "4711471"])).code, 2);
});

test("a mapping is saved, corrected and given back", async () => {
  const data = freshData();
  const { run, json, file } = inside(data);
  const people = file("people.csv", "Contact,Given,Team\nmona@acme.test,Mona,Sales\n");
  const map = join(dirname(data), "map.json");
  assert.equal((await run(["plan", people, "--map", "Contact=email", "--save-map", map])).code, 0);
  assert.deepEqual(JSON.parse(readFileSync(map, "utf8")), { Contact: "email", Given: "ignore", Team: "ignore" });
  writeFileSync(map, JSON.stringify({ Contact: "email", Given: "firstName", Team: "department" }));
  const rows = z.object({ rows: z.array(z.object({ email: z.string(), action: z.string() })) });
  assert.equal((await json(rows, ["plan", people, "--map-file", map])).rows[0]?.action, "create");
  writeFileSync(map, "{");
  assert.equal((await run(["plan", people, "--map-file", map])).code, 2);
  assert.equal((await run(["plan", people, "--map-file", "nowhere.json"])).code, 2);
  const events = await run(["apply", people, "--map", "Contact=email", "--ndjson"]);
  const lines = events.stdout
    .trim()
    .split("\n")
    .map((line) => z.object({ event: z.string() }).parse(JSON.parse(line)).event);
  assert.deepEqual([lines[0], lines.at(-1)], ["begin", "end"]);
});
