import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { operations } from "#zoom";

import { createCatalog, describeOperation, importApi } from "./index.ts";

const catalog = createCatalog();

describe("Zoom, built in", () => {
  test("has every operation whose facts are known, under Zoom's own id", () => {
    assert.deepEqual(
      catalog.list("zoom").map(({ id }) => id),
      operations.map(({ id }) => `zoom:${id}`),
    );
  });

  test("Create users says what it needs, takes and answers", () => {
    const create = catalog.operation("zoom:userCreate");
    const titles = describeOperation(create).map(({ title }) => title);
    assert.deepEqual(titles, [
      "Prerequisites",
      "Rate limit",
      "Servers",
      "Authentication",
      "Headers",
      "Body (application/json)",
      "Answer 201",
      "Error codes",
    ]);
    assert.deepEqual(create.body?.kind === "json" ? create.body.schema.required : [], ["action", "user_info"]);
    assert.deepEqual(
      Object.entries(create.answers[0]?.schema?.properties ?? {}).map(([name, { type }]) => `${name} ${type}`),
      ["id string", "first_name string", "last_name string", "email string", "type integer"],
    );
    assert.ok(create.errors.some(({ status, code }) => status === 409 && code === 1005));
  });
});

const finds = (query: string): string[] => catalog.search(query).map(({ id }) => id);

describe("search", () => {
  test("by name, path, field, error code and text; beginnings and typing errors are enough", () => {
    for (const query of ["create users", "creat user", "crate usres", "userCreate", "user_info", "ssoCreate"])
      assert.equal(finds(query)[0], "zoom:userCreate", query);
    assert.ok(finds("plan_united_type").includes("zoom:userCreate"));
    assert.ok(finds("1005").includes("zoom:userCreate"));
    assert.deepEqual(finds("existed_email"), ["zoom:userEmail"]);
    assert.equal(finds("/users/{userId}/status")[0], "zoom:userStatus");
    assert.deepEqual(finds("zzzzqqqq"), []);
    assert.deepEqual(finds(""), []);
  });
});

describe("an operation", () => {
  test("is found by its whole id, or by its own name where that is unique", () => {
    assert.equal(catalog.operation("userCreate").id, "zoom:userCreate");
    assert.throws(() => catalog.operation("userCreat"), { code: "RC_CATALOG_UNKNOWN", fix: /zoom:userCreate/ });
    assert.throws(() => catalog.list("nope"), { code: "RC_CATALOG_UNKNOWN", message: /known are: zoom/ });
    const same = importApi([{ name: "x", text: "curl https://x.example/a" }], { name: "other" });
    assert.equal(createCatalog([same]).search("other")[0]?.api, "other");
  });
});
