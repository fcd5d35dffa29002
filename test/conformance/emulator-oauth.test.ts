import assert from "node:assert/strict";

import { tokenErrors } from "#zoom";

import { assertRefused, dig, type Host, keysOf, onBothHosts, type Reply, type Sent, type Stage } from "./hosts.ts";

const pinned = { accountId: "acc", clientId: "client", clientSecret: "s:e:cret" };
const basic = (id = "client", secret = "s:e:cret"): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`,
});
const form = { "content-type": "application/x-www-form-urlencoded" };
const grant = "grant_type=account_credentials&account_id=acc";

const ask = (stage: Stage, query: string, sent: Sent = {}): Promise<Reply> =>
  stage.call("POST", `/oauth/token${query}`, { token: null, ...sent, headers: { ...basic(), ...sent.headers } });

const open = (host: Host): Promise<Stage> => host.open({ account: pinned });

onBothHosts("a token is given for parameters in the query or in a form body", async (host) => {
  await using stage = await open(host);
  for (const [query, sent] of [
    [`?${grant}`, {}],
    ["", { body: grant, headers: form }],
    [
      "?grant_type=wrong&account_id=wrong",
      { body: grant, headers: { "content-type": `${form["content-type"]}; charset=utf-8` } },
    ],
  ] as const) {
    const reply = await ask(stage, query, sent);
    assert.equal(reply.status, 200, reply.text);
    assert.deepEqual(keysOf(reply.body), ["access_token", "token_type", "expires_in", "scope", "api_url"]);
    assert.equal(dig(reply.body, "token_type"), "bearer");
    assert.equal(dig(reply.body, "expires_in"), 3600);
    assert.ok(String(dig(reply.body, "scope")).split(" ").includes("user:write:user:admin"));
    const token = String(dig(reply.body, "access_token"));
    assert.equal((await stage.call("GET", "/v2/users", { token })).status, 200);
  }
});

onBothHosts("a token has the form of Zoom's: header and claims", async (host) => {
  await using stage = await open(host);
  const reply = await ask(stage, `?${grant}`);
  const [header, claims] = String(dig(reply.body, "access_token"))
    .split(".")
    .slice(0, 2)
    .map((part): unknown => JSON.parse(Buffer.from(part, "base64url").toString()));
  assert.deepEqual([dig(header, "alg"), dig(header, "v")], ["HS512", "2.0"]);
  assert.deepEqual(
    [dig(claims, "aud"), dig(claims, "iss"), dig(claims, "aid"), dig(claims, "type")],
    ["https://oauth.zoom.us", "zm:cid:client", "acc", 3],
  );
  assert.equal(Number(dig(claims, "exp")) - Number(dig(claims, "nbf")), 3600);
});

const refusals: readonly (readonly [what: string, keyof typeof tokenErrors, query: string, sent?: Sent])[] = [
  ["wrong secret", "invalidClient", `?${grant}`, { headers: basic("client", "wrong") }],
  ["unknown client", "invalidClient", `?${grant}`, { headers: basic("nobody") }],
  ["no credentials", "invalidClient", `?${grant}`, { headers: { authorization: "" } }],
  ["bearer instead of basic", "invalidClient", `?${grant}`, { headers: { authorization: "Bearer x" } }],
  ["broken base64", "invalidClient", `?${grant}`, { headers: { authorization: "Basic %%%" } }],
  ["another account", "invalidAccount", "?grant_type=account_credentials&account_id=other"],
  ["no account", "invalidAccount", "?grant_type=account_credentials"],
  ["no grant", "unsupportedGrant", "?account_id=acc"],
  ["another grant", "unsupportedGrant", "?grant_type=authorization_code&account_id=acc"],
  ["a JSON body", "unsupportedGrant", "", { json: { grant_type: "account_credentials", account_id: "acc" } }],
];

onBothHosts("refusals are HTTP 400 with reason and error", async (host) => {
  await using stage = await open(host);
  for (const [what, name, query, sent] of refusals) {
    const reply = await ask(stage, query, sent);
    const { status, reason, error } = tokenErrors[name];
    assert.deepEqual([reply.status, reply.body], [status, { reason, error }], what);
    assert.ok(reply.headers.get("x-rollcall-hint"), what);
  }
});

onBothHosts("a token lives an hour; several live side by side", async (host) => {
  await using stage = await open(host);
  const first = String(dig((await ask(stage, `?${grant}`)).body, "access_token"));
  stage.advance(1_800_000);
  const second = String(dig((await ask(stage, `?${grant}`)).body, "access_token"));
  assert.notEqual(first, second);
  assert.equal((await stage.call("GET", "/v2/users", { token: first })).status, 200);
  stage.advance(1_800_000);
  assertRefused(await stage.call("GET", "/v2/users", { token: first }), 401, 124, "Access token is expired.");
  assert.equal((await stage.call("GET", "/v2/users", { token: second })).status, 200);
});

onBothHosts("an expired token is forgotten a day later, in a sweep", async (host) => {
  await using stage = await open(host);
  const token = String(dig((await ask(stage, `?${grant}`)).body, "access_token"));
  stage.advance(90_000_000);
  assertRefused(await stage.call("GET", "/v2/users", { token }), 401, 124, "Access token is expired.");
  const { emulator } = stage;
  for (let count = 0; count < 998; count += 1) emulator.addAccount();
  assertRefused(await stage.call("GET", "/v2/users", { token }), 401, 124, "Invalid access token.");
});
