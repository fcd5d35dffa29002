import assert from "node:assert/strict";
import { test } from "node:test";

import { lineOfFirst } from "./lines.ts";

const piecesOf = async function* (text: string, length: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
};

test("the line of a character is the same however the text is cut, also within a CRLF", async () => {
  const text = "a\r\nb\r\rc\n\nd\r\n\0";
  for (let length = 1; length <= text.length; length += 1) {
    assert.equal(await lineOfFirst(piecesOf(text, length), "\0"), 7, `pieces of ${length}`);
    assert.equal(await lineOfFirst(piecesOf(text, length), "d"), 6);
    assert.equal(await lineOfFirst(piecesOf(text, length), "z"), 7);
  }
});
