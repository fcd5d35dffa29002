import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { allOf, atMost } from "#base";

import { fileTooLarge, streamUserFile } from "./files.ts";
import { spoolBytes } from "./spool.ts";

test("what is spooled can be read many times, at once too, and is in no directory", async () => {
  const before = process.env["TMPDIR"];
  const folder = mkdtempSync(join(tmpdir(), "rollcall-spool-"));
  process.env["TMPDIR"] = folder;
  try {
    const content = Buffer.alloc(300_000, "0123456789");
    const file = join(mkdtempSync(join(tmpdir(), "source-")), "people.csv");
    writeFileSync(file, content);
    {
      await using spool = await spoolBytes(streamUserFile(file), "people.csv");
      assert.deepEqual(
        readdirSync(folder).filter((name) => name.startsWith("rollcall-")),
        [],
      );
      const [one, two] = await Promise.all([allOf(spool.open()), allOf(spool.open())]);
      assert.deepEqual([content.equals(one), content.equals(two)], [true, true]);
      for await (const piece of spool.open()) {
        assert.equal(piece[0], content[0]);
        break;
      }
      assert.ok(content.equals(await allOf(spool.open())));
    }
    await assert.rejects(
      spoolBytes(
        atMost(streamUserFile(file), 299_999, () => fileTooLarge("people.csv", 299_999)),
        "people.csv",
      ),
      {
        code: "RC_SYSTEM_FILE_TOO_LARGE",
        message: /299999 bytes/,
      },
    );
    await assert.rejects(spoolBytes(streamUserFile(join(folder, "none")), "none"), { code: "RC_SYSTEM_FILE_MISSING" });
    process.env["TMPDIR"] = join(folder, "not there");
    await assert.rejects(spoolBytes(streamUserFile(file), "people.csv"), {
      code: "RC_SYSTEM_FILE_UNREADABLE",
      message: /cannot be kept in .*not there/,
      fix: /TMPDIR/,
    });
    process.env["TMPDIR"] = folder;
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith("rollcall-")),
      [],
    );
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
});
