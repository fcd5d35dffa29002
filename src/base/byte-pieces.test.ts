import assert from "node:assert/strict";
import { test } from "node:test";

import { allOf, atMost } from "./byte-pieces.ts";

test("pieces that are written over by the next ones are kept as they were", async () => {
  const shared = Buffer.alloc(2);
  const overwriting = function* (): Generator<Uint8Array> {
    for (const text of ["ab", "cd", "e"]) yield shared.subarray(0, shared.write(text));
  };
  assert.equal(Buffer.from(await allOf(overwriting())).toString(), "abcde");
  assert.deepEqual(await allOf([]), new Uint8Array(0));
});

test("as many bytes as are allowed pass, and not one more", async () => {
  const pieces = [Buffer.from("ab"), Buffer.from("cd")];
  const bounded = (most: number): AsyncGenerator<Uint8Array> => atMost(pieces, most, () => new Error(`over ${most}`));
  assert.equal((await allOf(bounded(4))).length, 4);
  await assert.rejects(allOf(bounded(3)), /over 3/);
});
