import assert from "node:assert/strict";

import { apiPath, operations, scimMedia } from "#zoom";

import { assertRefused, dig, onBothHosts, type Stage } from "./hosts.ts";

const pathOf = (path: string): string => apiPath(path.replace("{userId}", "nobody"));

/** A token of an app with these scopes and permissions. */
const tokenWith = async (stage: Stage, scopes: readonly string[], permissions?: readonly string[]): Promise<string> =>
  String(
    dig(await stage.control("POST", "/accounts/acc/apps", { scopes, ...(permissions && { permissions }) }), "token"),
  );

onBothHosts("a missing, malformed or unknown token is 401/124", async (host) => {
  await using stage = await host.open();
  for (const authorization of [
    "",
    "Bearer",
    "Bearer ",
    "Bearer nonsense",
    `Basic ${stage.token}`,
    stage.token,
    "Bearer a b",
  ]) {
    const reply = await stage.call("GET", "/v2/users", { token: null, headers: { authorization } });
    assertRefused(reply, 401, 124, "Invalid access token.");
  }
  assertRefused(await stage.call("GET", "/v2/users", { token: null }), 401, 124, "Invalid access token.");
  const lower = { authorization: `bearer ${stage.token}` };
  assert.equal((await stage.call("GET", "/v2/users", { token: null, headers: lower })).status, 200);
});

onBothHosts("each operation takes each of its scopes, and refuses others with its own list", async (host) => {
  await using stage = await host.open({ account: { accountId: "acc" } });
  for (const { method, path, scopes } of operations) {
    const call = async (given: readonly string[], permissions?: readonly string[]) =>
      stage.call(method, pathOf(path), { token: await tokenWith(stage, given, permissions) });
    for (const scope of [...scopes.classic, ...scopes.granular]) {
      const { status, code } = await call([scope]);
      assert.ok(status !== 401 && code !== 4711 && code !== 4700, `${method} ${path} with ${scope}`);
    }
    const named = scopes.granular.length > 0 ? scopes.granular : scopes.classic;
    const granular = `Invalid access token, does not contain scopes:[${named.join(", ")}].`;
    assertRefused(await call(["meeting:read:meeting:admin"]), 400, 4711, granular);
    assertRefused(await call([]), 400, 4711, granular);
  }
});

onBothHosts("an app with classic scopes gets 4700 and the classic list", async (host) => {
  await using stage = await host.open({ account: { accountId: "acc" } });
  const token = await tokenWith(stage, ["user:read:admin"]);
  assertRefused(
    await stage.create("create", { email: "a@acme.test", type: 1 }, { token }),
    400,
    4700,
    "Invalid access token, does not contain scopes:[user:write, user:write:admin].",
  );
  const writer = await tokenWith(stage, ["user:write:admin"]);
  assert.equal((await stage.call("GET", "/v2/users", { token: writer })).status, 200, "write implies read");
});

onBothHosts("each operation needs its role permission, where one is documented or assumed", async (host) => {
  await using stage = await host.open({ account: { accountId: "acc" } });
  for (const { method, path, scopes, permissions, media, errors } of operations) {
    if (permissions.length === 0) continue;
    const token = await tokenWith(stage, [...scopes.granular, ...scopes.classic], ["Dashboard:Read"]);
    const reply = await stage.call(method, pathOf(path), { token });
    if (media === scimMedia.type) {
      const { permission } = Object.fromEntries(Object.entries(errors));
      assert.deepEqual([reply.status, dig(reply.body, "detail")], [403, permission?.message], `${method} ${path}`);
      continue;
    }
    assertRefused(reply, 400, 200, `Invalid access token. Does not contain permissions [${permissions[0]}].`);
  }
});

onBothHosts("a token belongs to its account and sees no other", async (host) => {
  await using stage = await host.open();
  const other = stage.emulator.addAccount({ users: [{ email: "amy@other.test", id: "amy" }] });
  assertRefused(await stage.call("GET", "/v2/users/amy"), 404, 1001);
  assert.equal((await stage.call("GET", "/v2/users/amy", { token: other.token })).status, 200);
  assert.equal((await stage.create("create", { email: "amy@other.test", type: 1 })).status, 201);
});
