// The traps of Zoom's API that Rollcall knows, each with the test that fails without its handling: here, driven against
// the emulator with the matching switch, or in the file that the table names.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { z } from "zod";

import { openRehearsal, type Rehearsal, type RehearsalOptions, sourceOf } from "./rehearsal.ts";
import { repository } from "./rollcall.ts";

const list = "Email,First name,Last name\n";
const people = (...emails: readonly string[]): string => list + emails.map((email) => `${email},Mona,Reyes\n`).join("");

type Account = NonNullable<RehearsalOptions["account"]>;
type Switches = NonNullable<Extract<Account, object>["switches"]>;

const withSwitches = (switches: Switches, more: Partial<Extract<Account, object>> = {}): Promise<Rehearsal> =>
  openRehearsal({ account: { preset: "pro", ...more, switches: { limits: "off", ...switches } } });

const codes = ({ rows }: Awaited<ReturnType<Rehearsal["apply"]>>): (string | undefined)[] =>
  rows.map(({ reasons }) => reasons.at(-1)?.code);

const requestsSchema = z.array(z.object({ method: z.string(), path: z.string() }));
const requests = async (rehearsal: Rehearsal): Promise<z.infer<typeof requestsSchema>> =>
  requestsSchema.parse(await rehearsal.control("GET", "/requests"));

