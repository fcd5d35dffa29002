// Two processes share one account's limits, on both kinds of store. The emulator's own log is what counts.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { invitesPerDay, labelLimits } from "#zoom";

import { noPostgres } from "./fresh-database.ts";
import { race, type Race } from "./shared-budget-race.ts";

const seconds = Number(process.env["ROLLCALL_RATE_SECONDS"] ?? 3);
const processes = 2;
const postgres = process.env["ROLLCALL_TEST_POSTGRES"];

/** Standing still for less is what the pace leaves room for: 5 % of a second, half of it for calls that are sent late. */
const roomMs = 25;

const openPlace = (kind: "SQLite" | "PostgreSQL"): Race["store"] =>
  kind === "SQLite"
    ? { path: join(mkdtempSync(join(tmpdir(), "rollcall-budget-")), "budgets.db") }
    : { url: postgres ?? "", name: `t${randomBytes(6).toString("hex")}_budgets` };

for (const kind of ["SQLite", "PostgreSQL"] as const) {
  const skip = kind === "PostgreSQL" && noPostgres;
  for (const plan of ["pro", "business"] as const)
    test(
      `${processes} processes, one ${plan} account, ${kind}: together they keep to what the plan allows`,
      { skip },
      async (t) => {
        const result = await race({
          plan,
          processes,
          store: openPlace(kind),
          seconds,
          concurrency: 20,
          what: "lookups",
        });
        const { perWindow } = labelLimits[plan].Light;
        t.diagnostic(`${plan} ${kind}: limit ${perWindow}/s, ${JSON.stringify(result)}`);
        const where = JSON.stringify(result);
        // How much of the limit is used depends on the machine's load: bench/rate.bench.ts says that, not this test.
        assert.ok(result.calls > 0 && result.perSecond <= perWindow, where);
        assert.ok(result.busiestLeaving <= perWindow, where);
        // An emulator that stood still meets in one second what was sent in more than one.
        const metTogether = result.stoodStillMs <= roomMs ? 0 : Math.ceil((result.stoodStillMs * perWindow) / 1000);
        assert.ok(result.busiest <= perWindow + metTogether, where);
        assert.ok(metTogether > 0 || result.refused < result.calls / 1000, where);
      },
    );
  test(
    `${processes} processes, one free account, ${kind}: together they invite as many as a day allows`,
    { skip },
    async () => {
      const store = openPlace(kind);
      const result = await race({ plan: "free", processes, store, seconds: 0, concurrency: 10, what: "invitations" });
      assert.equal(result.createdInADay, invitesPerDay.free, JSON.stringify(result));
    },
  );
}
