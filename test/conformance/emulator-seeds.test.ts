import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { assertRefused, bothHosts, dig, type Host, type Reply, type Stage } from "./hosts.ts";

const folder = "../shared/seeds";
const near = existsSync(folder) ? folder : `../${folder}`;
const skip = existsSync(near) ? false : `${folder} is not beside the repository`;

/** The parts of the curl line that a sample prints: `--form 'name=value'`. */
const formOf = (file: string): readonly (readonly [string, string])[] =>
  [...readFileSync(file, "utf8").matchAll(/--form '(\w+)=([^\n]*)'$/gm)].map(([, name = "", value = ""]) => [
    name,
    value,
  ]);

/** The body as curl sends it for those parts, and its content type. */
const asCurl = (parts: readonly (readonly [string, string])[]) => {
  const boundary = "------------------------d74496d66958873e";
  const body = parts
    .map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .join("");
  return {
    body: `${body}--${boundary}--\r\n`,
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
  };
};

const post = (stage: Stage, parts: readonly (readonly [string, string])[]): Promise<Reply> =>
  stage.call("POST", "/v2/users", asCurl(parts));

const lastHint = async (stage: Stage): Promise<string> =>
  String(dig(await stage.control("GET", "/requests?limit=1"), 0, "hint"));

const samples = skip === false ? globSync(`${near}/00[0-2]_*.txt`) : [];

const refusesForm = async (host: Host): Promise<void> => {
  assert.equal(samples.length, 3);
  for (const file of samples) {
    await using stage = await host.open({ account: { preset: "business" } });
    const parts = formOf(file);
    assert.deepEqual(
      parts.map(([name]) => name),
      ["action", "user_info"],
      file,
    );
    const reply = await post(stage, parts);
    assertRefused(reply, 415, 300, "Unsupported Content Type");
    assert.match(reply.headers.get("x-rollcall-hint") ?? "", /multipart\/form-data.*JSON/);
    assert.match(await lastHint(stage), /multipart\/form-data.*JSON/);
  }
};

const acceptsForm = async (host: Host): Promise<void> => {
  for (const file of samples) {
    await using stage = await host.open({ account: { preset: "business", switches: { multipart: "accept" } } });
    const parts = formOf(file);
    const glued = await post(stage, parts);
    assertRefused(glued, 400, 300, "Request Body should be a valid JSON object.");
    const hint = glued.headers.get("x-rollcall-hint") ?? "";
    assert.match(hint, /user_info begins with .ssoCreate/);
    assert.ok(!hint.includes("consectetur"), "a hint quotes no password");
    assert.match(await lastHint(stage), /repeated the value of action/);
    const info = parts[1]?.[1].replace(/^ssoCreate/, "") ?? "";
    const invalid = await post(stage, [
      ["action", "ssoCreate"],
      ["user_info", info],
    ]);
    assertRefused(invalid, 400, 300, "Validation Failed.");
    assert.deepEqual(dig(invalid.body, "errors"), [{ field: "user_info.email", message: "Invalid field." }]);
    const corrected = info.replace("et qui reprehenderit", "mona@acme.test");
    const reply = await post(stage, [
      ["action", "ssoCreate"],
      ["user_info", corrected],
    ]);
    assert.deepEqual([reply.status, dig(reply.body, "first_name")], [201, "nostrud enim"], reply.text);
  }
};

const readsOtherForms = async (host: Host): Promise<void> => {
  await using stage = await host.open({ account: { preset: "business", switches: { multipart: "accept" } } });
  const form = new FormData();
  form.set("action", "create");
  form.set("user_info", '{"email":"mona@acme.test","type":1}');
  assert.equal((await stage.call("POST", "/v2/users", { body: form })).status, 201);
  assertRefused(await post(stage, [["action", "create"]]), 400, 300, "Validation Failed.");
  assertRefused(await post(stage, [["user_info", "{}"]]), 400, 300, "Validation Failed.");
  assertRefused(
    await post(stage, [
      ["action", "create"],
      ["user_info", "[]"],
    ]),
    400,
    300,
  );
  const headers = { "content-type": "multipart/form-data" };
  assertRefused(await stage.call("POST", "/v2/users", { body: "no parts", headers }), 400, 300);
};

/** The JSON form that seeds 003 (reference) and 004 (axios) describe. */
const takesJson = async (host: Host): Promise<void> => {
  const [reference = "", workflow = ""] = globSync(`${near}/00[34]_*.txt`)
    .toSorted()
    .map((file) => readFileSync(file, "utf8"));
  await using stage = await host.open({ account: { preset: "business" } });
  const required = [...reference.matchAll(/^(\S+) (?:Object|String|Integer) Yes$/gm)].map(([, name]) => name);
  assert.deepEqual(required, ["user_info.email", "user_info.type", "action"]);
  assert.match(workflow, /"Content-Type": "application\/json"/);
  for (const action of ["create", "autoCreate", "ssoCreate"]) {
    const info = {
      email: `${action}@acme.test`,
      type: 1,
      first_name: "Mona",
      last_name: "Reyes",
      password: "Rehearsal-2026",
    };
    assert.equal((await stage.create(action, info)).status, 201, action);
  }
};

for (const host of bothHosts) {
  test(`the samples' multipart form is refused with a hint (${host.name})`, { skip }, () => refusesForm(host));
  test(
    `with multipart accepted, the corrected form is taken and the doubled value explained (${host.name})`,
    { skip },
    () => acceptsForm(host),
  );
  test(`other forms, whole and broken (${host.name})`, () => readsOtherForms(host));
  test(`the JSON form of the reference is taken (${host.name})`, { skip }, () => takesJson(host));
}
