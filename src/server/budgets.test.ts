import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { openBudgets } from "./budgets.ts";

test("what a day has used outlives the process, account by account", async () => {
  const directory = mkdtempSync(join(tmpdir(), "rollcall-budgets-"));
  const state = { day: 20_779, used: { invites: 12 }, blockedUntil: { pool: 1_795_305_600_000 } };
  {
    using budgets = await openBudgets(directory);
    assert.equal(budgets.storeOf("acme").load(), undefined);
    budgets.storeOf("acme").save({ ...state, used: {} });
    budgets.storeOf("acme").save(state);
  }
  using budgets = await openBudgets(directory);
  assert.deepEqual(budgets.storeOf("acme").load(), state);
  assert.equal(budgets.storeOf("other").load(), undefined);
});
