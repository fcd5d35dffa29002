// The five minutes after which an admin stays: what product and guides promise, typed one after the other.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";

import { z } from "zod";

import { freshData, newHires, rollcall, rollcallHere } from "./rollcall.ts";

const messy = [
  "\uFEFFsep=;",
  "E-Mail-Adresse;Name;Abteilung;Zoom Licence",
  'mona.reyes@acme.test;"Reyes, Mona";Sales;Licensed',
  "  OLA.NORD@Acme.test ;Nord, Ola;IT;Basic",
  "ida.berg at acme.test;Berg, Ida;IT;Basic",
  "mona.reyes@ACME.test;Mona Reyes;Sales;Licensed",
  "kim.park@acme.test;Park, Kim;IT",
].join("\r\n");

test("doctor, plan of a messy export, apply killed and continued, failed rows fed back, undo", async () => {
  const data = freshData();
  const run = (args: readonly string[]) => rollcallHere([...args, "--data", data]);
  const file = join(dirname(data), "export.csv");
  writeFileSync(file, messy);

  assert.match((await run(["doctor"])).stdout, /ok +token[\s\S]*ok +create[\s\S]*no +ssoCreate/);

  const planned = await run(["plan", file]);
  assert.match(planned.stdout, /\+ 2 create {3}~ 0 update {3}= 0 same {3}- 0 leave {3}! 3 blocked/);
  assert.match(planned.stdout, /line 5[\s\S]*line 6[\s\S]*line 7/);
  assert.match(planned.stdout, /2 invites = 1 day at the Pro cap of 1,500; needs 1 licence, 37 free/);
  assert.match(planned.stdout, /Next: rollcall apply/);

  const killed = await rollcall(["apply", newHires, "--data", data], {
    when: { seen: "Beginning run-", act: (child) => void child.kill("SIGKILL") },
  });
  assert.equal(killed.code, null, "killed");
  const document = z.object({
    run: z.string(),
    continued: z.boolean(),
    failed: z.string(),
    counts: z.record(z.string(), z.number()),
  });
  const goneOn = document.parse(JSON.parse((await run(["apply", newHires, "--json"])).stdout));
  assert.equal(goneOn.continued, true);
  assert.equal((goneOn.counts["created"] ?? 0) + (goneOn.counts["adopted"] ?? 0), 55);

  const first = document.parse(JSON.parse((await run(["apply", file, "--json"])).stdout));
  const mended = join(dirname(data), "mended.csv");
  const failed = readFileSync(first.failed, "utf8");
  assert.match(failed, /rollcall_code;rollcall_fix;[\s\S]*email_invalid[\s\S]*duplicate_row[\s\S]*ragged_row/);
  const lines = failed.replaceAll("ida.berg at acme.test", "ida.berg@acme.test").split("\r\n");
  writeFileSync(mended, lines.filter((line) => !/duplicate_row|ragged_row/.test(line)).join("\r\n"));
  const second = await run(["apply", mended, "--json"]);
  assert.deepEqual([second.code, document.parse(JSON.parse(second.stdout)).counts["created"]], [0, 1]);

  const undone = await run(["undo", first.run]);
  assert.equal(undone.code, 0, undone.stderr);
  assert.match(undone.stdout, /canceled +2 /);
  assert.match((await rollcallHere(["explain", "email_invalid"])).stdout, /no e-mail address/);
});
