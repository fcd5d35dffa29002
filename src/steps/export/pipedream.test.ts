import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";

import { createCatalog } from "#catalog";
import { type CodeRequest, type CodeTask, openSandbox } from "#sandbox";

import { exportWorkflow } from "./export-workflow.ts";

const sandbox = openSandbox({ maxWorkers: 1 });
after(() => sandbox.close());

const folder = join(import.meta.dirname, "../../../examples/workflows");
const pipedream = (text: string, partial = false) =>
  exportWorkflow({ name: "test.yaml", text }, { product: "pipedream", partial, catalog: createCatalog() });

type Json = CodeTask["params"][string];

/** Runs a component with a body; every call is answered by what `answer` says, 200 and the request's own body unless told. */
const run = async (source: string, body: Json, answer?: (request: CodeRequest) => { status: number; body: string }) => {
  const requests: CodeRequest[] = [];
  const event = { body, method: "POST" };
  const result = await sandbox.run({
    source,
    params: { secret_1: "s3cret" },
    steps: { trigger: { event, context: { id: "run-1" } } },
    auths: { zoom_admin: { oauth_access_token: "handle" } },
    http: async (request) => {
      requests.push(request);
      return { headers: {}, ...(answer?.(request) ?? { status: 200, body: request.body ?? "null" }) };
    },
  });
  return { result, requests };
};

/** A text as a definition writes it, and as an argument of a filter. */
const literal = (text: string): string => text.replaceAll("${", () => "$${");
const quoted = (text: string): string => `"${text.replaceAll(/[\\"]/g, (one) => `\\${one}`)}"`;

const nasty = [
  '"); globalThis.hacked = 1; ("',
  "`${globalThis.hacked = 1}`",
  "\\",
  "*/ //",
  "</script><!--",
  "\u2028\u2029\n\r\0",
  "__proto__",
  "constructor",
  "$$ $& $1",
  "'\"`",
  "\ud83d\ude00 é \u202e",
];

test("nasty texts get into a component as literals: as values, names of fields, labels and arguments", async () => {
  for (const text of nasty) {
    const written = JSON.stringify(text);
    const definition = {
      name: "w",
      account: text,
      steps: [
        {
          name: "a",
          type: "http",
          with: {
            method: "POST",
            url: "https://a.test/x",
            body: [
              literal(text),
              { [text]: 1, more: "${trigger.body.x}", other: `\${trigger.body.none | default: ${quoted(text)}}` },
            ],
            auth: { type: "bearer", credential: literal(text), header: "X-Key" },
          },
        },
        { name: "b", type: "lookup_user", with: { user: literal(text) } },
      ],
      output: { [text]: literal(text), body: "${steps.a.body}" },
    };
    const { text: source } = pipedream(JSON.stringify(definition));
    const { result, requests } = await run(source, { x: text });
    assert.ok(result.ok, `${written}: ${JSON.stringify(result)}\n${source}`);
    const [first, second] = requests;
    assert.deepEqual(
      JSON.parse(first?.body ?? ""),
      JSON.parse(
        JSON.stringify([
          text,
          Object.fromEntries([
            [text, 1],
            ["more", text],
            ["other", text],
          ]),
        ]),
      ),
      written,
    );
    assert.equal(first?.headers["X-Key"], "Bearer s3cret");
    assert.equal(second?.url, `https://api.zoom.us/v2/users/${encodeURIComponent(text)}`);
    assert.equal(second.headers["Authorization"], "Bearer handle");
    assert.ok(source.includes("maxRedirects: 0") && !source.includes("s3cret"));
  }
});

/** Two code steps, the first of which has this code. */
const twoCodeSteps = (code: string) =>
  JSON.stringify({
    name: "w",
    auths: { zoom_admin: "emulator" },
    steps: [
      { name: "a", type: "code", with: { code, params: { n: "${trigger.body.n}" } } },
      {
        name: "b",
        type: "code",
        when: "${steps.a.result.n | eq: 3}",
        with: { code: "return steps.a.result.n + steps.trigger.event.body.n;" },
      },
    ],
    output: "${steps.b.result}",
  });

