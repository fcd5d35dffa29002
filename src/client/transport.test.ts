import assert from "node:assert/strict";
import { test } from "node:test";

import { fetchTransport } from "./transport.ts";

interface Seen {
  readonly url: string;
  readonly init: RequestInit;
}

const scripted = (answers: readonly Response[]) => {
  const seen: Seen[] = [];
  const left = [...answers];
  const transport = fetchTransport(async (input, init) => {
    seen.push({ url: input instanceof Request ? input.url : input.toString(), init: init ?? {} });
    const answer = left.shift();
    assert.ok(answer);
    return answer;
  });
  return { seen, transport };
};
const redirect = (location: string, status = 307) => new Response(null, { status, headers: { location } });
const post = (url: string) => ({
  method: "POST",
  url,
  headers: { authorization: "Bearer t" },
  body: "{}",
  timeoutMs: 1000,
});

test("redirects from Zoom to a regional host or the same one are followed with everything", async () => {
  const { seen, transport } = scripted([
    redirect("https://api-eu.zoom.us/v2/users"),
    redirect("/v2/users/", 302),
    new Response("fine", { status: 201, headers: { Date: "x" } }),
  ]);
  const answer = await transport(post("https://api.zoom.us/v2/users"));
  assert.deepEqual([answer.status, answer.text, answer.headers.get("date")], [201, "fine", "x"]);
  assert.deepEqual(
    seen.map(({ url }) => url),
    ["https://api.zoom.us/v2/users", "https://api-eu.zoom.us/v2/users", "https://api-eu.zoom.us/v2/users/"],
  );
  for (const { init } of seen) {
    assert.deepEqual([init.method, init.body, init.redirect], ["POST", "{}", "manual"]);
    assert.deepEqual(init.headers, { authorization: "Bearer t" });
  }
});

test("credentials never follow a redirect to anybody else", async () => {
  const foreign: [string, string][] = [
    ["https://api.zoom.us/v2/users", "https://evil.example/v2/users"],
    ["https://api.zoom.us/v2/users", "http://api-eu.zoom.us/v2/users"],
    ["https://api.zoom.us/v2/users", "https://api-eu.zoom.us:8443/v2/users"],
    ["https://api.zoom.us/v2/users", "https://api-eu.zoom.us.evil.example/"],
    ["https://api.zoom.us/v2/users", "https://"],
    ["http://127.0.0.1:4010/v2/users", "https://api.zoom.us/v2/users"],
    ["http://127.0.0.1:4010/v2/users", "http://127.0.0.1:4011/v2/users"],
    ["https://evilzoom.us/v2/users", "https://api.zoom.us/v2/users"],
  ];
  for (const [from, to] of foreign) {
    const { seen, transport } = scripted([redirect(to)]);
    assert.equal((await transport(post(from))).status, 307);
    assert.equal(seen.length, 1, to);
  }
});

test("a circle of redirects ends", async () => {
  const { seen, transport } = scripted(Array.from({ length: 4 }, () => redirect("/v2/users")));
  assert.equal((await transport(post("https://api.zoom.us/v2/users"))).status, 307);
  assert.equal(seen.length, 4);
});
