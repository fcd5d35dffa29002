import assert from "node:assert/strict";

import { assertRefused, dig, onBothHosts } from "./hosts.ts";

const json = { "content-type": "application/json" };
const ada = { email: "ada@acme.test", type: 1 };
const notJson = "Request Body should be a valid JSON object.";

const broken: readonly (readonly [what: string, body: string])[] = [
  ["empty", ""],
  ["blank", "  \n"],
  ["cut off", '{"action":"create"'],
  ["null", "null"],
  ["an array", "[]"],
  ["a string", '"create"'],
  ["a number", "1"],
  ["single quotes", "{'action':'create'}"],
  ["two objects", "{}{}"],
  ["type as text", '{"action":"create","user_info":{"email":"a@acme.test","type":"1"}}'],
  ["type as fraction", '{"action":"create","user_info":{"email":"a@acme.test","type":1.5}}'],
  ["user_info as array", '{"action":"create","user_info":[]}'],
  ["user_info as text", '{"action":"create","user_info":"{}"}'],
  ["action as number", '{"action":1,"user_info":{"email":"a@acme.test","type":1}}'],
  ["email as object", '{"action":"create","user_info":{"email":{},"type":1}}'],
  [
    "a flag as text",
    '{"action":"create","user_info":{"email":"a@acme.test","type":1,"feature":{"zoom_phone":"true"}}}',
  ],
  ["null in a list", '{"action":"create","user_info":{"email":"a@acme.test","type":1,"division_ids":[null]}}'],
  [
    "a number in a list of texts",
    '{"action":"create","user_info":{"email":"a@acme.test","type":1,"division_ids":[1]}}',
  ],
  ["deep brackets", "[".repeat(100_000) + "]".repeat(100_000)],
  ["deep brackets and a long number", `${"[".repeat(100_000)}12345678901234567890${"]".repeat(100_000)}`],
];

onBothHosts("a body that is no JSON object, or has a value of the wrong type, is 400/300", async (host) => {
  await using stage = await host.open();
  for (const [what, body] of broken) {
    const reply = await stage.call("POST", "/v2/users", { body, headers: json });
    assert.deepEqual([reply.status, reply.code, dig(reply.body, "message")], [400, 300, notJson], what);
    assert.equal(dig(reply.body, "errors"), undefined);
    assert.ok(reply.headers.get("x-rollcall-hint"), what);
  }
});

onBothHosts("a body that is not UTF-8 is no JSON either", async (host) => {
  await using stage = await host.open();
  const body = Uint8Array.from(
    Buffer.from('{"action":"create","user_info":{"email":"a@acme.test","type":1,"first_name":"J\xf6rg"}}', "latin1"),
  );
  const reply = await stage.call("POST", "/v2/users", { body, headers: json });
  assertRefused(reply, 400, 300, notJson);
  assert.match(reply.headers.get("x-rollcall-hint") ?? "", /UTF-8/);
});

const missing = (...fields: readonly string[]) => fields.map((field) => ({ field, message: "Missing field." }));
const invalid = (...fields: readonly string[]) => fields.map((field) => ({ field, message: "Invalid field." }));

const infoCases: readonly (readonly [what: string, info: unknown, errors: readonly object[]])[] = [
  ["nothing", {}, missing("user_info.type", "user_info.email")],
  ["null for a required field", { email: null, type: 1 }, missing("user_info.email")],
  ["an unknown type", { ...ada, type: 5 }, invalid("user_info.type")],
  ["type 99 without SSO", { ...ada, type: 99 }, invalid("user_info.type")],
  ["no domain", { ...ada, email: "ada" }, invalid("user_info.email")],
  ["a dot after the sign", { ...ada, email: "a@.com" }, invalid("user_info.email")],
  ["a space", { ...ada, email: "et qui@acme.test" }, invalid("user_info.email")],
  ["no top domain", { ...ada, email: "a@b" }, invalid("user_info.email")],
  ["129 characters", { ...ada, email: `${"a".repeat(119)}@acme.test` }, invalid("user_info.email")],
  ["65 characters", { ...ada, first_name: "x".repeat(65) }, invalid("user_info.first_name")],
  ["six Chinese characters", { ...ada, last_name: "中文名字太长" }, invalid("user_info.last_name")],
  ["eleven Chinese characters", { ...ada, display_name: "中".repeat(11) }, invalid("user_info.display_name")],
  ["129 characters", { ...ada, display_name: "x".repeat(129) }, invalid("user_info.display_name")],
  ["an unknown licence code", { ...ada, feature: { zoom_one_type: 17 } }, invalid("user_info.feature.zoom_one_type")],
  [
    "three licences",
    { ...ada, license_info_list: [{}, {}, {}] },
    [
      ...invalid("user_info.license_info_list"),
      ...[0, 1, 2].flatMap((at) =>
        missing(
          ...["license_type", "license_option", "subscription_id"].map(
            (key) => `user_info.license_info_list[${at}].${key}`,
          ),
        ),
      ),
    ],
  ],
];

