import assert from "node:assert/strict";
import { after, test } from "node:test";

import type { CodeAnswer, CodeLimits, CodeRequest, CodeTask, JsonValue } from "./code-task.ts";
import { openSandbox } from "./sandbox.ts";
import { makeTokenHandles } from "./token-handles.ts";

const sandbox = openSandbox({ maxWorkers: 2 });
after(() => sandbox.close());

const never = () => new Promise<CodeAnswer>(() => undefined);
const nothing = async (): Promise<CodeAnswer> => ({ error: "no network here" });
const run = (source: string, more: Partial<CodeTask> = {}) =>
  sandbox.run({ source, params: {}, steps: {}, auths: {}, http: nothing, ...more });

const value = async (source: string, more: Partial<CodeTask> = {}): Promise<JsonValue> => {
  const result = await run(source, more);
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
};
const failed = async (source: string, limits: CodeLimits = {}, more: Partial<CodeTask> = {}) => {
  const result = await run(source, { limits, ...more });
  assert.ok(!result.ok, JSON.stringify(result));
  return result.error;
};

/** An HTTP host that notes what it is asked. */
const answering = (answer: CodeAnswer) => {
  const requests: CodeRequest[] = [];
  const http = async (request: CodeRequest): Promise<CodeAnswer> => {
    requests.push(request);
    return answer;
  };
  return { requests, http };
};

/** A step in the older style of Pipedream: an arrow function of params and auths, its user info as a text. */
const olderStep = `async (params, auths) => {
//See the API docs
const config = {
  method: "post",
  url: \`https://api.zoom.us/v2/users\`,
  data: {
    action: params.action,
    user_info: typeof params.user_info == 'undefined' ? params.user_info : JSON.parse(params.user_info)
    },
  headers: {
    Authorization: \`Bearer \${auths.zoom_admin.oauth_access_token}\`,
    "Content-Type": "application/json"
  }
}
return await require("@pipedreamhq/platform").axios(this, config)
}`;

test("an older Pipedream step sends what it says, with a handle for a token", async () => {
  const { requests, http } = answering({ status: 201, headers: {}, body: '{"id":"u1"}' });
  const handles = makeTokenHandles({ zoom_admin: ["api.zoom.us"] });
  const params = { action: "create", user_info: '{"email":"ada@acme.test","type":1}' };
  const made = await value(olderStep, {
    params,
    auths: handles.auths,
    http,
  });
  assert.deepEqual(made, { id: "u1" });
  const [request] = requests;
  assert.ok(request !== undefined);
  assert.deepEqual(handles.ownerOf(request), { owner: "zoom_admin" });
  assert.deepEqual(JSON.parse(request.body ?? ""), {
    action: "create",
    user_info: { email: "ada@acme.test", type: 1 },
  });
});

test("user info that is an object already says what is wrong", async () => {
  const error = await failed(
    olderStep,
    {},
    { params: { user_info: { email: "a" } }, auths: { zoom_admin: { oauth_access_token: "h" } } },
  );
  assert.deepEqual([error.kind, error.name], ["thrown", "SyntaxError"]);
  assert.match(error.message, /given an object.*JSON string/);
});

test("a handle goes to its account's hosts and into headers only", () => {
  const handles = makeTokenHandles({ acme: ["api.zoom.us"], other: ["api.zoom.us"] });
  const handle = handles.auths["acme"]?.oauth_access_token ?? "";
  const base = { method: "GET", url: "https://api.zoom.us/v2", headers: { a: `Bearer ${handle}` } };
  assert.deepEqual(handles.ownerOf(base), { owner: "acme" });
  assert.deepEqual(handles.ownerOf({ ...base, headers: {} }), { owner: undefined });
  for (const wrong of [
    { ...base, url: "https://evil.example/" },
    { ...base, url: "https://api.zoom.us.evil.example/" },
    { ...base, url: "https://api.zoom.us:444/" },
    { ...base, url: `https://api.zoom.us/${handle}`, headers: {} },
    { ...base, headers: {}, body: handle },
    { ...base, headers: { ...base.headers, b: handles.auths["other"]?.oauth_access_token ?? "" } },
  ])
    assert.ok("error" in handles.ownerOf(wrong), wrong.url);
});

test("a component: steps, props, auths, exports, respond, logs", async () => {
  const result = await run(
    `import { axios } from "@pipedreamhq/platform";
     export default defineComponent({
       props: { greeting: { type: "string" } },
       async run({ steps, $ }) {
         console.log("hello", { a: 1 }); console.error("oh");
         $.export("double", steps.trigger.n * 2);
         await $.respond({ status: 201, body: { ok: true } });
         const answer = await axios($, { url: "https://x.test/y", params: { q: "a b" } });
         await new Promise((resolve) => setTimeout(resolve, 5));
         return [this.greeting, this.zoom.$auth.oauth_access_token, answer];
       },
     })`,
    {
      params: { greeting: "hi" },
      steps: { trigger: { n: 21 } },
      auths: { zoom: { oauth_access_token: "h" } },
      http: async ({ url }) => ({ status: 200, headers: {}, body: url }),
    },
  );
  assert.deepEqual(result, {
    ok: true,
    value: ["hi", "h", "https://x.test/y?q=a%20b"],
    exports: { double: 42 },
    respond: { status: 201, body: { ok: true } },
    logs: [
      { level: "log", text: 'hello {"a":1}' },
      { level: "error", text: "oh" },
    ],
  });
});

