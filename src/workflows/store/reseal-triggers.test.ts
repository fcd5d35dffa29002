import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { suite, test } from "node:test";

import { openPostgresStore, openSqliteStore, type Store } from "#system";

import { resealTriggers } from "./reseal-triggers.ts";
import { makeRunStore } from "./run-store.ts";
import { workflowTables } from "./tables.ts";

const runs = 450;
const trigger = { body: "x" };

const fill = async (store: Store): Promise<void> => {
  const vault = { seal: (text: string) => `old ${text}`, open: (sealed: string) => sealed };
  const kept = makeRunStore(store, vault, () => undefined);
  for (let run = 0; run < runs; run += 1)
    await kept.add({ id: `run-${run}`, workflow: "w", version: 1, triggerKind: "manual", trigger, createdAt: run });
};

const withNew = (sealed: string): string | undefined =>
  sealed.startsWith("old ") ? sealed.replace("old ", "new ") : undefined;

const describeResealing = (kind: string, make: () => Promise<Store>, skip: string | false = false): void => {
  suite(`resealTriggers: ${kind}`, { skip }, () => {
    test("every run, over all pages; begun again it goes on with the rest", async () => {
      await using store = await make();
      await fill(store);
      let left = 230;
      await assert.rejects(
        resealTriggers(store, (sealed) => {
          left -= 1;
          if (left === 0) throw new Error("interrupted");
          return withNew(sealed);
        }),
        /interrupted/,
      );
      // The first page of 200 was written.
      assert.equal(await resealTriggers(store, withNew), runs - 200);
      assert.equal(await resealTriggers(store, withNew), 0);
      const rows = await store.all("SELECT DISTINCT trigger_data FROM workflow_runs");
      assert.deepEqual(
        rows.map(({ trigger_data: sealed }) => sealed),
        [`new ${JSON.stringify(trigger)}`],
      );
    });
  });
};

describeResealing("SQLite", () => openSqliteStore(":memory:", workflowTables));

const url = process.env["ROLLCALL_TEST_POSTGRES"];
describeResealing(
  "PostgreSQL",
  () => openPostgresStore(url ?? "", { ...workflowTables, name: `t${randomBytes(6).toString("hex")}_workflows` }),
  url === undefined && "PostgreSQL is not installed (Debian: postgresql), or not started by npm test",
);
