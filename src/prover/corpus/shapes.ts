import type { Operation, Schema } from "#catalog";

const text: Schema = { type: "string" };

const shared = {
  api: "corpus",
  servers: ["https://api.example.com"],
  errors: [],
  prerequisites: [],
  repairs: [],
  source: { kind: "built in", where: "the prover's corpus" },
  folders: [],
  answers: [],
} as const;

const bigIntegers: Operation = {
  ...shared,
  id: "corpus:bigIntegers",
  name: "Integers beyond 2^53, lists and a path in Unicode",
  method: "PATCH",
  path: "/größe/{店}/plans",
  parameters: [{ name: "店", in: "path", required: true, schema: text, example: "東京" }],
  body: {
    kind: "json",
    contentType: "application/json",
    schema: { type: "object" },
    example:
      '{"licence":576460752303423488,"codes":[72057594037927936,-1],"rate":0.25,"on":true,"off":null,"name":"Zoë","list":[{"a":[]}]}',
  },
  auth: { scheme: "apiKey", in: "header", name: "X-Api-Key", environment: "EXAMPLE_API_KEY" },
  answers: [
    {
      name: "ok",
      status: 200,
      headers: [],
      contentType: "application/json",
      schema: {
        type: "object",
        properties: {
          licence: { type: "integer" },
          codes: { type: "array", items: { type: "integer" } },
          any: { type: "any" },
        },
      },
    },
  ],
};

const token: Operation = {
  ...shared,
  id: "corpus:token",
  name: "A token for a form",
  method: "POST",
  path: "/oauth/token",
  parameters: [],
  body: {
    kind: "urlencoded",
    fields: [
      { name: "grant_type", kind: "text", required: true, schema: text, example: "account_credentials" },
      { name: "account id", kind: "text", required: true, schema: text, example: "a&b=c d+e" },
      { name: "unused", kind: "text", required: false, schema: text, example: "x", disabled: true },
    ],
  },
  auth: { scheme: "basic", userEnvironment: "EXAMPLE_CLIENT_ID", passwordEnvironment: "EXAMPLE_CLIENT_SECRET" },
  answers: [
    { name: "ok", status: 200, headers: [], body: '{"access_token":"abc","token_type":"bearer","expires_in":3599}' },
    { name: "bad", status: 400, headers: [], body: '{"error":"invalid_request","reason":"Bad account"}' },
  ],
};

const rawText: Operation = {
  ...shared,
  id: "corpus:rawText",
  name: "Plain text in, plain text out",
  method: "PUT",
  path: "/notes/{note id}",
  parameters: [
    { name: "note id", in: "path", required: true, schema: text, example: "a b/c" },
    { name: "X-Trace", in: "header", required: false, schema: text, example: 'it\'s 100% "quoted" $HOME `id` \\n' },
  ],
  body: {
    kind: "raw",
    contentType: "text/plain; charset=utf-8",
    example: "first line\nsecond\tline\r\n@/etc/hostname",
  },
  auth: { scheme: "apiKey", in: "query", name: "api key", environment: "EXAMPLE_API_KEY" },
  answers: [{ name: "ok", status: 200, headers: [], contentType: "text/plain", body: "stored" }],
};

const rootList: Operation = {
  ...shared,
  id: "corpus:rootList",
  name: "A list at the root, no credential",
  method: "GET",
  path: "/things",
  parameters: [{ name: "q[a]", in: "query", required: false, schema: text, example: "x" }],
  auth: { scheme: "none" },
  answers: [
    { name: "ok", status: 200, headers: [], body: '[{"id":1,"name":"one","tags":["a"],"price":1.5,"at":{"x":1}}]' },
  ],
};

const emptyPost: Operation = {
  ...shared,
  id: "corpus:emptyPost",
  name: "A POST without a body",
  method: "POST",
  path: "/ping",
  parameters: [],
  auth: { scheme: "bearer", environment: "EXAMPLE_TOKEN" },
  answers: [
    { name: "ok", status: 200, headers: [], contentType: "application/json", schema: text },
    { name: "bad", status: 500, headers: [], body: '{"error":{"code":"E_DOWN","message":"down"}}' },
  ],
};

const nested: Operation = {
  ...shared,
  id: "corpus:nested",
  name: "Records in records, lists, every type",
  method: "GET",
  path: "/people/{id}",
  parameters: [
    { name: "id", in: "path", required: true, schema: text, example: "jill.chill@example.com" },
    { name: "kind", in: "query", required: false, schema: { type: "integer" }, example: "100" },
  ],
  auth: { scheme: "bearer", environment: "EXAMPLE_TOKEN" },
  answers: [
    {
      name: "ok",
      status: 200,
      headers: [],
      contentType: "application/json",
      schema: {
        type: "object",
        properties: {
          id: text,
          first_name: text,
          type: { type: "integer" },
          verified: { type: "boolean" },
          ratio: { type: "number" },
          manager: {
            type: "object",
            properties: { email: text, address: { type: "object", properties: { city: text } } },
          },
          group_ids: { type: "array", items: text },
          attributes: { type: "array", items: { type: "object", properties: { key: text, value: text } } },
        },
      },
    },
  ],
};

const upload: Operation = {
  ...shared,
  id: "corpus:upload",
  name: "A file and a text in a form",
  method: "POST",
  path: "/people/{id}/picture",
  parameters: [{ name: "id", in: "path", required: true, schema: text, example: "me" }],
  body: {
    kind: "multipart",
    fields: [
      { name: "note", kind: "text", required: false, schema: text, example: "from 2026" },
      {
        name: "pic_file",
        kind: "file",
        required: true,
        schema: text,
        example: "a picture, as text",
        contentType: "image/png",
      },
    ],
  },
  auth: { scheme: "bearer", environment: "EXAMPLE_TOKEN" },
  answers: [
    {
      name: "Stored",
      status: 201,
      headers: [],
      contentType: "application/json",
      schema: { type: "object", properties: { id: text, added_at: text } },
    },
  ],
};

/** Request and answer shapes that Zoom's own operations do not show. */
export const shapeOperations: readonly Operation[] = [bigIntegers, emptyPost, nested, rawText, rootList, token, upload];
