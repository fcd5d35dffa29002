import assert from "node:assert/strict";

import { z } from "zod";

import { rolePrivileges } from "#zoom";

import { assertRefused, dig, onBothHosts } from "./hosts.ts";

const users = [
  { email: "amy@acme.test", id: "amy", type: 2 },
  { email: "bob@acme.test", id: "bob" },
] as const;
const business = { preset: "business", users } as const;

onBothHosts("a changed address takes the place of the old one", async (host) => {
  await using stage = await host.open({ account: business });
  const change = (user: string, email: string) =>
    stage.call("PUT", `/v2/users/${encodeURIComponent(user)}/email`, { json: { email } });
  assert.equal((await change("amy@acme.test", "amy.lee@acme.test")).status, 204);
  assert.equal(dig((await stage.call("GET", "/v2/users/amy.lee@acme.test")).body, "id"), "amy");
  assert.equal((await stage.call("GET", "/v2/users/amy@acme.test")).status, 404);
  // The old address is free for somebody else, and only the letters' case may change too.
  assert.equal((await change("bob", "amy@acme.test")).status, 204);
  assert.equal((await change("amy", "Amy.Lee@acme.test")).status, 204);
  assert.equal(dig((await stage.call("GET", "/v2/users/amy")).body, "email"), "Amy.Lee@acme.test");
  assertRefused(await change("bob", "AMY.LEE@acme.test"), 409, 1005);
});

onBothHosts("without a managed domain no address can be changed", async (host) => {
  await using stage = await host.open({ account: { preset: "pro", users } });
  const json = { email: "amy.lee@acme.test" };
  const refused = await stage.call("PUT", "/v2/users/amy/email", { json });
  assertRefused(refused, 400, 300);
  assert.match(String(dig(refused.body, "message")), /^Domain name doesn't match/);
});

onBothHosts("permissions are those of the user's role, at that moment", async (host) => {
  await using stage = await host.open({ account: business });
  const permissionsOf = async (user: string): Promise<unknown> =>
    dig((await stage.call("GET", `/v2/users/${user}/permissions`)).body, "permissions");
  assert.deepEqual(await permissionsOf("me"), [...rolePrivileges.names]);
  assert.deepEqual(await permissionsOf("amy"), []);
  const role = await stage.call("POST", "/v2/roles", { json: { name: "Desk", privileges: ["User:Read"] } });
  const members = { members: [{ id: "amy" }] };
  await stage.call("POST", `/v2/roles/${String(dig(role.body, "id"))}/members`, { json: members });
  assert.deepEqual(await permissionsOf("amy"), ["User:Read"]);
});

onBothHosts("a personal link is there once somebody has it", async (host) => {
  await using stage = await host.open({ account: business });
  const existed = async (name: string): Promise<unknown> =>
    dig((await stage.call("GET", `/v2/users/vanity_name?vanity_name=${name}`)).body, "existed");
  assert.equal(await existed("amy.lee"), false);
  assert.equal((await stage.call("PATCH", "/v2/users/amy", { json: { vanity_name: "amy.lee" } })).status, 204);
  assert.equal(await existed("amy.lee"), true);
});

onBothHosts("a ZAK is good for as long as was asked, and longer for API users", async (host) => {
  const api = { email: "api@acme.test", id: "api", action: "custCreate" } as const;
  await using stage = await host.open({ account: { preset: "business", users: [...users, api] } });
  const claims = z.object({ uid: z.string(), iat: z.number(), exp: z.number() });
  const tokenOf = async (path: string): Promise<string> =>
    String(dig((await stage.call("GET", `/v2/users/${path}`)).body, "token"));
  const lifeOf = async (path: string): Promise<readonly [string, number]> => {
    const [, payload = ""] = (await tokenOf(path)).split(".");
    const { uid, iat, exp } = claims.parse(JSON.parse(Buffer.from(payload, "base64url").toString()));
    return [uid, exp - iat];
  };
  assert.deepEqual(await lifeOf("amy/token?type=zak"), ["amy", 7200]);
  assert.deepEqual(await lifeOf("amy/token?type=zak&ttl=60"), ["amy", 60]);
  assert.deepEqual(await lifeOf("api/token?type=zak"), ["api", 90 * 86_400]);
  assert.deepEqual(await lifeOf("amy/token?type=onbehalf&meeting_id=1"), ["amy", 7200]);
  assert.equal((await lifeOf("me/zak"))[1], 300);
  assert.match(await tokenOf("amy/token"), /^Token is no longer supported/);
  assert.equal((await stage.call("DELETE", "/v2/users/amy/token")).status, 204);
});
