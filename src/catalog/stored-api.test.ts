import assert from "node:assert/strict";
import { test } from "node:test";

import { readStoredApi, storedApiText } from "./stored-api.ts";

const sources = [{ name: "pasted", text: "curl https://api.example.com/v1/things?limit=2" }];

test("an API is kept as its sources and read back from them", () => {
  const text = storedApiText({ api: "things", title: "Things", asSaved: false, sources });
  const read = readStoredApi(text, "things.json");
  assert.equal(read.api, "things");
  assert.deepEqual(
    read.operations.map(({ method, path }) => [method, path]),
    [["GET", "/v1/things"]],
  );
});

test("a file that is damaged or foreign is named, and nothing of it is shown", () => {
  for (const text of ["", "{", '{"format":2}', '{"secret":"x"}'])
    assert.throws(
      () => readStoredApi(text, "apis/things.json"),
      (error: unknown) =>
        error instanceof Error &&
        "code" in error &&
        error.code === "RC_CATALOG_STORED" &&
        error.message.startsWith("apis/things.json "),
    );
});