const traps: Readonly<Record<string, () => Promise<void>>> = {
  "POST /users takes JSON only (multipart: refuse)": async () => {
    await using rehearsal = await withSwitches({ multipart: "refuse" });
    const { job } = await rehearsal.apply(people("mona@acme.test"));
    assert.equal(job.counts.created, 1);
  },
  "DELETE disassociates unless told otherwise; pending users can only be disassociated": async () => {
    const users = [{ email: "away@acme.test" }, { email: "open@acme.test", status: "pending" }] as const;
    await using rehearsal = await withSwitches({}, { users });
    const plan = await rehearsal.roster.plan(sourceOf("Email\naway@acme.test\nopen@acme.test\n"), "emulator", {
      everybody: "delete",
    });
    const { job } = await rehearsal.apply(readFileSync(await rehearsal.roster.savePlan(plan)), {}, "plan.json");
    assert.deepEqual([job.counts.offboarded, job.counts.canceled, job.counts.failed], [1, 1, 0]);
    const again = await rehearsal.apply(people("away@acme.test"));
    assert.equal(
      again.rows[0]?.outcome,
      "created",
      "deleted, the address is free: disassociated it would be elsewhere",
    );
    const mail = JSON.stringify(await rehearsal.control("GET", "/inbox?to=away@acme.test"));
    assert.ok(!mail.includes('"kind":"join"'), "no free account of its own was left behind");
  },
  "updates of pending users are accepted and dropped: they are not planned, and told when they happen": async () => {
    await using rehearsal = await withSwitches(
      {},
      { users: [{ email: "open@acme.test", firstName: "Old", status: "pending" }] },
    );
    const source = sourceOf(people("open@acme.test"));
    const plan = await rehearsal.roster.plan(source, "emulator");
    assert.equal(plan.rows[0]?.action, "same");
    const update = { id: "open@acme.test", changes: [{ field: "firstName", from: "Old", to: "Mona" }] };
    const forced = { ...plan, rows: plan.rows.map((row) => ({ ...row, action: "update", update })) };
    const applied = await rehearsal.apply(JSON.stringify(forced), {}, "plan.json");
    assert.deepEqual([applied.job.counts.updated, codes(applied)], [0, ["dropped_pending"]]);
  },
  "there is no call that sends an invitation again (repostPending: conflict)": async () => {
    await using rehearsal = await withSwitches(
      { repostPending: "conflict" },
      { users: [{ email: "open@acme.test", status: "pending" }] },
    );
    const plan = await rehearsal.roster.planChange({ kind: "resend" }, "emulator");
    const { job } = await rehearsal.apply(readFileSync(await rehearsal.roster.savePlan(plan)), {}, "plan.json");
    assert.deepEqual([job.counts.resent, job.counts.failed], [1, 0]);
  },
  "an invitation runs out after 30 days: the person is invited anew": async () => {
    await using rehearsal = await withSwitches({});
    await rehearsal.apply(people("late@acme.test"));
    await rehearsal.control("PUT", "/clock", { advance_ms: 31 * 86_400_000 });
    const { job, rows } = await rehearsal.apply(people("late@acme.test"), {}, "again.csv");
    assert.deepEqual([job.counts.created, rows[0]?.status], [1, "pending"]);
  },
  "GET /users/email is false for SSO users: it is never taken for «does not exist»": async () => {
    await using rehearsal = await openRehearsal({ account: { preset: "business", switches: { limits: "off" } } });
    await rehearsal.control("POST", "/faults", {
      operation: "userCreate",
      every: 2,
      effect: { kind: "drop", after: true },
    });
    const csv = "Email,Action\na@acme.test,ssoCreate\nb@acme.test,ssoCreate\nc@acme.test,ssoCreate\n";
    const { job } = await rehearsal.apply(csv);
    assert.equal(job.counts.created + job.counts.adopted, 3);
    assert.ok((await requests(rehearsal)).every(({ path }) => path !== "/v2/users/email"));
  },
  "409/1005 and 400/1009 are five outcomes": async () => {
    await using rehearsal = await withSwitches(
      {},
      { elsewhere: { "paid@o.test": "paid", "claimed@o.test": "claimed" } },
    );
    const emails = ["active@acme.test", "open@acme.test", "off@acme.test", "paid@o.test", "claimed@o.test"];
    const plan = await rehearsal.roster.plan(sourceOf(people(...emails)), "emulator");
    await rehearsal.roster.savePlan(plan);
    const users = [
      { email: "active@acme.test" },
      { email: "open@acme.test", status: "pending" },
      { email: "off@acme.test", status: "inactive" },
    ];
    await rehearsal.control("POST", "/seed", { users });
    const applied = await rehearsal.apply(people(...emails), { plan: plan.id });
    assert.deepEqual(codes(applied), [
      "active_here",
      "pending_here",
      "inactive_here",
      "active_elsewhere",
      "claimed_elsewhere",
    ]);
  },
  "create can come out active (createOutcome: active): read back, not assumed": async () => {
    await using rehearsal = await withSwitches({ createOutcome: "active" });
    const { rows } = await rehearsal.apply("Email,Department\nmona@acme.test,Sales\n");
    assert.equal(rows[0]?.status, "active");
    const plan = await rehearsal.roster.plan(sourceOf("Email,Department\nmona@acme.test,Sales\n"), "emulator");
    assert.equal(plan.rows[0]?.action, "same", "being active, the profile was set at once");
  },
  "ssoCreate can come out pending": async () => {
    await using rehearsal = await openRehearsal({
      account: { preset: "business", switches: { limits: "off" }, elsewhere: { "mona@acme.test": "free" } },
    });
    const { rows } = await rehearsal.apply("Email,Action,Department\nmona@acme.test,ssoCreate,Sales\n");
    assert.deepEqual([rows[0]?.outcome, rows[0]?.status], ["created", "pending"]);
  },
  "the daily cap is known by Retry-After and text alone (rateTypeHeader: off)": async () => {
    await using rehearsal = await withSwitches({ rateTypeHeader: "off" });
    await rehearsal.control("POST", "/faults", {
      operation: "userCreate",
      effect: { kind: "rate-limit", daily: true },
    });
    const { job } = await rehearsal.apply(people("mona@acme.test"));
    assert.equal(job.state, "waiting");
    assert.match(job.waitingUntil ?? "", /T00:00:00\.000Z$/);
  },
  "messages are localised: codes decide (conflictText: older; another language)": async () => {
    await using rehearsal = await withSwitches(
      { conflictText: "older" },
      { elsewhere: { "claimed@o.test": "claimed" } },
    );
    assert.deepEqual(codes(await rehearsal.apply(people("claimed@o.test"))), ["claimed_elsewhere"]);
    const effect = { kind: "status", status: 400, code: 1009, message: "\u3053\u306E\u30E6\u30FC\u30B6\u30FC" };
    await rehearsal.control("POST", "/faults", { operation: "userCreate", effect });
    assert.deepEqual(codes(await rehearsal.apply(people("paid@o.test"), {}, "b.csv")), ["active_elsewhere"]);
  },
  "deactivating takes the licence, activating does not bring it back": async () => {
    await using rehearsal = await withSwitches(
      {},
      { users: [{ email: "off@acme.test", type: 2, status: "inactive" }] },
    );
    const csv = "Email,Licence\noff@acme.test,Licensed\n";
    await rehearsal.apply(csv, { reactivate: true });
    const plan = await rehearsal.roster.plan(sourceOf(csv), "emulator");
    assert.equal(plan.rows[0]?.action, "same");
  },
  "success of a change of status is 204 or 200": async () => {
    await using rehearsal = await withSwitches({ statusSuccess: "200" }, { users: [{ email: "ana@acme.test" }] });
    const plan = await rehearsal.roster.plan(sourceOf("Email\nana@acme.test\n"), "emulator", {
      everybody: "deactivate",
    });
    const { job } = await rehearsal.apply(readFileSync(await rehearsal.roster.savePlan(plan)), {}, "plan.json");
    assert.equal(job.counts.deactivated, 1);
  },
  "pages are 300 at most on some accounts (pageSizeLimit: 300), and complete": async () => {
    const users = Array.from({ length: 700 }, (_unused, n) => ({ email: `user${n}@acme.test` }));
    await using rehearsal = await withSwitches({ pageSizeLimit: "300", pageSizeOutOfRange: "refuse" }, { users });
    const plan = await rehearsal.roster.plan(sourceOf("Email\nuser699@acme.test\n"), "emulator", { leavers: "report" });
    assert.deepEqual([plan.counts.same, plan.counts.leave], [1, 700]);
  },
};

