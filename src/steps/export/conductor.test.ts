import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

import { createCatalog } from "#catalog";
import { z } from "zod";

import { exportWorkflow } from "./export-workflow.ts";

const folder = join(import.meta.dirname, "../../../examples/workflows");
const template = (name: string): string => readFileSync(join(folder, `${name}.yaml`), "utf8");

const task = z.looseObject({
  name: z.string(),
  taskReferenceName: z.string(),
  type: z.string(),
  description: z.string().optional(),
  optional: z.boolean().optional(),
  inputParameters: z.record(z.string(), z.unknown()).default({}),
});
const exported = z.object({
  workflow: z.looseObject({
    name: z.string(),
    description: z.string(),
    tasks: z.array(task),
    outputParameters: z.unknown(),
    inputTemplate: z.unknown().optional(),
  }),
  tasks: z.array(z.looseObject({ name: z.string(), retryCount: z.number(), timeoutSeconds: z.number() })),
});

const conductor = (text: string, partial = false) => {
  const made = exportWorkflow({ name: "test.yaml", text }, { product: "conductor", partial, catalog: createCatalog() });
  return { ...made, ...exported.parse(JSON.parse(made.text)) };
};

const refusal = (text: string): string => {
  try {
    conductor(text);
  } catch (error) {
    assert.ok(error instanceof Error && "code" in error && error.code === "RC_STEPS_EXPORT", String(error));
    return error.message.split("\n").slice(1).join("\n");
  }
  return "";
};

const steps = (text: string): string => `name: w\nsteps:\n${text}`;

test("the leaver is carried over as a whole: two HTTP tasks around a WAIT, no token", () => {
  const { workflow, tasks, notes, text } = conductor(template("leaver"));
  assert.deepEqual(
    workflow.tasks.map(({ type, taskReferenceName }) => `${type} ${taskReferenceName}`),
    [
      "INLINE deactivate_value_1",
      "HTTP deactivate_ref",
      "WAIT keep_ref",
      "INLINE remove_value_1",
      "INLINE remove_value_2",
      "HTTP remove_ref",
    ],
  );
  assert.deepEqual(workflow.tasks[1]?.inputParameters["http_request"], {
    uri: "https://api.zoom.us/v2/users/${deactivate_value_1.output.result}/status",
    method: "PUT",
    headers: { Authorization: "Bearer ${workflow.secrets.zoom_token_emulator}" },
    accept: "application/json",
    contentType: "application/json",
    body: { action: "deactivate" },
  });
  assert.deepEqual(workflow.tasks[2]?.inputParameters, { duration: "30 days" });
  assert.deepEqual(
    tasks.map(({ name, retryCount, timeoutSeconds }) => ({ name, retryCount, timeoutSeconds })),
    [
      { name: "leaver_deactivate", retryCount: 2, timeoutSeconds: 300 },
      { name: "leaver_remove", retryCount: 2, timeoutSeconds: 300 },
    ],
  );
  assert.match(workflow.description, /not executed here/);
  assert.match(notes.join("\n"), /secret zoom_token_emulator[\s\S]*not executed here/);
  const names = [...text.matchAll(/"taskReferenceName": "(.*)"/g)].map(([, name]) => name);
  assert.equal(new Set(names).size, names.length);
});

test("what cannot be carried over is refused, one line a step", () => {
  assert.match(refusal(template("new-hire")), /^invite: .*found.*\naccepted: .*event.*\ngroup: .*group_id$/);
  assert.match(refusal(template("nightly-drift")), /^compare: people files/);
  assert.match(refusal(template("zoom-create-user")), /^create_user: its `on_error`.*\nanswer: .*outcome/);
  for (const [text, why] of [
    ["  - { name: a, type: code, with: { code: 'async () => 1' } }", "^a: code"],
    ['  - { name: a, type: http, with: { url: "https://a.test/${trigger.body.x | base64}" } }', 'filter "base64"'],
    ['  - { name: a, type: http, with: { url: "https://a.test", headers: { X-Api-Key: abc } } }', "secret"],
    ['  - { name: a, type: http, with: { url: "https://u:p@a.test" } }', "credentials"],
    ["  - { name: a, type: create_user, with: { email: a@b.c, password: Geheim123 } }", "secret"],
    ['  - { name: a, type: http, with: { url: "https://a.test", body: "$${x}" } }', "reference of its own"],
    ['  - { name: a, type: http, with: { url: "https://a.test", body: "${trigger.headers.a}" } }', "trigger.headers.a"],
    [
      '  - { name: a, type: for_each, items: "${trigger.body}", steps: [{ name: b, type: wait, with: { for: 1s } }] }',
      "stop_on_error",
    ],
    ['  - { name: a, type: http, with: { url: "https://a.test", auth: { type: hmac, credential: c } } }', "hmac"],
  ] as const)
    assert.match(refusal(steps(text)), new RegExp(why), text);
  assert.match(
    refusal(
      "name: w\ntrigger: { http: { auth: { type: bearer, credential: c } } }\nalert: { url: 'https://a.test' }\nsteps:\n  - { name: a, type: wait, with: { for: 1s } }",
    ),
    /^trigger: .*\nalert: /,
  );
});

