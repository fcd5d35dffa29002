import assert from "node:assert/strict";
import { test } from "node:test";

import { openSqliteStore } from "#system";

import { createBudget } from "./budget.ts";
import { budgetSchema } from "./budget-table.ts";
import { usedInvites } from "./used-invites.ts";

test("invitations are counted for the account's day alone", async () => {
  await using store = await openSqliteStore(":memory:", budgetSchema);
  const noon = Date.UTC(2026, 10, 22, 12);
  assert.equal(await usedInvites(store, "acme", noon), 0);
  const budget = createBudget({ account: "acme", plan: "pro", store, clock: () => noon });
  for (const kind of ["invite", "invite", "call"] as const) await budget.reserve("Light", kind, noon);
  assert.equal(await usedInvites(store, "acme", noon), 2);
  assert.equal(await usedInvites(store, "other", noon), 0);
  assert.equal(await usedInvites(store, "acme", noon + 86_400_000), 0);
});