onBothHosts("missing and invalid fields are named, each with its path", async (host) => {
  await using stage = await host.open();
  const check = async (body: object, errors: readonly object[], what: string): Promise<void> => {
    const reply = await stage.call("POST", "/v2/users", { json: body });
    assertRefused(reply, 400, 300, "Validation Failed.");
    assert.deepEqual(dig(reply.body, "errors"), errors, what);
  };
  await check({}, missing("action", "user_info.type", "user_info.email"), "no fields at all");
  await check({ action: "create" }, missing("user_info.type", "user_info.email"), "no user_info");
  await check({ action: null, user_info: null }, missing("action", "user_info.type", "user_info.email"), "nulls");
  for (const action of ["Create", "SSOCREATE", "", "create "])
    await check({ action, user_info: ada }, invalid("action"), action);
  for (const [what, info, errors] of infoCases) await check({ action: "create", user_info: info }, errors, what);
});

onBothHosts("what is at the limit passes, null counts as absent, unknown fields are ignored", async (host) => {
  await using stage = await host.open();
  const fine = [
    { email: "a@b.com", type: 1 },
    { email: `${"a".repeat(118)}@acme.test`, type: 1 },
    { ...ada, first_name: "x".repeat(64), last_name: "中文名字长", display_name: "中".repeat(10) },
    { email: "nulls@acme.test", type: 1, first_name: null, feature: null, division_ids: null },
    { email: "more@acme.test", type: 1, nickname: "x", deep: { er: [1, { x: null }] } },
    { email: "fourth@acme.test", type: 4 },
  ];
  for (const info of fine) assert.equal((await stage.create("create", info)).status, 201, JSON.stringify(info));
});

const contentTypes: readonly (readonly [type: string, status: number])[] = [
  ["application/json", 201],
  ["Application/JSON; charset=utf-8", 201],
  ["application/json;charset=UTF-8", 201],
  ["application/x-www-form-urlencoded", 415],
  ["multipart/form-data; boundary=x", 415],
  ["text/plain", 415],
  ["text/json", 415],
  ["application/jsonp", 415],
  ["application/vnd.api+json", 415],
  ["", 415],
];

onBothHosts("only application/json is read", async (host) => {
  await using stage = await host.open();
  for (const [at, [type, status]] of contentTypes.entries()) {
    const body = new TextEncoder().encode(
      JSON.stringify({ action: "create", user_info: { ...ada, email: `u${at}@acme.test` } }),
    );
    const headers = type === "" ? {} : { "content-type": type };
    const reply = await stage.call("POST", "/v2/users", { body, headers });
    assert.equal(reply.status, status, type);
    if (status === 415) assertRefused(reply, 415, 300, "Unsupported Content Type");
    if (status === 415) assert.match(reply.headers.get("x-rollcall-hint") ?? "", /application\/json/);
  }
});

onBothHosts("keys of JavaScript's own objects are plain unknown fields", async (host) => {
  await using stage = await host.open();
  const body =
    '{"__proto__":{"action":"create"},"constructor":{"prototype":{"x":1}},"action":"create","user_info":{"email":"p@acme.test","type":1,"__proto__":{"first_name":"Mallory"},"toString":"x"}}';
  const reply = await stage.call("POST", "/v2/users", { body, headers: json });
  assert.equal(reply.status, 201, reply.text);
  assert.equal(dig(reply.body, "first_name"), "");
  const absent = await stage.call("POST", "/v2/users", {
    body: '{"__proto__":{"action":"create","user_info":{}}}',
    headers: json,
  });
  assertRefused(absent, 400, 300, "Validation Failed.");
  for (const id of ["constructor", "__proto__", "toString", "hasOwnProperty"])
    assertRefused(await stage.call("GET", `/v2/users/${id}`), 404, 1001, `User does not exist: ${id}.`);
  for (const status of ["constructor", "__proto__"])
    assertRefused(await stage.call("GET", `/v2/users?status=${status}`), 400, 300, "Validation Failed.");
  assert.deepEqual(Object.keys(Object.prototype), []);
});