/** Traps that are tested where their handling is. */
const elsewhere: Readonly<Record<string, readonly [file: string, test: string]>> = {
  "a token never gains scopes; what is missing is named": [
    "src/client/client.test.ts",
    "missing scopes are named exactly",
  ],
  "a 200 whose body is an error is an error": ["src/client/answer.test.ts", "a success with an error code is an error"],
  "some error bodies are invalid JSON": ["src/client/answer.test.ts", "invalid JSON still yields code and message"],
  "Retry-After is a date": ["src/client/rate-answer.test.ts", "Retry-After: seconds, HTTP date, ISO date"],
  "one write per address at a time": [
    "src/client/create-user.test.ts",
    "two creations of one address wait for each other",
  ],
  "licence codes up to 2^59 keep their digits": ["src/client/create-user.test.ts", "licence codes keep every digit"],
  "passwords reach Zoom and nothing else": [
    "test/journeys/roster-continuation.test.ts",
    "a password reaches Zoom and nothing else",
  ],
  "the plan is declared, low by default": ["src/accounts/account.test.ts", "defaults"],
  "a POST is never repeated blindly": ["test/journeys/roster-apply.test.ts", "a user whose answer was lost is adopted"],
};

for (const [trap, check] of Object.entries(traps)) test(trap, check);

test("the traps that are tested elsewhere still are", () => {
  for (const [trap, [file, name]] of Object.entries(elsewhere)) {
    const text = readFileSync(join(repository, file), "utf8");
    assert.ok(text.includes(name), `${trap}: ${file} has no test «${name}»`);
  }
});
