import assert from "node:assert/strict";

import { knownOperations, operations } from "#zoom";

import { assertRefused, dig, onBothHosts } from "./hosts.ts";

const emulated = new Set(operations.map(({ id }) => id));

onBothHosts("every known operation is answered or says 501 with its id", async (host) => {
  await using stage = await host.open({ account: { switches: { limits: "off" } } });
  assert.ok(operations.every(({ id }) => knownOperations.some(([, , known]) => known === id)));
  for (const [method, path, id] of knownOperations) {
    const real = path.replaceAll(/\{\w+\}/g, "xyz");
    const reply = await stage.call(method, real.startsWith("/scim2") ? real : `/v2${real}`);
    if (emulated.has(id)) assert.notEqual(reply.status, 501, `${method} ${path}`);
    else {
      assertRefused(reply, 501, 501);
      assert.ok(String(dig(reply.body, "message")).includes(`(${id})`), reply.text);
    }
  }
});

const unknown = [
  ["GET", "/v2"],
  ["GET", "/v2/"],
  ["GET", "/v3/users"],
  ["GET", "/users"],
  ["GET", "/v2/people"],
  ["PUT", "/v2/users"],
  ["POST", "/v2/users/xyz"],
  ["GET", "/v2/users/xyz/nothing"],
  ["GET", "/v2/users/xyz/settings/more/and/more"],
  ["GET", "/v2/scim2/Users"],
  ["GET", "/scim2/People"],
  ["GET", "/oauth/token"],
  ["GET", "/favicon.ico"],
  ["OPTIONS", "/v2/users"],
] as const;

onBothHosts("what Zoom does not have is 2300, with a token or without", async (host) => {
  await using stage = await host.open();
  for (const [method, path] of unknown)
    for (const token of [stage.token, null]) {
      const reply = await stage.call(method, path, { token });
      assertRefused(reply, 404, 2300, "This API endpoint is not recognized.");
      assert.ok(reply.headers.get("x-rollcall-hint")?.includes(path), path);
    }
});

onBothHosts("doubled slashes are accepted; words that are paths are users where they cannot be paths", async (host) => {
  await using stage = await host.open();
  for (const path of ["//v2/users", "//v2//users", "/v2/users/", "/v2//users//me"])
    assert.equal((await stage.call("GET", path)).status, 200, path);
  assert.equal((await stage.create("create", { email: "a@acme.test", type: 1 })).status, 201);
  assertRefused(await stage.call("DELETE", "/v2/users/email"), 404, 1001, "User does not exist: email.");
  assertRefused(
    await stage.call("PATCH", "/v2/users/summary", { json: {} }),
    404,
    1001,
    "User does not exist: summary.",
  );
});