test("--partial leaves a SIMPLE task that says what belongs there", () => {
  const { workflow, gaps } = conductor(template("nightly-drift"), true);
  const [compare] = workflow.tasks;
  assert.equal(compare?.type, "SIMPLE");
  assert.match(compare.description ?? "", /people files are compared by Rollcall/);
  assert.deepEqual(gaps, ["compare: people files are compared by Rollcall"]);
  assert.deepEqual(workflow.inputTemplate, { file: "people.csv", notify_url: "" });
});

test("branches, loops, decisions and other workflows become Conductor's operators", () => {
  const { workflow } = conductor(
    `name: w
steps:
  - name: choose
    type: branch
    cases:
      - when: "\${trigger.body.n | gt: 2 | and: trigger.body.ok}"
        steps: [{ name: a, type: wait, with: { until: "2030-01-02T03:04:05Z" } }]
      - when: "\${trigger.body.kind | in: 'x', 'y'}"
        steps: [{ name: b, type: approve, with: { message: "Hire \${trigger.body.name}?" } }]
    else: [{ name: c, type: workflow, with: { workflow: other, input: { n: "\${trigger.body.n}" } } }]
  - name: each
    type: for_each
    items: "\${trigger.body.people}"
    stop_on_error: true
    steps: [{ name: d, type: http, with: { url: "https://a.test/x", query: { q: "\${item.name}" }, auth: { type: bearer, credential: hr } }, on_error: continue }]
  - { name: answer, type: respond, with: { status: 201, body: { child: "\${steps.c.output}", run: "\${run.id}" } } }
`,
  );
  const [choose, each] = workflow.tasks;
  assert.equal(choose?.type, "SWITCH");
  const decide = (body: object): unknown => {
    const { expression } = z.object({ expression: z.string() }).parse(choose);
    const read = (reference: unknown): unknown => {
      const field = /^\$\{workflow\.input\.(\w+)\}$/.exec(String(reference))?.[1];
      return field === undefined ? reference : Object.entries(body).find(([name]) => name === field)?.[1];
    };
    const inputs = Object.entries(choose.inputParameters).map(([name, value]): [string, unknown] => [
      name,
      read(value),
    ]);
    return runInNewContext(expression, { $: Object.fromEntries(inputs) });
  };
  assert.equal(decide({ n: 3, ok: true }), "case_0");
  assert.equal(decide({ n: 3, ok: "", kind: "y" }), "case_1");
  assert.equal(decide({ n: 1, kind: "z" }), "else");
  const { decisionCases, defaultCase } = z
    .object({ decisionCases: z.record(z.string(), z.array(task)), defaultCase: z.array(task) })
    .parse(choose);
  assert.deepEqual(decisionCases["case_0"]?.[0]?.inputParameters, { until: "2030-01-02 03:05 GMT+00:00" });
  assert.equal(decisionCases["case_1"]?.[0]?.type, "HUMAN");
  assert.deepEqual(decisionCases["case_1"][0].inputParameters, { message: "Hire ${workflow.input.name}?" });
  assert.deepEqual(defaultCase[0]?.["subWorkflowParam"], { name: "other" });
  assert.equal(each?.type, "DO_WHILE");
  const [query, call] = z.array(task).parse(each["loopOver"]);
  assert.equal(query?.inputParameters["v0"], "${each_ref.output.loopItem.name}");
  assert.equal(call?.optional, true);
  assert.deepEqual(call.inputParameters["http_request"], {
    uri: "https://a.test/x?q=${d_value_1.output.result}",
    method: "GET",
    headers: { Authorization: "Bearer ${workflow.secrets.hr}" },
    accept: "application/json",
  });
  assert.deepEqual(workflow.outputParameters, {
    response: { status: 201, body: { child: "${c_ref.output.output}", run: "${workflow.workflowId}" } },
  });
});

test("an operation of the catalog becomes its request", () => {
  const { workflow } = conductor(
    steps(
      '  - { name: a, type: http, with: { operation: "zoom:user", values: { path.userId: "${trigger.body.id}", query.login_type: 100 } } }\n  - { name: b, type: http, when: "${steps.a.body.id | exists}", with: { operation: "zoom:userStatus", values: { path.userId: me }, body: { action: deactivate } } }',
    ),
  );
  assert.deepEqual(
    workflow.tasks.map(({ type }) => type),
    ["INLINE", "HTTP", "SWITCH"],
  );
  const request = z.looseObject({ uri: z.string() }).parse(workflow.tasks[1]?.inputParameters["http_request"]);
  assert.equal(request.uri, "https://api.zoom.us/v2/users/${a_value_1.output.result}?login_type=100");
  assert.equal(workflow.tasks[2]?.inputParameters["v0"], "${a_ref.output.response.body.id}");
});
