import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";

import { openSealed, seal } from "./seal.ts";

const key = randomBytes(32);

test("a sealed secret opens with its key and purpose", () => {
  const sealed = seal(key, "s3cret – ünïcode", "account/acme");
  assert.equal(openSealed(key, sealed, "account/acme"), "s3cret – ünïcode");
  assert.ok(!Buffer.from(sealed).includes("s3cret"));
  assert.notDeepEqual(sealed, seal(key, "s3cret – ünïcode", "account/acme"));
});

test("another key, another purpose, a changed byte or a cut one do not", () => {
  const sealed = seal(key, "s3cret", "account/acme");
  const broken = { code: "RC_SYSTEM_SEAL_BROKEN", message: /account/ };
  assert.throws(() => openSealed(randomBytes(32), sealed, "account/acme"), broken);
  assert.throws(() => openSealed(key, sealed, "account/other"), broken);
  for (const index of [0, 1, 13, sealed.length - 1]) {
    const changed = Uint8Array.from(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    assert.throws(() => openSealed(key, changed, "account/acme"), broken);
  }
  assert.throws(() => openSealed(key, sealed.subarray(0, 20), "account/acme"), broken);
});
