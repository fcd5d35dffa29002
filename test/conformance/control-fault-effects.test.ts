import assert from "node:assert/strict";
import { test } from "node:test";

import { brokenError } from "#zoom";

import { assertRefused, dig, onBothHosts, overSocket, type Stage } from "./hosts.ts";

const rule = (stage: Stage, json: object): Promise<unknown> => stage.control("POST", "/faults", json);
const me = (stage: Stage) => stage.call("GET", "/v2/users/me");
const amy = { email: "amy@acme.test", type: 1 };

/** The same call without the shape's check: what comes back is broken on purpose. */
const raw = (stage: Stage, method: string, path: string, json?: object): Promise<Response> =>
  (stage.url.includes("zoom.us") ? stage.emulator.fetch : fetch)(stage.url + path, {
    method,
    redirect: "manual",
    headers: { authorization: `Bearer ${stage.token}`, "content-type": "application/json" },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });

const creating = { action: "create", user_info: amy };

onBothHosts("a probability strikes the same calls for the same seed, and about as many as it says", async (host) => {
  const struck = async (seed: number): Promise<readonly number[]> => {
    await using stage = await host.open();
    const effect = { kind: "status", status: 503, code: 1, message: "" };
    await rule(stage, { probability: 0.3, seed, effect });
    const seen: number[] = [];
    for (let call = 0; call < 60; call += 1) if ((await me(stage)).status === 503) seen.push(call);
    return seen;
  };
  const [one, again, other] = [await struck(7), await struck(7), await struck(8)];
  assert.deepEqual(one, again);
  assert.notDeepEqual(one, other);
  for (const seen of [one, other]) assert.ok(seen.length >= 6 && seen.length <= 32, String(seen.length));
});

onBothHosts("garbage after the effect, and instead of it", async (host) => {
  await using stage = await host.open();
  await rule(stage, { operation: "userCreate", first: 1, effect: { kind: "garbage" } });
  const page = await raw(stage, "POST", "/v2/users", creating);
  assert.deepEqual([page.status, page.headers.get("content-type")], [201, "text/html"]);
  assert.match(await page.text(), /^<html>/);
  assert.equal((await stage.create("create", amy)).status, 409, "it had its effect");
  await stage.control("DELETE", "/faults");
  for (const [what, after, status, text] of [
    ["truncated", true, 200, /^\{"page_count[^}]*$/],
    ["empty", true, 200, /^$/],
    ["html", false, 502, /^<html>/],
    ["truncated", false, 502, /^\{"co/],
  ] as const) {
    await rule(stage, { operation: "users", first: 1, effect: { kind: "garbage", what, after } });
    const answer = await raw(stage, "GET", "/v2/users?page_size=1");
    assert.equal(answer.status, status);
    assert.match(await answer.text(), text);
    await stage.control("DELETE", "/faults");
  }
});

onBothHosts("an error whose quotes nobody escaped is no JSON", async (host) => {
  await using stage = await host.open();
  await rule(stage, { first: 1, effect: { kind: "invalid-json" } });
  const answer = await raw(stage, "GET", "/v2/users/me");
  const text = await answer.text();
  assert.deepEqual([answer.status, text], [400, brokenError.body]);
  assert.throws(() => JSON.parse(text), SyntaxError);
  assert.match(answer.headers.get("content-type") ?? "", /json/);
});

onBothHosts("localised: another message, the same code; what succeeds is left alone", async (host) => {
  await using stage = await host.open();
  const get = (): ReturnType<Stage["call"]> => stage.call("GET", "/v2/users/nobody%22%7D@acme.test");
  const before = await get();
  for (const language of ["de", "es", "fr", "ja", "zh"]) {
    await rule(stage, { effect: { kind: "localised", language } });
    const reply = await get();
    assertRefused(reply, 404, 1001);
    assert.notEqual(dig(reply.body, "message"), dig(before.body, "message"));
    const other = await stage.call("GET", "/v2/groups/none");
    assert.equal(other.code, 4130, "codes without words of their own");
    assert.equal((await me(stage)).status, 200);
    await stage.control("DELETE", "/faults");
  }
});

onBothHosts("expired-token: the token of the call is expired for good, others are not", async (host) => {
  await using stage = await host.open();
  const { accountId } = stage.emulator.account;
  const other = String(dig(await stage.control("POST", `/accounts/${accountId}/apps`, {}), "token"));
  await rule(stage, { first: 1, effect: { kind: "expired-token" } });
  for (const call of [0, 1])
    assertRefused(await me(stage), 401, 124, "Access token is expired.".slice(0, call === 0 ? undefined : 99));
  assert.equal((await stage.call("GET", "/v2/users/me", { token: other })).status, 200);
});

onBothHosts("a redirect to a regional host keeps path and query", async (host) => {
  await using stage = await host.open();
  await rule(stage, { first: 1, effect: { kind: "redirect", region: "eu", status: 302 } });
  const answer = await raw(stage, "GET", "/v2/users?page_size=2");
  assert.deepEqual(
    [answer.status, answer.headers.get("location")],
    [302, "https://api-eu.zoom.us/v2/users?page_size=2"],
  );
});

test("a redirect to this machine's other name arrives there; who drops Authorization fails", async () => {
  await using stage = await overSocket.open();
  await rule(stage, { operation: "user", effect: { kind: "redirect" } });
  const first = await raw(stage, "GET", "/v2/users/me");
  const location = first.headers.get("location") ?? "";
  assert.deepEqual([first.status, new URL(location).hostname], [307, "localhost"]);
  const there = location.replace("localhost", "127.0.0.1");
  const send = async (headers: Readonly<Record<string, string>>) => {
    const path = new URL(there).pathname;
    const host = new URL(location).host;
    const answer = await stage.emulator.dispatch({
      method: "GET",
      path,
      query: "",
      body: new Uint8Array(),
      headers: {
        host,
        ...headers,
      },
    });
    return answer.status;
  };
  assert.equal(await send({ authorization: `Bearer ${stage.token}` }), 200);
  assert.equal(await send({}), 401);
});

onBothHosts("latency_ms comes before any effect; endpoints around the API can be disturbed", async (host) => {
  await using stage = await host.open();
  await rule(stage, {
    operation: "revoke",
    latency_ms: 1000,
    effect: { kind: "status", status: 500, code: 1, message: "" },
  });
  const order: string[] = [];
  const slow = stage
    .call("POST", "/oauth/revoke", { token: null })
    .then(({ status }) => order.push(`revoke ${status}`));
  await stage.call("GET", "/v2/users/me").then(({ status }) => order.push(`get ${status}`));
  await slow;
  assert.deepEqual(order, ["get 200", "revoke 500"], "the disturbed one waits");
});
