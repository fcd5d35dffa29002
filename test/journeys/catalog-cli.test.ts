import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { z } from "zod";

import { errorSchema, freshData, type Ran, rollcallHere, startServer } from "./rollcall.ts";

const imported = z.object({
  api: z.string(),
  title: z.string(),
  operations: z.number(),
  repaired: z.array(z.object({ operation: z.string(), what: z.string() })),
  skipped: z.array(z.object({ name: z.string(), reason: z.string() })),
});
const listed = z.array(
  z.strictObject({ id: z.string(), api: z.string(), method: z.string(), path: z.string(), name: z.string() }),
);
const called = z.object({
  request: z.object({ url: z.string(), headers: z.record(z.string(), z.string()) }),
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  match: z.object({ state: z.string() }),
});

const item = JSON.stringify({
  name: "Create users",
  request: {
    method: "POST",
    header: [],
    body: {
      mode: "formdata",
      formdata: [
        { key: "action", value: "create" },
        { key: "user_info", value: `{"email":"x@acme.test","type":1}` },
      ],
    },
    url: { raw: "{{baseUrl}}/users", host: ["{{baseUrl}}"], path: ["users"] },
  },
});

const makeApi =
  (data: string) =>
  async (args: readonly string[], input = ""): Promise<Ran> =>
    await rollcallHere(["api", ...args, "--data", data], input);

const callsThrough = async (data: string): Promise<void> => {
  const api = makeApi(data);
  const made = await api(["call", "create-users", "--set", "body.user_info.email=kim@acme.test", "--json"]);
  assert.equal(made.code, 0, made.stderr + made.stdout);
  const first = called.parse(JSON.parse(made.stdout));
  assert.deepEqual([first.status, first.match.state, first.request.headers["Authorization"]], [201, "unknown", "***"]);
  const again = await api(["call", "zoom:userCreate", "--set", "body.user_info.email=kim@acme.test"]);
  assert.equal(again.code, 1);
  assert.match(
    again.stdout,
    /Authorization: \*\*\*\n[^]*HTTP 409 in \d+ ms \(emulator\)\n[^]*1005[^]*matches what is documented/,
  );
  // SCIM is beside /v2. The account has no SSO, and the emulator says so in SCIM's own words.
  const scim = called.parse(JSON.parse((await api(["call", "zoom:userSCIM2List", "--json"])).stdout));
  assert.match(scim.request.url, /^http:\/\/[^/]+\/scim2\/Users$/);
  assert.deepEqual([scim.status, scim.match.state], [400, "matches"]);
  assert.match(scim.headers["content-type"] ?? "", /^application\/scim\+json/);
};

const wholeWay = async (): Promise<void> => {
  const data = freshData();
  const api = makeApi(data);
  const ran = await api(["import", "-", "--json"], item);
  const summary = imported.parse(JSON.parse(ran.stdout));
  assert.deepEqual(
    [summary.api, summary.title, summary.operations, summary.skipped],
    ["create-users", "Create users", 1, []],
  );
  assert.match(summary.repaired[0]?.what ?? "", /sent as JSON/);
  assert.ok(existsSync(join(data, "apis/create-users.json")));

  const all = listed.parse(JSON.parse((await api(["list", "--json"])).stdout));
  assert.ok(all.some(({ id, method, path }) => id === "zoom:userCreate" && method === "POST" && path === "/users"));
  const own = listed.parse(JSON.parse((await api(["list", "--api", "create-users", "--json"])).stdout));
  assert.deepEqual(
    own.map(({ id }) => id),
    ["create-users:create-users"],
  );
  const found = listed.parse(JSON.parse((await api(["search", "creat", "usr", "--json"])).stdout));
  assert.ok(found.slice(0, 3).some(({ id }) => id === "zoom:userCreate"));
  assert.match(
    (await api(["show", "zoom:userCreate"])).stdout,
    /label Light[^]*user_info\.email +string \(email\) +required[^]*HTTP 409 +1005/,
  );
  await callsThrough(data);

  assert.match(
    (await api(["export", "zoom:userCreate", "--format", "curl"])).stdout,
    /^curl [^]*Bearer \$ZOOM_ACCESS_TOKEN/,
  );
  const file = join(data, "zoom.json");
  assert.equal((await api(["export", "zoom", "--format", "openapi", "--out", file])).code, 0);
  assert.match(readFileSync(file, "utf8"), /"openapi": ?"3\.1\.0"/);
  assert.equal(
    imported.parse(JSON.parse((await api(["import", file, "--name", "copy", "--json"])).stdout)).api,
    "copy",
  );
};

suite("the catalog on the command line", { concurrency: 2 }, () => {
  test("a pasted Postman item is imported, found, shown, called and exported", wholeWay);

  test("a running server's emulator is called", async (t) => {
    const data = freshData();
    await startServer(t, ["--data", data, "--empty"]);
    await makeApi(data)(["import", "-"], item);
    await callsThrough(data);
  });

  test("--as-saved keeps the form", async () => {
    const data = freshData();
    const ran = await makeApi(data)(["import", "-", "--as-saved", "--json"], item);
    assert.deepEqual(imported.parse(JSON.parse(ran.stdout)).repaired, []);
    assert.match((await makeApi(data)(["show", "create-users"])).stdout, /multipart\/form-data/);
  });

  test("what cannot be imported is one line and leaves nothing behind", async () => {
    const data = freshData();
    const ran = await makeApi(data)(["import", "-", "--json"], "<!doctype html><p>Sign in</p>");
    assert.equal(ran.code, 2);
    const { error } = errorSchema.parse(JSON.parse(ran.stderr));
    assert.deepEqual(
      [error.code, error.message],
      ["RC_CATALOG_DOCUMENT", "standard input is an HTML page, not an API document"],
    );
    assert.equal(existsSync(data), false);
  });

  test("a stored document that was edited into nonsense is named", async () => {
    const data = freshData();
    const api = makeApi(data);
    await api(["import", "-"], item);
    writeFileSync(join(data, "apis/create-users.json"), "{}");
    const ran = await api(["list"]);
    assert.equal(ran.code, 2);
    assert.match(ran.stderr, /apis\/create-users\.json is not what/);
  });
});
