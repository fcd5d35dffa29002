import assert from "node:assert/strict";
import { test } from "node:test";

import { encryptToken, sign } from "./signature.ts";

test("the test vector of the fact sheet", () => {
  const body = '{"event":"endpoint.url_validation","payload":{"plainToken":"abc"},"event_ts":1795312800000}';
  assert.equal(
    sign("rollcall-secret", 1_795_312_800, body),
    "v0=89fda47304170bf5bfd77aad3a55284ddb69892d97ef3a5a238e8e42a5fe322b",
  );
  assert.equal(
    encryptToken("rollcall-secret", "abc"),
    "8253716a9ceeb72d16bd32f920384711365bd46f1c91b5efa24dcab02782a2c6",
  );
});
