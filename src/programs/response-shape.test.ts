import assert from "node:assert/strict";
import { suite, test } from "node:test";

import { responseShape } from "./response-shape.ts";

const saved = (body: string) => responseShape([{ name: "ok", status: 201, headers: [], body }]);

suite("the shape of an answer", () => {
  test("a sample whose leaves are names of types is read as types", () => {
    assert.deepEqual(saved('{"id":"string","type":"integer"}'), {
      kind: "json",
      variables: [
        { path: ["id"], label: "id", type: "string", isList: false },
        { path: ["type"], label: "type", type: "integer", isList: false },
      ],
      lists: [],
    });
    const mixed = saved('{"type":"integer","id":"abc"}');
    assert.ok(mixed.kind === "json");
    assert.equal(mixed.variables[0]?.type, "string");
  });

  test("nested objects become variables, lists of records get variables of their own", () => {
    const shape = saved('{"a":{"b":1.5,"c d":[1]},"users":[{"x":{"y":true},"z":[{}]}]}');
    assert.deepEqual(shape, {
      kind: "json",
      variables: [
        { path: ["a", "b"], label: "a.b", type: "number", isList: false },
        { path: ["a", "c d"], label: 'a."c d"', type: "integer", isList: true },
      ],
      lists: [
        {
          path: ["users"],
          label: "users",
          variables: [
            { path: ["x", "y"], label: "x.y", type: "boolean", isList: false },
            { path: ["z"], label: "z", type: "json", isList: false },
          ],
        },
      ],
    });
  });

  test("what is no JSON is text", () => {
    assert.deepEqual(saved("stored"), { kind: "text" });
    assert.deepEqual(responseShape([]), { kind: "text" });
  });
});
