import assert from "node:assert/strict";
import { test } from "node:test";

import { importApi, type ImportOptions, type Operation } from "./index.ts";

const read = (document: unknown, options?: ImportOptions) =>
  importApi([{ name: "c.json", text: JSON.stringify(document) }], options);

const one = (document: unknown, options?: ImportOptions): Operation => {
  const [operation] = read(document, options).operations;
  assert.ok(operation);
  return operation;
};

const collection = (items: readonly unknown[], more: object = {}): object => ({
  info: { name: "Shop", schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
  item: items,
  ...more,
});

const actionProse = "(Required) How. \n* `create`. (This can only be one of create,autoCreate,custCreate,ssoCreate)";
const userInfo = `{"email":"et qui","type":1,"first_name":"a"}`;
/** As old collections of Zoom's API save it. */
const createUsers = (url: unknown = { raw: "{{baseUrl}}/users", host: ["{{baseUrl}}"], path: ["users"] }): object => ({
  name: "Create users",
  request: {
    auth: { type: "oauth2" },
    method: "POST",
    header: [{ key: "Content-Type", value: "multipart/form-data" }],
    body: {
      mode: "formdata",
      formdata: [
        { key: "action", value: "ssoCreate", description: actionProse, type: "text" },
        { key: "user_info", value: userInfo, type: "text" },
      ],
    },
    url,
    description:
      "Adds a user.\n\n**Scopes:** `user:write:admin`, `user:write` <br> **[Rate Limit Label](https://x#y):** `Light`\n\n**Prerequisites:** \n* A Pro or higher plan.",
  },
  response: [
    {
      name: "**HTTP Status Code:** `201`<br>\nUser created.",
      code: 201,
      header: [{ key: "Content-Type", value: "application/json" }],
      body: `{"id":"string","type":"integer"}`,
    },
    {
      name: "**HTTP Status Code:** `400` <br> Bad Request \n\n **Error Code:** `300` <br> Invalid parameter: password \n\n **Error Code:** `200` <br> No privilege. <br> Ask.",
      code: 400,
      header: [],
      body: "",
    },
    {
      name: "**HTTP Status Code:** `409`<br>Exists<br>\n**Error Code:** `1005`<br>Email $email has already been used.",
      code: 409,
      body: "",
    },
    { name: "**HTTP Status Code:** `429` <br> Too many today.", code: 429, body: "" },
  ],
});

test("is repaired: its form is the JSON that Zoom takes, with the values it was saved with", () => {
  const { operations, repaired, api, title } = read(createUsers());
  const [operation] = operations;
  assert.deepEqual([api, title, operation?.id], ["create-users", "Create users", "create-users:create-users"]);
  assert.equal(operation?.body?.kind, "json");
  assert.equal(operation.body.example, `{"action":"ssoCreate","user_info":${userInfo}}`);
  assert.deepEqual([operation.servers, operation.path], [["https://api.zoom.us/v2"], "/users"]);
  assert.deepEqual(operation.auth, { scheme: "bearer", environment: "ZOOM_ACCESS_TOKEN" });
  assert.match(repaired[0]?.what ?? "", /multipart form \(action, user_info\), sent as JSON.*zoom:userCreate/);
});

test("keeps the form with asSaved, with the marks of its prose", () => {
  const { body } = one(createUsers(), { asSaved: true });
  assert.equal(body?.kind, "multipart");
  const [action] = body.fields;
  assert.deepEqual(
    [action?.required, action?.schema.enum],
    [true, ["create", "autoCreate", "custCreate", "ssoCreate"]],
  );
  assert.deepEqual(read(createUsers(), { asSaved: true }).repaired, []);
});

test("gives error codes, types, scopes, prerequisites and rate label from its prose", () => {
  const { errors, answers, prerequisites, rateLabel } = one(createUsers());
  assert.deepEqual(errors, [
    { status: 400, code: 300, message: "Invalid parameter: password" },
    { status: 400, code: 200, message: "No privilege. Ask." },
    { status: 409, code: 1005, message: "Email $email has already been used." },
    { status: 429, message: "Too many today." },
  ]);
  assert.deepEqual(answers[0]?.schema?.properties, { id: { type: "string" }, type: { type: "integer" } });
  assert.deepEqual([answers[0].name, answers[0].headers], ["User created.", [["Content-Type", "application/json"]]]);
  assert.deepEqual(prerequisites, ["Any one of these scopes: user:write:admin, user:write.", "A Pro or higher plan."]);
  assert.equal(rateLabel, "Light");
});

test("of another vendor stays as it is, host or fields saying so", () => {
  const elsewhere = one(createUsers("https://api.other.example/users"));
  assert.deepEqual([elsewhere.body?.kind, elsewhere.servers], ["multipart", ["https://api.other.example"]]);
  assert.deepEqual(elsewhere.repairs, []);
  const fields = [
    { key: "name", value: "x" },
    { key: "email", value: "y" },
  ];
  const other = one({
    name: "Add",
    request: { method: "POST", url: "{{baseUrl}}/users", body: { mode: "formdata", formdata: fields } },
  });
  assert.deepEqual([other.body?.kind, other.servers], ["multipart", ["{{baseUrl}}"]]);
  // Every vendor has a first name: without a word about Zoom it proves nothing.
  const patch = {
    method: "PATCH",
    url: "{{baseUrl}}/users/:id",
    body: { mode: "urlencoded", urlencoded: [{ key: "first_name", value: "x" }] },
  };
  assert.equal(one({ name: "Change", request: patch }).body?.kind, "urlencoded");
});

const shop = collection(
  [
    {
      name: "Orders",
      auth: {
        type: "apikey",
        apikey: [
          { key: "key", value: "X-Key" },
          { key: "value", value: "secret-1" },
          { key: "in", value: "header" },
        ],
      },
      item: [
        {
          name: "Get order",
          request: {
            method: "get",
            header: [
              { key: "X-Trace", value: "{{trace}}" },
              { key: "X-Old", value: "1", disabled: true },
            ],
            url: {
              raw: "{{base}}/orders/:orderId?full=true&page=2",
              host: ["{{base}}"],
              path: ["orders", ":orderId"],
              query: [
                { key: "full", value: "true", description: { content: "(Required) All of it." } },
                { key: "page", value: "2", disabled: true },
              ],
              variable: [{ key: "orderId", value: "42", description: "which" }],
            },
          },
        },
      ],
    },
    { name: "Ping", request: "https://status.shop.example/ping" },
    { name: "Open", request: { auth: { type: "noauth" }, url: "{{base}}/open", method: "GET" } },
    { name: "Empty" },
  ],
  {
    variable: [
      { key: "base", value: "https://{{host}}/v1/" },
      { key: "host", value: "shop.example" },
      { key: "trace", value: "t-1" },
    ],
    auth: { type: "bearer", bearer: [] },
  },
);

test("keeps variables, folders, disabled entries and inherited auth", () => {
  const { operations, skipped } = read(shop);
  const [order, ping, open] = operations;
  assert.deepEqual(
    [order?.servers, order?.path, order?.method],
    [["https://shop.example/v1"], "/orders/{orderId}", "GET"],
  );
  assert.deepEqual(order?.folders, ["Orders"]);
  assert.deepEqual(order.auth, { scheme: "apiKey", in: "header", name: "X-Key", environment: "SHOP_API_KEY" });
  assert.deepEqual(
    order.parameters.map(({ name, in: place, required, example, disabled }) => [
      name,
      place,
      required,
      example,
      disabled,
    ]),
    [
      ["orderId", "path", true, "42", undefined],
      ["full", "query", true, "true", undefined],
      ["page", "query", false, "2", true],
      ["X-Trace", "header", false, "t-1", undefined],
      ["X-Old", "header", false, "1", true],
    ],
  );
  assert.deepEqual(
    [ping?.servers, ping?.path, ping?.auth.scheme],
    [["https://status.shop.example"], "/ping", "bearer"],
  );
  assert.equal(open?.auth.scheme, "none");
  assert.deepEqual(skipped, [{ name: "Empty", reason: "has neither a request nor items" }]);
  assert.doesNotMatch(JSON.stringify(operations), /secret-1/);
});

test("of version 2.0 is read too", () => {
  const old = collection(
    [
      {
        name: "A",
        request: {
          method: "POST",
          url: "http://x.example/a?q=1%202",
          header: "X-A: b\nContent-Type: application/json",
          body: { mode: "raw", raw: `{"id": {{id}}, "n": 1.5}` },
        },
      },
    ],
    {
      info: { name: "Old", schema: "https://schema.getpostman.com/json/collection/v2.0.0/collection.json" },
      auth: { type: "apikey", apikey: { key: "k", in: "query" } },
    },
  );
  const operation = one(old);
  assert.deepEqual(operation.auth, { scheme: "apiKey", in: "query", name: "k", environment: "OLD_API_KEY" });
  assert.deepEqual(
    operation.parameters.map(({ name, example }) => [name, example]),
    [
      ["q", "1 2"],
      ["X-A", "b"],
    ],
  );
  assert.deepEqual(operation.body?.kind === "json" ? operation.body.schema.properties?.["n"] : undefined, {
    type: "number",
  });
});

test("may lie in a wrapper or a list", () => {
  assert.equal(read({ collection: collection([createUsers()]) }).operations.length, 1);
  assert.equal(read([createUsers(), createUsers()]).operations[1]?.id, "c-json:create-users-2");
});

test("keeps urlencoded, GraphQL and raw bodies", () => {
  const bodies = [
    { mode: "urlencoded", urlencoded: [{ key: "a", value: "1" }] },
    { mode: "graphql", graphql: { query: "{ me }", variables: `{"x":1}` } },
    { mode: "raw", raw: "<a/>", options: { raw: { language: "xml" } } },
    { mode: "file" },
  ];
  const { operations } = read(
    collection(
      bodies.map((body, index) => ({
        name: `b${index}`,
        request: { method: "POST", url: "https://x.example/", body },
      })),
    ),
  );
  assert.deepEqual(
    operations.map(({ body }) => body?.kind),
    ["urlencoded", "json", "raw", "raw"],
  );
});
