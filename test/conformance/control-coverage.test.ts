import assert from "node:assert/strict";

import { adjacentOperations, operations } from "#zoom";

import { dig, keysOf, listIn, onBothHosts, type Stage } from "./hosts.ts";

const rowOf = async (stage: Stage, id: string): Promise<unknown> =>
  listIn(await stage.control("GET", "/coverage"), "by_operation").find((row) => dig(row, "operation") === id);

onBothHosts("coverage: which operations and errors a run has met, by name", async (host) => {
  await using stage = await host.open();
  const before = await stage.control("GET", "/coverage");
  assert.deepEqual([dig(before, "operations", "called"), dig(before, "errors", "exercised")], [0, 0]);
  assert.equal(dig(before, "operations", "emulated"), operations.length + adjacentOperations.length);
  await stage.create("create", { email: "amy@acme.test", type: 1 });
  await stage.create("create", { email: "amy@acme.test", type: 1 });
  await stage.create("create", {});
  await stage.create("create", {}, { token: "none" });
  await stage.call("GET", "/v2/nothing");
  const row = await rowOf(stage, "userCreate");
  assert.deepEqual([dig(row, "calls"), dig(row, "succeeded")], [4, 1]);
  const errors = dig(row, "errors");
  assert.deepEqual(dig(errors, "exercised"), { validation: 1, [String(keysOf(dig(errors, "exercised"))[1])]: 1 });
  assert.equal(dig(errors, "shared", 0, "code"), 124);
  assert.ok(listIn(errors, "missing").length > 10);
  const met = listIn(await stage.control("GET", "/coverage?met=true"), "by_operation");
  assert.deepEqual(
    met.map((one) => dig(one, "operation")),
    ["userCreate"],
  );
  await stage.control("DELETE", "/coverage");
  assert.equal(dig(await stage.control("GET", "/coverage"), "operations", "called"), 0);
});

onBothHosts("evidence: every operation and behaviour on one of five axes, none of them summed", async (host) => {
  await using stage = await host.open();
  const evidence = await stage.control("GET", "/evidence");
  const axes = ["documented", "observed", "client_driven", "recorded", "assumed"];
  assert.deepEqual(dig(evidence, "axes"), axes);
  const rows = listIn(evidence, "operations");
  assert.equal(rows.length, operations.length + adjacentOperations.length);
  for (const row of rows) {
    const behaviours = listIn(row, "behaviours");
    assert.ok(behaviours.length > 0);
    for (const axis of axes)
      assert.equal(dig(row, "axes", axis), behaviours.filter((one) => dig(one, "axis") === axis).length);
    assert.equal(dig(row, "axes", "recorded"), 0, "nothing was recorded from a real account");
    assert.deepEqual(keysOf(dig(row, "axes")), axes);
  }
});
