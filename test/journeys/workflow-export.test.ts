import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { z } from "zod";

import { createEmulator } from "#emulator";
import { openSandbox } from "#sandbox";

import { freshData, repository, rollcall } from "./rollcall.ts";

const template = (name: string): string => join(repository, "examples", "workflows", `${name}.yaml`);

test("the exported template, run as Pipedream's components are, makes a user in the emulator", async () => {
  const data = freshData();
  const exported = await rollcall([
    "workflow",
    "export",
    template("zoom-create-user"),
    "--as",
    "pipedream",
    "--data",
    data,
  ]);
  assert.equal(exported.code, 0, exported.stderr);
  await using emulator = await createEmulator();
  await using sandbox = openSandbox();
  const { token } = emulator.account;
  const run = async (email: string) => {
    const result = await sandbox.run({
      source: exported.stdout,
      params: {},
      auths: { zoom_admin: { oauth_access_token: token } },
      steps: { trigger: { event: { body: { email, first_name: "Mona", last_name: "Reyes", type: 1 } } } },
      http: async ({ url, method, headers, body }) => {
        assert.ok(url.startsWith("https://api.zoom.us/v2/"), url);
        const answer = await emulator.fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
        return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
      },
    });
    assert.ok(result.ok, JSON.stringify(result));
    const { respond } = result;
    return { status: respond?.status, body: z.record(z.string(), z.unknown()).parse(respond?.body) };
  };
  const made = await run("mona.reyes@acme.test");
  assert.equal(made.status, 201);
  assert.equal(made.body["outcome"], "created");
  const found = await emulator.fetch(`https://api.zoom.us/v2/users/${String(made.body["id"])}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  assert.equal(z.object({ email: z.string() }).parse(await found.json()).email, "mona.reyes@acme.test");
  const again = await run("mona.reyes@acme.test");
  assert.deepEqual([again.status, again.body["error"]], [409, "exists"]);
});

test("the command: a file, what is refused, what is left out", async () => {
  const data = freshData();
  const out = join(data, "..", "leaver.json");
  const made = await rollcall([
    "workflow",
    "export",
    template("leaver"),
    "--as",
    "conductor",
    "--out",
    out,
    "--data",
    data,
  ]);
  assert.equal(made.code, 0, made.stderr);
  assert.match(made.stderr, /not executed here/);
  assert.equal(made.stdout, `${out}\n`);
  const { workflow, tasks } = z
    .object({ workflow: z.object({ name: z.string() }), tasks: z.array(z.unknown()) })
    .parse(JSON.parse(readFileSync(out, "utf8")));
  assert.deepEqual([workflow.name, tasks.length], ["leaver", 2]);
  await rollcall(["workflow", "deploy", template("leaver"), "--data", data]);
  const deployed = await rollcall(["workflow", "export", "leaver", "--as", "conductor", "--data", data]);
  assert.equal(deployed.stdout, readFileSync(out, "utf8"), deployed.stderr);
  const refused = await rollcall(["workflow", "export", template("new-hire"), "--as", "conductor", "--data", data]);
  assert.equal(refused.code, 2);
  assert.equal(refused.stdout, "");
  assert.match(refused.stderr, /^invite: .*\naccepted: .*\ngroup: .*\n.*--partial/m);
  const partial = await rollcall([
    "workflow",
    "export",
    template("new-hire"),
    "--as",
    "conductor",
    "--partial",
    "--data",
    data,
  ]);
  assert.equal(partial.code, 0, partial.stderr);
  assert.match(partial.stderr, /left out accepted: .*event/);
  assert.match(partial.stdout, /"type": "SIMPLE"/);
});