test("a body with return, and an early exit", async () => {
  assert.equal(
    await value("const { n } = params; return n + steps.a.b;", { params: { n: 1 }, steps: { a: { b: 2 } } }),
    3,
  );
  const result = await run("$.export('a', 1); $.flow.exit('enough'); return 2");
  assert.ok(result.ok && result.exit === "enough" && result.value === null && result.exports["a"] === 1);
});

test("an answer that is an error is thrown with its status and data", async () => {
  const { http } = answering({ status: 409, headers: {}, body: '{"code":1005}' });
  const source = 'async () => await require("axios").get("https://x.test")';
  const error = await failed(source, {}, { http });
  assert.deepEqual(
    [error.status, error.data, error.message],
    [409, { code: 1005 }, "Request failed with status code 409"],
  );
  assert.match((await failed(source)).message, /no network here/);
});

test("hostile code is ended, said why, and the next task runs", async () => {
  const limits: CodeLimits = { cpuMs: 300, timeoutMs: 3000, maxMemoryBytes: 8 * 1_048_576, maxResultBytes: 1000 };
  const cases: [string, RegExp][] = [
    ["async () => { for (;;); }", /^timeout/],
    ["for (;;);", /^timeout/],
    ["async () => { for (;;) await 0; }", /^timeout/],
    [
      "async () => { const f = () => Promise.resolve().then(() => { f(); f(); }); f(); await new Promise(() => {}); }",
      /^(?:timeout|memory|thrown InternalError)/,
    ],
    ["async () => { const a = []; for (;;) a.push(new Array(1000).fill(7)); }", /^(?:memory|timeout)/],
    ["async () => 'x'.repeat(1 << 29)", /^(?:memory|thrown|result-size|timeout)/],
    ["async () => { const f = () => f() + 1; return f(); }", /^thrown.*(?:stack|call)/i],
    ["async () => 'x'.repeat(5000)", /^result-size/],
    ["async () => { await new Promise(() => {}); }", /^unsettled/],
    ["async () => { const a = {}; a.a = a; return a; }", /^thrown TypeError.*circular/],
    ["async () => { throw null; }", /^thrown/],
    ["async () => { throw { message: { toString: () => { throw 1; } } }; }", /^(?:thrown|unsettled)/],
    ["async (a { ", /^syntax/],
    ['import x from "fs"; export default () => 1', /^(?:syntax|thrown).*fs/],
    ["async () => require('node:fs')", /^thrown.*no package/],
    ["async () => process.exit(1)", /^thrown.*process/],
    ["async () => fetch('http://127.0.0.1')", /^thrown.*fetch/],
    ["export default 7", /^thrown TypeError.*neither/],
    ["async () => (function () { return this; })().constructor.constructor('return process')()", /^thrown.*process/],
    ["async () => { Object.prototype.toJSON = () => 'x'; return { a: 1 }; }", /^result-size/],
  ];
  for (const [source, expected] of cases) {
    const error = await failed(source, limits);
    assert.match(`${error.kind} ${error.name} ${error.message}`, expected, source);
    assert.equal(await value("async () => 1"), 1, `after ${source}`);
  }
});

test("what one task does to its world, the next does not see", async () => {
  await run("async () => { Array.prototype.map = () => 'bad'; globalThis.left = 1; JSON.stringify = () => '{}'; }");
  assert.deepEqual(await value("async () => [[1].map((n) => n + 1), typeof left]"), [[2], "undefined"]);
  const polluted = await value(`async () => JSON.parse('{"__proto__":{"polluted":1}}')`);
  assert.equal(Reflect.get({}, "polluted"), undefined);
  assert.ok(polluted !== null);
});

test("output and requests are bounded", async () => {
  const loud = await run("async () => { for (let i = 0; i < 1000; i++) console.log('x'.repeat(100)); }", {
    limits: { maxLogBytes: 1000 },
  });
  assert.ok(loud.ok && loud.logs.length < 15, `${loud.logs.length}`);
  assert.match(loud.logs.at(-1)?.text ?? "", /dropped/);
  const { requests, http } = answering({ status: 200, headers: {}, body: "" });
  const many = "async () => { for (let i = 0; i < 9; i++) await require('axios').get('https://x.test'); }";
  assert.match((await failed(many, { maxRequests: 3 }, { http })).message, /more than 3 requests/);
  assert.equal(requests.length, 3);
});

test("a wait for an answer has an end, and many tasks share few workers", async () => {
  const error = await failed(
    "async () => await require('axios').get('https://x.test')",
    { timeoutMs: 200 },
    { http: never },
  );
  assert.equal(error.kind, "timeout");
  const stop = new AbortController();
  const stopped = run("async () => await require('axios').get('https://x.test')", {
    signal: stop.signal,
    http: async () => {
      stop.abort();
      return await never();
    },
  });
  const ended = await stopped;
  assert.ok(!ended.ok && ended.error.name === "AbortError");
  const all = await Promise.all(Array.from({ length: 20 }, (_, n) => value("async ({ n }) => n", { params: { n } })));
  assert.deepEqual(
    all,
    Array.from({ length: 20 }, (_, n) => n),
  );
});
