import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { call, openServer } from "./workflow-server.ts";
import { repository } from "./rollcall.ts";

const folder = join(repository, "examples", "workflows");
const template = (name: string): string => readFileSync(join(folder, `${name}.yaml`), "utf8");
const names = ["leaver", "new-hire", "nightly-drift", "zoom-create-user", "zoom-http-task"];

test("all that ship are tested here", () => {
  assert.deepEqual(
    readdirSync(folder).toSorted(),
    names.map((name) => `${name}.yaml`),
  );
});

test("an HTTP task picked from the catalog: 201, and Zoom's own refusal", async (t) => {
  const server = await openServer(t);
  const url = await server.deploy(template("zoom-http-task"));
  const made = await call(url, { email: "mona.reyes@acme.test", first_name: "Mona", type: 1 });
  assert.equal(made.status, 201, made.text);
  assert.equal(made.body["first_name"], "Mona");
  const taken = await call(url, { email: "mona.reyes@acme.test", type: 1 });
  assert.equal(taken.status, 409);
  assert.equal(taken.body["code"], 1005);
});

test("a new hire: invited, waited for, grouped and licensed; then a leaver: deactivated and deleted", async (t) => {
  const server = await openServer(t);
  await server.control("seed", { groups: [{ name: "Sales" }] });
  const hire = await server.deploy(template("new-hire"));
  const email = "ola.nord@acme.test";
  const accepted = await call(hire, { email, first_name: "Ola", last_name: "Nord", group: "Sales", type: 2 });
  assert.equal(accepted.status, 202);
  const id = String(accepted.body["run"]);
  const mail = await call(`${server.url}/_rollcall/inbox/latest?to=${email}&wait=20s`);
  await server.control(`inbox/${String(mail.body["id"])}/open`, { password: "Rehearsal-2026" });
  const settled = await call(`${server.url}/api/runs/${id}/settled?wait_ms=30000`);
  assert.equal(settled.body["state"], "completed", settled.text);
  const run = await server.run(id);
  assert.deepEqual(run.steps.map(({ name, state }) => `${name} ${state}`).toSorted(), [
    "accepted completed",
    "group completed",
    "invite completed",
    "licence completed",
    "look completed",
    "notify skipped",
  ]);
  assert.ok((await server.users("active")).includes(email));

  const leave = await server.deploy(template("leaver").replace("for: 30d", "for: 1ms"));
  const left = await call(leave, { email });
  const gone = await call(`${server.url}/api/runs/${String(left.body["run"])}/settled?wait_ms=30000`);
  assert.equal(gone.body["state"], "completed", gone.text);
  for (const status of ["active", "inactive", "pending"])
    assert.ok(!(await server.users(status)).includes(email), status);
});

test("the nightly report compares a people file and changes nothing", async (t) => {
  const server = await openServer(t);
  const file = join(server.folder, "people.csv");
  writeFileSync(file, "Email,First name\nnew.person@acme.test,New\n");
  await server.deploy(template("nightly-drift"));
  const ran = await server.workflow("run", "nightly-drift", "--input", JSON.stringify({ file, notify_url: "" }));
  assert.equal(ran.code, 0, ran.stdout + ran.stderr);
  assert.match(ran.stdout, /"create": 1/);
  assert.ok(!(await server.users("pending")).includes("new.person@acme.test"));
});
