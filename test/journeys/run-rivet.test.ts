// Zoom's own SDK for Node, unmodified from npm, through `rollcall run --`: users, accounts and its webhook receiver.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { z } from "zod";

import { runArgs, summarySchema } from "./intercepted.ts";
import { repository, runProgram } from "./rollcall.ts";

const peers = join(repository, "test/peers");

const seenSchema = z.strictObject({
  webhook: z.string(),
  created: z.number(),
  listed: z.array(z.string()),
  updated: z.number(),
  user: z.array(z.string()),
  settings: z.strictObject({ changed: z.number(), flipped: z.boolean(), account: z.number() }),
  refused: z.array(z.string()),
  roles: z.array(z.string()),
  deleted: z.number(),
  events: z.array(z.tuple([z.string(), z.string()])),
});

test("@zoom/rivet creates, lists, updates and deletes a user, changes settings and receives the events", async (t) => {
  if (!existsSync(join(peers, "node_modules/@zoom/rivet"))) {
    t.skip("not installed: npm ci --ignore-scripts --prefix test/peers");
    return;
  }
  const story = join(peers, "rivet-story.mjs");
  const args = runArgs("--json", "--preset", "business", "--", process.execPath, story);
  const { code, stdout, stderr } = await runProgram(process.execPath, args);
  assert.equal(code, 0, stderr);
  const seen = seenSchema.parse(JSON.parse(stdout));
  assert.deepEqual(
    [seen.webhook, seen.created, seen.updated, seen.deleted, seen.user, seen.roles],
    ["valid", 201, 204, 204, ["Reyes", "Sales"], ["Owner", "Admin", "Member"]],
  );
  assert.deepEqual(seen.listed, ["owner@acme.test", "mona@acme.test"]);
  assert.match(seen.refused.join(" "), /ApiResponseError .*409\/1005/);
  const names = new Set(seen.events.map(([name]) => name));
  assert.deepEqual(seen.settings, { changed: 204, flipped: true, account: 200 });
  for (const name of ["user.created", "user.updated", "user.settings_updated", "user.deleted"])
    assert.ok(names.has(name), name);
  const summary = summarySchema.parse(JSON.parse(stderr.slice(stderr.indexOf("{"))));
  assert.deepEqual([summary.undocumented, summary.notEmulated, summary.refusedHosts], [[], [], []]);
  assert.ok(summary.operations.some(({ name }) => name === "token"));
});
