import assert from "node:assert/strict";
import { suite, test } from "node:test";

import type { Operation } from "#catalog";

import { planRequest } from "./request-plan.ts";
import { readValues } from "./values.ts";

const text = { type: "string" } as const;

const operation: Operation = {
  id: "test:change",
  api: "test",
  name: "Change",
  description: "Changes a thing. Now.",
  method: "PATCH",
  servers: ["https://api.example.com/v1/"],
  path: "/things/{id}/größe%20/{id}",
  folders: [],
  parameters: [
    { name: "id", in: "path", required: true, schema: text, example: "a/b ?" },
    { name: "mode", in: "query", required: true, schema: { type: "string", enum: ["full"] } },
    { name: "more", in: "query", required: false, schema: text },
    { name: "off", in: "query", required: true, schema: text, example: "x", disabled: true },
    { name: "X-One", in: "header", required: true, schema: text, example: "é\n1" },
    { name: "Authorization", in: "header", required: true, schema: text, example: "Bearer x" },
    { name: "Bad\r\nName", in: "header", required: true, schema: text, example: "x" },
  ],
  body: {
    kind: "json",
    contentType: "application/json",
    schema: {
      type: "object",
      properties: {
        plan: { type: "integer" },
        tags: { type: "array", items: text },
        user: { type: "object", properties: { email: text } },
      },
    },
    example: '{"plan":576460752303423488,"tags":["a"]}',
  },
  auth: { scheme: "bearer", environment: "A B$(x)" },
  answers: [{ name: "bad", status: 400, headers: [], body: '{"error":{"code":"E1","message":"no"}}' }],
  errors: [],
  prerequisites: [],
  source: { kind: "openapi", where: "test" },
  repairs: [],
};

suite("a request plan", () => {
  test("encodes what is foreign and leaves out what the client sets", () => {
    const plan = planRequest(operation);
    assert.equal(plan.target, "/things/a%2Fb%20%3F/gr%C3%B6%C3%9Fe%20/a%2Fb%20%3F?mode=full");
    assert.deepEqual(plan.headers, [
      ["Content-Type", "application/json"],
      ["X-One", "%C3%A9%0A1"],
    ]);
    assert.equal(plan.baseUrl, "https://api.example.com/v1");
    assert.deepEqual(plan.auth, { scheme: "bearer", environment: "A_B__x_" });
    assert.deepEqual(plan.error, { code: ["error", "code"], message: ["error", "message"] });
    assert.equal(plan.summary, "Changes a thing.");
    assert.equal(plan.body, '{"plan":576460752303423488,"tags":["a"]}');
  });

  test("takes values by their names, typed as the schema says", () => {
    const values = readValues(operation, [
      "body.plan=288230376151711744",
      "body.tags.1=b=c",
      "body.user.email=12",
      "path.id=7",
      "query.more=&",
      "query.off=on",
    ]);
    const plan = planRequest(operation, values);
    assert.equal(plan.body, '{"plan":288230376151711744,"tags":["a","b=c"],"user":{"email":"12"}}');
    assert.equal(plan.target, "/things/7/gr%C3%B6%C3%9Fe%20/7?mode=full&more=%26&off=on");
  });

  test("refuses what does not fit with RC_PROGRAMS_VALUE", () => {
    for (const setting of ["body.plan=x", "body.plan=1.5", "body.nope=1", "body.tags.5=x", "path.no=1", "nonsense"])
      assert.throws(
        () => planRequest(operation, readValues(operation, [setting])),
        { code: "RC_PROGRAMS_VALUE" },
        setting,
      );
    assert.throws(() => planRequest(operation, readValues(operation, ["path.id=.."])), { code: "RC_PROGRAMS_VALUE" });
  });
});

suite("forms", () => {
  test("are written as browsers write them", () => {
    const fields = [
      { name: 'a"\n', kind: "text", required: true, schema: text, example: "1 & 2" },
      {
        name: "f",
        kind: "file",
        required: true,
        schema: text,
        example: "--rollcall-form-boundary",
        contentType: "image/png",
      },
    ] as const;
    const multipart = planRequest({ ...operation, body: { kind: "multipart", fields } });
    assert.equal(
      multipart.body,
      '--rollcall-form-boundary-x\r\nContent-Disposition: form-data; name="a%22%0A"\r\n\r\n1 & 2\r\n' +
        '--rollcall-form-boundary-x\r\nContent-Disposition: form-data; name="f"; filename="f.txt"\r\n' +
        "Content-Type: image/png\r\n\r\n--rollcall-form-boundary\r\n--rollcall-form-boundary-x--\r\n",
    );
    const urlencoded = planRequest({ ...operation, body: { kind: "urlencoded", fields } });
    assert.equal(urlencoded.body, "a%22%0A=1+%26+2&f=--rollcall-form-boundary");
  });
});
