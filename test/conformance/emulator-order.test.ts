import assert from "node:assert/strict";

import { type Host, onBothHosts, type Reply, type Sent, type Stage } from "./hosts.ts";

const account = { preset: "free", accountId: "acc", users: [{ email: "amy@acme.test", id: "amy" }] } as const;
const json = { "content-type": "application/json" };
const valid = JSON.stringify({ action: "create", user_info: { email: "amy@acme.test", type: 1 } });

/** Everything that can be wrong with a call, in the order in which Zoom judges it (section 3, inferred). */
const steps = ["route", "token", "scope", "permission", "rate", "type", "json", "fields", "target"] as const;
type Step = (typeof steps)[number];

const answers: Readonly<Record<Step, readonly [number, number]>> = {
  route: [404, 2300],
  token: [401, 124],
  scope: [400, 4711],
  permission: [400, 200],
  rate: [429, 429],
  type: [415, 300],
  json: [400, 300],
  fields: [400, 300],
  target: [404, 1001],
};

/** Texts that tell the two 400/300 apart. */
const words: Partial<Record<Step, string>> = { json: "valid JSON object", fields: "Validation Failed" };

const appToken = async (stage: Stage, wrong: ReadonlySet<Step>): Promise<string> => {
  const credentials = await stage.control("POST", "/accounts/acc/apps", {
    ...(wrong.has("scope") ? { scopes: ["user:read:user"] } : {}),
    ...(wrong.has("permission") ? { permissions: [] } : {}),
  });
  return typeof credentials === "object" && credentials !== null && "token" in credentials
    ? String(credentials.token)
    : "";
};

const bodyOf = (wrong: ReadonlySet<Step>): string => {
  if (wrong.has("json")) return "{";
  return wrong.has("fields") ? '{"first_name":"' + "x".repeat(65) + '"}' : "{}";
};

/** One PATCH with everything in `wrong` wrong about it, and nothing else. */
const callWith = async (host: Host, wrong: ReadonlySet<Step>): Promise<Reply> => {
  await using stage = await host.open({ account, tickMs: 0 });
  const token = wrong.has("token") ? "nonsense" : await appToken(stage, wrong);
  if (wrong.has("rate")) for (let call = 0; call < 4; call += 1) await stage.call("GET", "/v2/users/me");
  const sent: Sent = {
    token,
    body: bodyOf(wrong),
    headers: wrong.has("type") ? { "content-type": "text/plain" } : json,
  };
  const user = wrong.has("target") ? "nobody" : "amy";
  return await stage.call("PATCH", wrong.has("route") ? `/v2/people/${user}` : `/v2/users/${user}`, sent);
};

onBothHosts("of two things that are wrong, the one that is judged first is answered", async (host) => {
  for (const [at, step] of steps.entries())
    for (const later of [undefined, steps[at + 1], steps.at(-1)]) {
      const reply = await callWith(host, new Set(later === undefined ? [step] : [step, later]));
      const [status, code] = answers[step];
      assert.deepEqual([reply.status, reply.code], [status, code], `${step} before ${later}: ${reply.text}`);
      assert.ok(reply.text.includes(words[step] ?? ""), `${step} before ${later}: ${reply.text}`);
    }
  const fine = await callWith(host, new Set());
  assert.equal(fine.status, 204);
});

onBothHosts("the fields of a body are judged before the state of the account", async (host) => {
  await using stage = await host.open({ account });
  assert.equal((await stage.call("POST", "/v2/users", { body: valid, headers: json })).status, 409);
  const reply = await stage.call("POST", "/v2/users", { body: valid.replace("create", "Create"), headers: json });
  assert.deepEqual([reply.status, reply.code], [400, 300]);
});
