import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { exactJson } from "#base";

import {
  createCatalog,
  fillRequest,
  importApi,
  matchAnswer,
  type Operation,
  sampleOf,
  toCurl,
  toOpenApi,
  toPostmanCollection,
} from "./index.ts";

const catalog = createCatalog();
const zoom = (id: string): Operation => catalog.operation(id);
const list = (api: string): readonly Operation[] => catalog.list(api);
const create = zoom("zoom:userCreate");
const bodyOf = (operation: Operation, set: Record<string, string>): unknown => fillRequest(operation, { set }).body;

describe("values", () => {
  test("go where their names say, with the type of the schema and every digit", () => {
    const body = bodyOf(create, {
      "body.user_info.email": "o'brien@acme.test",
      "body.user_info.type": "2",
      "body.user_info.feature.zoom_one_type": "576460752303423488",
    });
    assert.equal(
      body,
      `{"action":"create","user_info":{"email":"o'brien@acme.test","type":2,"first_name":"Jill","last_name":"Chill","feature":{"zoom_one_type":576460752303423488}}}`,
    );
    const request = fillRequest(zoom("zoom:userDelete"), {
      set: { "path.userId": "a b/ü", action: "delete", "query.extra": "1" },
    });
    assert.equal(request.target, "/users/a%20b%2F%C3%BC?action=delete&extra=1");
  });

  test("that do not fit are refused by name", () => {
    const code = "RC_CATALOG_VALUES";
    assert.throws(() => bodyOf(create, { "body.user_info.type": "two" }), {
      code,
      message: /body\.user_info\.type takes integer/,
    });
    assert.throws(() => bodyOf(create, { nonsense: "1" }), { code, message: /has no "nonsense"/ });
    assert.throws(() => fillRequest(zoom("zoom:user")), { code, message: /path\.userId is missing/ });
    assert.throws(() => bodyOf(create, { "body.__proto__.x": "1" }), { code });
    assert.throws(() => fillRequest(create, { body: "{", set: { "body.action": "create" } }), {
      code,
      message: /not valid JSON/,
    });
  });

  test("missing ones come from what a schema requires", () => {
    assert.deepEqual(create.body?.kind === "json" ? sampleOf(create.body.schema) : {}, {
      action: "create",
      user_info: { type: 1, email: "jill.chill@example.com" },
    });
  });
});

describe("an answer", () => {
  test("is compared with what is documented", () => {
    assert.equal(
      matchAnswer(create, 201, `{"id":"x","first_name":"a","last_name":"b","email":"e","type":1}`).state,
      "matches",
    );
    assert.deepEqual(
      matchAnswer(create, 201, `{"id":"x","first_name":"a","last_name":"b","email":"e","type":"1"}`).differences,
      ["body.type: string instead of integer"],
    );
    assert.equal(matchAnswer(create, 409, `{"code":1005}`).state, "matches");
    assert.equal(matchAnswer(create, 409, `{"code":7}`).state, "differs");
    assert.equal(matchAnswer(create, 418, "").state, "unknown");
  });
});

const again = (text: object): readonly Operation[] =>
  importApi([{ name: "x", text: exactJson.stringify(text) }]).operations;

const keys = (all: readonly Operation[]): string[] =>
  all.map(({ method, path, auth, servers }) => `${method} ${path} ${auth.scheme} ${servers.join()}`).toSorted();

describe("exports", () => {
  test("of Zoom's operations come back as they were, through Postman and through OpenAPI", () => {
    const operations = list("zoom");
    for (const back of [again(toPostmanCollection("Z", operations)), again(toOpenApi("Z", operations))]) {
      assert.deepEqual(keys(back), keys(operations));
      const made = back.find(({ method, path }) => method === "POST" && path === "/users");
      assert.equal(
        made?.body?.kind === "json" ? made.body.example : "",
        create.body?.kind === "json" ? create.body.example : "-",
      );
    }
    const openapi = again(toOpenApi("Z", operations)).find(({ name }) => name === "Create users");
    assert.ok(openapi?.errors.some(({ code }) => code === 1005));
    assert.match(exactJson.stringify(toOpenApi("Z", [zoom("zoom:users")])), /"x-codeSamples":\[\{"lang":"Shell"/);
  });

  test("a curl command is read back as it was, whatever its values hold", () => {
    const nasty = `'; touch /tmp/x; $(id) \`id\` "\\ \n@/etc/passwd 王`;
    const text = toCurl(create, { set: { "body.user_info.first_name": nasty } });
    const { operations } = importApi([{ name: "pasted", text }]);
    assert.equal(
      operations[0]?.body?.kind === "json" ? operations[0].body.example : "",
      bodyOf(create, { "body.user_info.first_name": nasty }),
    );
  });
});