test("a code step is taken over as it is, and cannot leave its place", async () => {
  const older = `async (params, auths) => {
  // as printed
  const text = \`two
  lines\`;
  return await require("@pipedreamhq/platform").axios(this, { method: "post", url: "https://api.zoom.us/v2/users", data: { text, ...params }, headers: { Authorization: \`Bearer \${auths.zoom_admin.oauth_access_token}\` } });
}`;
  const { text } = pipedream(twoCodeSteps(older));
  assert.ok(text.includes(older));
  const { result, requests } = await run(text, { n: 3 });
  assert.ok(result.ok, JSON.stringify(result));
  assert.equal(result.value, 6);
  assert.deepEqual(JSON.parse(requests[0]?.body ?? ""), { text: "two\n  lines", n: 3 });
  assert.equal(requests[0]?.headers["Authorization"], "Bearer handle");
  for (const code of [
    "1); globalThis.hacked = 1; (1",
    "}); globalThis.hacked = 1; (async function () {",
    "} async run2() {",
    "x <!-- y); globalThis.hacked = 1; (z",
    "1 /*\n*/ --> ); globalThis.hacked = 1; (",
    "with (steps) { n }",
    "export default defineComponent({})",
  ])
    assert.throws(() => pipedream(twoCodeSteps(code)), { code: "RC_STEPS_EXPORT" }, code);
});

test("branches, loops, error branches, retries and answers", async () => {
  const { text } = pipedream(`name: w
steps:
  - name: each
    type: for_each
    items: "\${trigger.body.people}"
    steps:
      - name: make
        type: create_user
        with: { email: "\${item.email}", type: "\${item.type}" }
        retry: { attempts: 3, delay: 1ms }
  - name: choose
    type: branch
    cases:
      - when: "\${steps.each.failed | gt: 0}"
        steps: [{ name: gone, type: lookup_user, with: { user: "\${trigger.body.people[0].email}" } }]
  - name: say
    type: respond
    with: { status: 207, body: { failures: "\${steps.each.failures}", found: "\${steps.gone.found}", n: "\${steps.each.succeeded} of \${steps.each.count}" } }
`);
  let limited = 1;
  const { result, requests } = await run(
    text,
    { people: [{ email: "a@b.c" }, { email: "d@e.f", type: 2 }] },
    ({ method, body = "" }) => {
      if (method === "GET") return { status: 404, body: '{"code":1001,"message":"no"}' };
      if (body.includes("a@b.c")) return { status: 409, body: '{"code":1005,"message":"taken"}' };
      if (limited-- > 0) return { status: 429, body: "{}" };
      return { status: 201, body: '{"id":"u","email":"d@e.f","type":2}' };
    },
  );
  assert.ok(result.ok, JSON.stringify(result));
  assert.equal(requests.length, 4);
  assert.deepEqual(JSON.parse(requests[0]?.body ?? ""), { action: "create", user_info: { email: "a@b.c", type: 1 } });
  assert.deepEqual(result.respond, {
    status: 207,
    headers: {},
    body: {
      failures: [{ index: 0, code: "exists", message: "taken", details: { status: 409 } }],
      found: false,
      n: "1 of 2",
    },
  });
});

test("what cannot be carried over is refused, or with --partial throws where it stood", async () => {
  const text = readFileSync(join(folder, "new-hire.yaml"), "utf8");
  assert.throws(() => pipedream(text), /\naccepted: a component cannot wait[^\n]*\ngroup: [^\n]*group_id/);
  const { text: source, gaps, notes } = pipedream(text, true);
  assert.equal(gaps.length, 2);
  assert.match(notes.join(), /not executed here/);
  assert.match(source, /^\/\/.*not executed here/);
  const { result } = await run(source, { email: "a@b.c" }, () => ({ status: 404, body: "{}" }));
  assert.ok(!result.ok);
});
