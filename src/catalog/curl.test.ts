import assert from "node:assert/strict";
import { test } from "node:test";

import { importApi, type Operation } from "./index.ts";

const read = (text: string): Operation => {
  const [operation] = importApi([{ name: "pasted", text }]).operations;
  assert.ok(operation);
  return operation;
};

test("a pasted curl command becomes an operation; its secret is not kept", () => {
  const operation = read(`curl -sSL -XPOST 'https://api.example.com/v1/things?dry=true' \\
  -H "Authorization: Bearer abc123" -H 'X-Team: "red"' \\
  --data-raw $'{"name":"O\\'Brien","n":1}' | jq .`);
  assert.deepEqual(
    [operation.method, operation.servers, operation.path],
    ["POST", ["https://api.example.com"], "/v1/things"],
  );
  assert.deepEqual(operation.auth, { scheme: "bearer", environment: "CURL_ACCESS_TOKEN" });
  assert.deepEqual(
    operation.parameters.map(({ name, example }) => [name, example]),
    [
      ["dry", "true"],
      ["X-Team", `"red"`],
    ],
  );
  assert.equal(operation.body?.kind === "json" ? operation.body.example : "", `{"name":"O'Brien","n":1}`);
  assert.doesNotMatch(JSON.stringify(operation), /abc123/);
});

test("forms, users, -G and --json", () => {
  const upload = read(`curl -u me:pw -F file=@photo.png -F 'note=hi;type=text/plain' https://x.example/up`);
  assert.deepEqual([upload.method, upload.auth.scheme], ["POST", "basic"]);
  assert.deepEqual(upload.body?.kind === "multipart" ? upload.body.fields.map(({ name, kind }) => [name, kind]) : [], [
    ["file", "file"],
    ["note", "text"],
  ]);
  const got = read(`curl -G https://x.example/s --data-urlencode 'q=a b' -d n=1`);
  assert.deepEqual(
    [got.method, got.parameters.map(({ name, example }) => [name, example])],
    [
      "GET",
      [
        ["q", "a b"],
        ["n", "1"],
      ],
    ],
  );
  assert.equal(read(`curl --json '{"a":1}' x.example/j`).body?.kind, "json");
  assert.equal(read(`curl x.example`).method, "GET");
});

test("one whose lines end without a backslash, and whose form Zoom takes as JSON, is mended and says so", () => {
  const operation = read(
    `curl -X POST\n\t-H "Content-Type: multipart/form-data"\n\t--form 'action=create'\n\t--form 'user_info=create{"email":"a@b.test","type":1}'\nhttps://api.zoom.us/v2/users`,
  );
  assert.equal(
    operation.body?.kind === "json" ? operation.body.example : "",
    `{"action":"create","user_info":{"email":"a@b.test","type":1}}`,
  );
  assert.equal(operation.repairs.length, 2);
});
