import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";

import { call, openServer } from "./workflow-server.ts";

/** A step in Pipedream's older style: it takes its user info as a text. */
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

const older = (userInfo: string): string => `
name: older
auths: { zoom_admin: emulator }
trigger: { http: {} }
steps:
  - name: create_user
    type: code
    with:
      params: { action: create, user_info: ${userInfo} }
      code: |
        ${olderStep.replaceAll("\n", "\n        ")}
    on_error:
      - name: wrong
        type: respond
        with: { status: 422, body: { code: "\${error.code}", message: "\${error.message}" } }
  - name: answer
    type: respond
    with: { status: 201, body: { id: "\${steps.create_user.result.id}", run: "\${run.id}" } }
`;

const ada = { email: "ada.king@acme.test", type: 1 };

test("an older Pipedream step, as it was printed: a text creates the user, an object says what is wrong", async (t) => {
  const server = await openServer(t);
  const url = await server.deploy(older('"${trigger.body.user_info}"'));
  const made = await call(url, { user_info: JSON.stringify(ada) });
  assert.equal(made.status, 201, made.text);
  assert.ok((await server.users("pending")).includes(ada.email));

  const run = await server.run(String(made.body["run"]));
  const attempts = run.steps.find(({ name }) => name === "create_user")?.attempts ?? [];
  const sent = attempts.flatMap(({ exchanges }) => exchanges).find(({ url: to }) => to.endsWith("/v2/users"));
  assert.equal(sent?.response?.status, 201, JSON.stringify(attempts));
  const kept = JSON.stringify(run);
  assert.ok(!kept.includes(server.ready.token) && !kept.includes("rollcall-handle-"), kept);

  const wrong = await call(url, { user_info: { ...ada, email: "eve@acme.test" } });
  assert.equal(wrong.status, 422, wrong.text);
  assert.equal(wrong.body["code"], "code_thrown");
  assert.match(String(wrong.body["message"]), /JSON\.parse was given an object.*pass this parameter as a JSON string/);

  const taken = await call(url, { user_info: JSON.stringify(ada) });
  assert.equal(taken.body["code"], "http_409", taken.text);
});

test("code reads earlier steps and the trigger; its handle goes nowhere else, and nor do private addresses", async (t) => {
  const server = await openServer(t);
  const url = await server.deploy(`
name: bounds
auths: { zoom_admin: emulator }
trigger: { http: {} }
steps:
  - { name: first, type: code, with: { code: "return { n: params.n + 1 }", params: { n: "\${trigger.body.n}" } } }
  - name: second
    type: code
    with:
      code: |
        const axios = require("axios");
        const said = async (url, headers) => axios.get(url, { headers }).then(() => "sent", (error) => error.message);
        const headers = { Authorization: \`Bearer \${auths.zoom_admin.oauth_access_token}\` };
        const { data } = await axios.get("https://api.zoom.us/v2/users", { headers });
        console.log("looked");
        return {
          n: steps.first.result.n + steps.trigger.event.body.n,
          users: data.total_records,
          elsewhere: await said("https://example.com/", headers),
          host: await said("https://zoom.us/oauth/token", headers),
          path: await said("https://api.zoom.us/elsewhere", headers),
          inside: await said("http://127.0.0.1:1/", {}),
        };
  - { name: answer, type: respond, with: { body: "\${steps.second.result}" } }
`);
  const { body, text } = await call(url, { n: 20 });
  const answer = z.record(z.string(), z.unknown()).parse(body);
  assert.deepEqual([answer["n"], typeof answer["users"]], [41, "number"], text);
  assert.match(String(answer["elsewhere"]), /zoom_admin may not go to example\.com/);
  assert.match(String(answer["host"]), /zoom_admin may not go to zoom\.us/);
  assert.match(String(answer["path"]), /for Zoom's API only/);
  assert.match(String(answer["inside"]), /127\.0\.0\.1/);
});

test("code that does not end is ended by the step's timeout, and the server goes on", async (t) => {
  const server = await openServer(t);
  const url = await server.deploy(`
name: endless
trigger: { http: {} }
steps:
  - name: spin
    type: code
    timeout: 2s
    with: { code: "await new Promise((resolve) => setTimeout(resolve, 600000))" }
    on_error: [{ name: over, type: respond, with: { status: 504, body: "\${error.code}" } }]
`);
  const over = await call(url, {});
  assert.deepEqual([over.status, over.text], [504, "timeout"]);
  const checked = await server.workflow("validate", "definition.yaml");
  assert.equal(checked.code, 0, checked.stderr);
});
