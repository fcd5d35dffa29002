// Broken, huge and hostile documents: one line that says what and where, bounded memory, nothing fetched.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { RollcallError } from "#base";

import { importApi } from "./index.ts";

const errorOf = (text: string, name = "bad.json"): RollcallError => {
  try {
    importApi([{ name, text }]);
  } catch (error) {
    assert.ok(error instanceof RollcallError, String(error));
    assert.doesNotMatch(error.message, /\n/);
    assert.match(error.message, new RegExp(name.replace(".", "\\.")));
    return error;
  }
  return assert.fail("it was imported");
};

const openapi = (paths: object, schemas: object = {}): string =>
  JSON.stringify({ openapi: "3.0.3", info: { title: "T", version: "1" }, paths, components: { schemas } });
const getting = (schema: object): object => ({
  "/a": {
    get: { operationId: "a", responses: { 200: { description: "d", content: { "application/json": { schema } } } } },
  },
});

const refused: readonly (readonly [what: string, text: string, code: string, message: RegExp])[] = [
  ["HTML instead of JSON", "<!DOCTYPE html><html></html>", "RC_CATALOG_DOCUMENT", /is an HTML page/],
  ["XML", "<?xml version='1.0'?><a/>", "RC_CATALOG_DOCUMENT", /is XML/],
  ["a ZIP archive", "PK\u0003\u0004abc", "RC_CATALOG_DOCUMENT", /is a ZIP archive/],
  ["nothing", " \n", "RC_CATALOG_DOCUMENT", /is empty/],
  ["plain text", "hello there", "RC_CATALOG_DOCUMENT", /holds string/],
  ["other JSON", `{"name": 1, "list": []}`, "RC_CATALOG_DOCUMENT", /an object with "name", "list"/],
  ["a HAR log", `{"log": {"entries": []}}`, "RC_CATALOG_DOCUMENT", /a HAR log/],
  ["cut JSON", `{"info": {\n"name": `, "RC_CATALOG_SYNTAX", /not valid JSON/],
  ["broken YAML", "a: [1\nb: }", "RC_CATALOG_SYNTAX", /line \d+: not valid YAML/],
  ["OpenAPI 4", `{"openapi": "4.0.0", "paths": {}}`, "RC_CATALOG_VERSION", /is OpenAPI 4\.0\.0/],
  ["Swagger 1.2", `{"swagger": "1.2"}`, "RC_CATALOG_VERSION", /is Swagger 1\.2/],
  [
    "a Postman collection v1",
    `{"id": "1", "name": "n", "order": [], "requests": []}`,
    "RC_CATALOG_VERSION",
    /collection v1/,
  ],
  [
    "a Postman collection v3",
    `{"info": {"name": "n", "schema": "https://schema.getpostman.com/json/collection/v3.0.0/collection.json"}, "item": []}`,
    "RC_CATALOG_VERSION",
    /v3\.0\.0/,
  ],
  ["no operations", `{"openapi": "3.0.0", "info": {}, "paths": {}}`, "RC_CATALOG_EMPTY", /has no operations/],
  [
    "a $ref to a URL",
    openapi(getting({ $ref: "http://169.254.169.254/x#/A" })),
    "RC_CATALOG_REFERENCE",
    /GET \/a: .*is a URL: nothing is fetched/,
  ],
  [
    "a $ref to a file outside",
    openapi(getting({ $ref: "../../etc/passwd" })),
    "RC_CATALOG_REFERENCE",
    /passwd names a file that was not given/,
  ],
  [
    "a $ref to nothing",
    openapi(getting({ $ref: "#/components/schemas/B" })),
    "RC_CATALOG_REFERENCE",
    /leads to nothing/,
  ],
  [
    "a cyclic $ref",
    openapi(getting({ $ref: "#/components/schemas/A" }), {
      A: { $ref: "#/components/schemas/B" },
      B: { $ref: "#/components/schemas/A" },
    }),
    "RC_CATALOG_REFERENCE",
    /leads back to itself/,
  ],
  [
    "a path that is itself",
    `{"openapi":"3.0.0","info":{},"paths":{"/a":{"$ref":"#/paths/~1a"}}}`,
    "RC_CATALOG_REFERENCE",
    /leads back to itself/,
  ],
  ["levels without end", `${"[".repeat(500)}${"]".repeat(500)}`, "RC_CATALOG_TOO_LARGE", /more than 200 levels/],
  ["a YAML anchor in itself", "a: &a\n  b: *a\n", "RC_CATALOG_TOO_LARGE", /levels deep/],
  ["a curl command without a URL", "curl -X POST -d x", "RC_CATALOG_CURL", /names no URL/],
  ["a curl command with an open quote", "curl 'https://x.example", "RC_CATALOG_CURL", /is not closed/],
];

