// `program parse`: any JSON becomes a program that reads such JSON.
import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite, test } from "node:test";

import { rollcallHere } from "./rollcall.ts";

const parse = async (text: string, language: string) => {
  const sample = join(mkdtempSync(join(tmpdir(), "rollcall-sample-")), "sample.json");
  writeFileSync(sample, text);
  return await rollcallHere(["program", "parse", sample, "--language", language]);
};

suite("program parse", () => {
  test("reads any JSON, a single value too", async () => {
    const cases: readonly (readonly [sample: string, wanted: RegExp])[] = [
      ["3", /read_at\(answer, \[\], Integer\)/],
      ['"text"', /read_at\(answer, \[\], String\)/],
      ["null", /read_at\(answer, \[\]\)/],
      ["[1, 2]", /read_list\(answer, \[\], Integer\)/],
      ['{"id": "string", "type": "integer"}', /type = read_at\(answer, \["type"\], Integer\)/],
    ];
    for (const [sample, wanted] of cases) {
      const made = await parse(sample, "ruby");
      assert.equal(made.code, 0, made.stderr);
      assert.match(made.stdout, wanted);
    }
  });

  test("another client of a language reads as that language does", async () => {
    const [own, other] = await Promise.all([parse('{"a": 1}', "curl"), parse('{"a": 1}', "wget")]);
    assert.equal(own.stdout, other.stdout);
  });

  test("says what is wrong with a sample", async () => {
    const cases: readonly (readonly [sample: string, wanted: RegExp])[] = [
      ['{"a": 1,\n "b"}', /sample\.json, line 2: not valid JSON/],
      ["", /sample\.json is empty/],
      ["<html></html>", /sample\.json is an HTML page/],
    ];
    for (const [sample, wanted] of cases) {
      const { code, stdout, stderr } = await parse(sample, "ruby");
      assert.equal(code, 2, stderr);
      assert.equal(stdout, "");
      assert.match(stderr, wanted);
    }
  });
});
