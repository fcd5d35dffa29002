import assert from "node:assert/strict";
import { test } from "node:test";

import type { Exchange } from "#base";

import { guard, type GuardOptions, isAdminToken, sessionCookie } from "./guard.ts";

const exchange = (headers: Exchange["headers"], more: Partial<Exchange> = {}): Exchange => ({
  method: "GET",
  path: "/",
  query: "",
  headers: { host: "127.0.0.1:4010", ...headers },
  body: new Uint8Array(0),
  ...more,
});

const onLoopback: GuardOptions = { adminToken: undefined, isExposed: () => false };
const exposed: GuardOptions = { adminToken: "secret", isExposed: () => true };
const json = { "content-type": "application/json" };

const cases: readonly (readonly [
  what: string,
  exchange: Exchange,
  options: GuardOptions,
  status: number | undefined,
])[] = [
  ["our own page", exchange({}), onLoopback, undefined],
  ["the name of the loopback", exchange({ host: "LocalHost" }), onLoopback, undefined],
  ["no host at all", exchange({ host: undefined }), onLoopback, 403],
  ["another host", exchange({ host: "127.0.0.1.nip.io" }), onLoopback, 403],
  ["a host with our name as port", exchange({ host: "evil.example:localhost" }), onLoopback, 403],
  ["our own origin", exchange({ origin: "http://127.0.0.1:4010" }), onLoopback, undefined],
  ["our own origin behind TLS", exchange({ origin: "https://127.0.0.1:4010" }), onLoopback, undefined],
  ["another origin", exchange({ origin: "http://127.0.0.1:4011" }), onLoopback, 403],
  ["an origin without a name", exchange({ origin: "null" }), onLoopback, 403],
  ["a write that a form cannot send", exchange(json, { method: "POST" }), onLoopback, undefined],
  [
    "a write with charset",
    exchange({ "content-type": "Application/JSON; charset=utf-8" }, { method: "POST" }),
    onLoopback,
    undefined,
  ],
  ["a write as text", exchange({ "content-type": "text/plain" }, { method: "POST" }), onLoopback, 415],
  ["a write without type", exchange({}, { method: "POST" }), onLoopback, 415],
  ["a bare delete", exchange({}, { method: "DELETE" }), onLoopback, undefined],
  ["a delete with a body", exchange({}, { method: "DELETE", body: Buffer.from("x") }), onLoopback, 415],
  [
    "a form with a secret of its own",
    exchange({ "content-type": "text/plain" }, { method: "POST" }),
    { ...onLoopback, hasOwnSecret: true },
    undefined,
  ],
  [
    "the same from another page",
    exchange({ origin: "http://evil.example" }, { method: "POST" }),
    { ...onLoopback, hasOwnSecret: true },
    403,
  ],
  ["exposed, without token", exchange({}), exposed, 401],
  ["exposed, wrong token", exchange({ authorization: "Bearer secreT" }), exposed, 401],
  ["exposed, longer token", exchange({ authorization: "Bearer secret1" }), exposed, 401],
  [
    "exposed, with token, by any name",
    exchange({ authorization: "bearer secret", host: "box.lan" }),
    exposed,
    undefined,
  ],
  [
    "exposed, with token, from another page",
    exchange({ authorization: "Bearer secret", origin: "http://x" }),
    exposed,
    403,
  ],
  ["exposed, own secret", exchange({ host: "box.lan" }), { ...exposed, hasOwnSecret: true }, undefined],
  [
    "exposed, no token was ever set",
    exchange({ authorization: "Bearer " }),
    { ...exposed, adminToken: undefined },
    401,
  ],
  [
    "our own process",
    exchange({ host: "x", origin: "http://y" }, { method: "POST", inProcess: true }),
    exposed,
    undefined,
  ],
];

test("who may reach what is served to its owner alone", () => {
  for (const [what, sent, options, status] of cases) {
    const refused = guard(sent, options);
    assert.equal(refused?.status, status, what);
    assert.notEqual(refused?.message, "", what);
  }
});

const asked = (cookie: string): number | undefined => guard(exchange({ cookie }), exposed)?.status;

test("the cookie of a login says as much as the token, and does not hold it", () => {
  const { name, value } = sessionCookie("secret");
  assert.doesNotMatch(value, /secret/);
  assert.equal(asked(`a=b; ${name}=${value}; c=d`), undefined);
  assert.equal(asked(`${name}=${sessionCookie("other").value}`), 401);
  assert.equal(asked(`${name}=`), 401);
  assert.equal(asked(`x${name}=${value}`), 401);
  assert.equal(isAdminToken("secret", "secret"), true);
  assert.equal(isAdminToken("", undefined), false);
});