describe("refused in one line", () => {
  for (const [what, text, code, message] of refused)
    test(what, () => {
      const error = errorOf(text);
      assert.equal(error.code, code, error.message);
      assert.match(error.message, message);
    });

  test("50 MB of JSON and of YAML", () => {
    assert.equal(errorOf(`{"a":"${"x".repeat(50_000_000)}"}`).code, "RC_CATALOG_TOO_LARGE");
    assert.equal(errorOf(`a: ${"x".repeat(20_000_000)}`).code, "RC_CATALOG_TOO_LARGE");
  });

  test("YAML aliases that multiply", () => {
    const lines = Array.from(
      { length: 12 },
      (_unused, level) => `l${level + 1}: &l${level + 1} [${Array.from({ length: 9 }, () => `*l${level}`).join(", ")}]`,
    );
    assert.match(errorOf(["l0: &l0 [x]", ...lines].join("\n")).code, /RC_CATALOG_(?:SYNTAX|TOO_LARGE)/);
  });
});

describe("bounded", () => {
  const levels = 40;
  const bomb = (make: (ref: object) => object): string => {
    const schemas: Record<string, object> = {
      [`L${levels}`]: { type: "object", properties: { end: { type: "string" } } },
    };
    for (let level = 0; level < levels; level += 1)
      schemas[`L${level}`] = make({ $ref: `#/components/schemas/L${level + 1}` });
    return openapi(getting({ $ref: "#/components/schemas/L0" }), schemas);
  };
  const partsIn = (value: unknown, limit = 100_000): number => {
    if (typeof value !== "object" || value === null || limit <= 0) return 1;
    let parts = 1;
    for (const member of Object.values(value)) parts += partsIn(member, limit - parts);
    return parts;
  };

  test("allOf of allOf of allOf", () => {
    const { operations } = importApi([{ name: "b.json", text: bomb((ref) => ({ allOf: [ref, ref, ref] })) }]);
    assert.ok(partsIn(operations) < 50_000);
  });

  test("properties that double at every level", () => {
    const { operations, skipped } = importApi([
      { name: "b.json", text: bomb((ref) => ({ type: "object", properties: { a: ref, b: ref } })) },
    ]);
    assert.ok(partsIn(operations) < 50_000);
    assert.match(skipped[0]?.reason ?? "", /left out: (?:larger than|references nested)/);
  });

  test("everything refers to everything", () => {
    const names = Array.from({ length: 30 }, (_unused, index) => `S${index}`);
    const properties = Object.fromEntries(names.map((name) => [name, { $ref: `#/components/schemas/${name}` }]));
    const schemas = Object.fromEntries(names.map((name) => [name, { type: "object", properties }]));
    const { operations } = importApi([
      { name: "b.json", text: openapi(getting({ $ref: "#/components/schemas/S0" }), schemas) },
    ]);
    assert.ok(partsIn(operations) < 100_000);
  });

  test("variables that grow", () => {
    const variable = Array.from({ length: 20 }, (_unused, level) => ({
      key: `v${level}`,
      value: `{{v${level + 1}}}`.repeat(10),
    }));
    const document = {
      info: { name: "n" },
      variable: [...variable, { key: "me", value: "{{me}}{{me}}" }],
      item: [{ name: "a", request: { url: "https://x.example/{{v0}}?q={{me}}", method: "GET" } }],
    };
    assert.ok(JSON.stringify(importApi([{ name: "v.json", text: JSON.stringify(document) }])).length < 2_000_000);
  });
});

describe("keys that reach for a prototype", () => {
  test("are left out, said so, and change nothing", () => {
    const text = `{"info":{"name":"P"},"__proto__":{"polluted":1},"item":[{"name":"a","request":{"method":"POST","url":"https://x.example/a","body":{"mode":"raw","raw":"{\\"__proto__\\":{\\"polluted\\":1},\\"constructor\\":{\\"prototype\\":{\\"polluted\\":1}}}"}}}]}`;
    const { operations, skipped } = importApi([{ name: "p.json", text }]);
    assert.equal(Reflect.get({}, "polluted"), undefined);
    assert.equal(skipped[0]?.name, "__proto__");
    assert.equal(operations.length, 1);
    assert.equal(
      importApi([
        {
          name: "y.yaml",
          text: "__proto__: {openapi: 3.0.0}\nopenapi: 3.0.0\ninfo: {title: constructor, version: '1'}\npaths: {/a: {get: {operationId: constructor}}}",
        },
      ]).operations[0]?.id,
      "constructor:constructor",
    );
    assert.equal(Reflect.get({}, "openapi"), undefined);
  });
});

test("what is broken in one place does not cost the rest", () => {
  const { operations, skipped } = importApi([
    {
      name: "m.json",
      text: openapi({
        ...getting({ type: "string" }),
        "/b": { get: { responses: { 200: { $ref: "https://evil.example/r" } } } },
      }),
    },
  ]);
  assert.deepEqual(
    operations.map(({ id }) => id),
    ["t:a"],
  );
  assert.match(skipped[0]?.reason ?? "", /is a URL: nothing is fetched/);
});
