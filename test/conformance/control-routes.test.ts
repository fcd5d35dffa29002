import assert from "node:assert/strict";

import { appCalls, badAppCalls } from "./control-app-calls.ts";
import { dig, keysOf, listIn, onBothHosts, type Stage } from "./hosts.ts";
import { subscribe } from "./webhook-endpoint.ts";

const account = { accountId: "acc", clientId: "app", users: [{ email: "amy@acme.test", id: "amy" }] } as const;
const someone = { email: "new@acme.test", type: 1 };

const codeOf = async (stage: Stage): Promise<string> =>
  String(dig(await stage.control("GET", "/inbox/latest"), "link"))
    .split("/")
    .at(-1) ?? "";
/** The mail to somebody who is asked to join with an account of their own. */
const joining = async (stage: Stage): Promise<string> => {
  await stage.control("POST", "/seed?account=acc", { elsewhere: { "join@other.test": "free" } });
  await stage.create("create", { email: "join@other.test", type: 1 });
  return mailOf(stage);
};
const mailOf = async (stage: Stage): Promise<string> => String(dig(await stage.control("GET", "/inbox/latest"), "id"));

const someEvents = ["user.deleted"];
const unasked = { skip_validation: true };
const webhookOf = async (stage: Stage): Promise<string> =>
  String(dig(await subscribe(stage, someEvents, unasked), "id"));
const deliveryOf = async (stage: Stage): Promise<string> => {
  await webhookOf(stage);
  await stage.call("DELETE", "/v2/users/amy?action=delete");
  return String(dig(await stage.control("GET", "/deliveries"), "deliveries", 0, "id"));
};

type Run = (stage: Stage) => Promise<unknown>;

/** One good call of every route, by its line in the list at GET /_rollcall. */
const goodCalls: Readonly<Record<string, Run>> = {
  "GET ": (stage) => stage.control("GET", ""),
  "GET /accounts": async (stage) => {
    const [first] = listIn(await stage.control("GET", "/accounts"));
    const keys = "account_id name preset settings switches elsewhere today users seats_taken";
    assert.deepEqual(keysOf(first), keys.split(" "));
    assert.deepEqual(dig(first, "users"), { active: 2, inactive: 0, pending: 1 });
  },
  "POST /accounts": async (stage) => {
    const made = await stage.control("POST", "/accounts", {
      client_secret: "s",
      users: [{ email: "x@acme.test", dept: "D" }],
    });
    assert.deepEqual(keysOf(made), ["account_id", "client_id", "client_secret", "token", "owner_email", "plan"]);
    const { body } = await stage.call("GET", "/v2/users/x@acme.test", { token: String(dig(made, "token")) });
    assert.equal(dig(body, "dept"), "D");
  },
  "GET /accounts/{account}": async (stage) =>
    assert.equal(dig(await stage.control("GET", "/accounts/acc"), "account_id"), "acc"),
  "PATCH /accounts/{account}": async (stage) => {
    const json = { settings: { seats: { licensed: 7 }, password: { special: true } }, switches: { me: "refuse" } };
    const view = await stage.control("PATCH", "/accounts/acc", json);
    assert.deepEqual(dig(view, "settings", "seats"), {
      basic: null,
      licensed: 7,
      workplace: 0,
      phone: 0,
      united: null,
    });
    assert.equal(dig(view, "settings", "password", "special"), true);
    assert.equal(dig(view, "switches", "me"), "refuse");
  },
  "POST /accounts/{account}/apps": async (stage) => {
    const app = await stage.control("POST", "/accounts/acc/apps", { scopes: ["user:read:user:admin"] });
    const token = String(dig(app, "token"));
    assert.equal((await stage.call("GET", "/v2/users/amy", { token })).status, 200);
    assert.equal((await stage.call("GET", "/v2/users", { token })).status, 400);
  },
  ...appCalls,
  "GET /evidence": async (stage) =>
    assert.ok(listIn(await stage.control("GET", "/evidence"), "operations").length > 50),
  "GET /coverage": async (stage) =>
    assert.ok(Number(dig(await stage.control("GET", "/coverage"), "operations", "called")) > 0),
  "DELETE /coverage": async (stage) => assert.equal(await stage.control("DELETE", "/coverage"), undefined),
  "GET /events": async (stage) => {
    const { status, headers, body } = await stage.emulator.fetch(`${stage.url}/_rollcall/events`);
    assert.ok(body !== null);
    assert.deepEqual([status, headers.get("content-type")], [200, "text/event-stream;charset=UTF-8"]);
    const reader = body.getReader();
    const first: unknown = (await reader.read()).value;
    assert.ok(first instanceof Uint8Array);
    assert.match(new TextDecoder().decode(first), /^retry: \d+\nid: \w+\.\d+\nevent: change\n/);
    await reader.cancel();
  },
  "GET /inbox/{id}/frame": async (stage) => {
    const { headers, text } = await stage.call("GET", `/_rollcall/inbox/${await mailOf(stage)}/frame`);
    assert.match(headers.get("content-security-policy") ?? "", /sandbox/);
    assert.match(text, /<base target="_blank">/);
  },
  "GET /users": async (stage) =>
    assert.equal(dig(await stage.control("GET", "/users?q=amy&limit=1"), "users", 0, "email"), "amy@acme.test"),
  "GET /users/{user}": async (stage) =>
    assert.equal(dig(await stage.control("GET", "/users/amy"), "email"), "amy@acme.test"),
  "POST /events": async (stage) => {
    const happening = { event: "user.signed_in", user: "amy" };
    assert.deepEqual(await stage.control("POST", "/events", happening), { event: "user.signed_in", deliveries: 0 });
  },
  "POST /seed": async (stage) => {
    const json = { users: [{ email: "s@acme.test", status: "inactive" }], elsewhere: { "E@other.test": "paid" } };
    const view = await stage.control("POST", "/seed?account=acc", json);
    assert.deepEqual(dig(view, "elsewhere"), { "e@other.test": "paid" });
    assert.equal(dig((await stage.call("GET", "/v2/users/s@acme.test")).body, "status"), "inactive");
  },
  "GET /presets": async (stage) =>
    assert.deepEqual(keysOf(await stage.control("GET", "/presets")), ["presets", "switches"]),
  "POST /reset": async (stage) => assert.equal(await stage.control("POST", "/reset", {}), undefined),
  "GET /snapshot": async (stage) => assert.equal(dig(await stage.control("GET", "/snapshot"), "format"), 1),
  "PUT /snapshot": async (stage) => {
    const counts = await stage.control("PUT", "/snapshot", await stage.control("GET", "/snapshot"));
    assert.deepEqual(counts, { accounts: 1, users: 3, mails: 1 });
  },
  "GET /clock": async (stage) =>
    assert.deepEqual(keysOf(await stage.control("GET", "/clock")), ["now", "frozen", "offset_ms"]),
  "PUT /clock": async (stage) =>
    assert.equal(dig(await stage.control("PUT", "/clock", { frozen: true }), "frozen"), true),
  "GET /inbox": async (stage) => assert.equal(dig(await stage.control("GET", "/inbox?q=ACTIVATE"), "total"), 1),
  "GET /inbox/latest": async (stage) =>
    assert.equal(dig(await stage.control("GET", "/inbox/latest?account=acc"), "to"), someone.email),
  "GET /inbox/{id}": async (stage) => {
    const mail = await stage.control("GET", `/inbox/${await mailOf(stage)}`);
    assert.match(String(dig(mail, "text")), /Acme has made a Zoom account for you[^]*\/_rollcall\/activate\//);
  },
  "POST /inbox/{id}/open": async (stage) =>
    assert.equal(dig(await stage.control("POST", `/inbox/${await mailOf(stage)}/open`, {}), "status"), "active"),
  "DELETE /inbox": async (stage) => {
    await stage.control("DELETE", "/inbox");
    assert.deepEqual(await stage.control("GET", "/inbox"), { total: 0, offset: 0, mails: [] });
  },
  "POST /inbox/{id}/decline": async (stage) => {
    const id = await joining(stage);
    assert.equal(dig(await stage.control("POST", `/inbox/${id}/decline`, {}), "status"), "declined");
  },
  "GET /activate/{code}/decline": async (stage) => {
    const { text } = await stage.call("GET", `/_rollcall/activate/${await joining(stage)}/decline`);
    assert.match(text, /<form method="post">/);
  },
  "POST /activate/{code}/decline": async (stage) => {
    const view = await stage.control("POST", `/activate/${await joining(stage)}/decline`, {});
    assert.equal(dig(view, "email"), "join@other.test");
  },
  "GET /activate/{code}": async (stage) =>
    assert.match((await stage.call("GET", `/_rollcall/activate/${await codeOf(stage)}`)).text, /<form method="post">/),
  "POST /activate/{code}": async (stage) => {
    const view = await stage.control("POST", `/activate/${await codeOf(stage)}`, { password: "Rehearsal-2026" });
    assert.equal(dig(view, "status"), "active");
  },
  "GET /faults": async (stage) => assert.deepEqual(await stage.control("GET", "/faults"), []),
  "POST /faults": async (stage) => {
    const rule = await stage.control("POST", "/faults", { effect: { kind: "drop" } });
    assert.deepEqual(dig(rule, "effect"), { kind: "drop", after: true });
  },
  "DELETE /faults": async (stage) => {
    await stage.control("POST", "/faults", { effect: { kind: "drop" } });
    await stage.control("DELETE", "/faults");
    assert.deepEqual(await stage.control("GET", "/faults"), []);
  },
  "DELETE /faults/{id}": async (stage) => {
    const rule = await stage.control("POST", "/faults", { effect: { kind: "drop" } });
    await stage.control("DELETE", `/faults/${String(dig(rule, "id"))}`);
    assert.deepEqual(await stage.control("GET", "/faults"), []);
  },
  "GET /requests": async (stage) => {
    const [entry] = listIn(await stage.control("GET", "/requests?limit=1"));
    assert.deepEqual(
      ["method", "path", "operation", "status"].map((key) => dig(entry, key)),
      ["POST", "/v2/users", "userCreate", 201],
    );
  },
  "GET /webhooks": async (stage) => {
    await subscribe(stage, someEvents, unasked);
    const [webhook] = listIn(await stage.control("GET", "/webhooks"));
    assert.deepEqual([dig(webhook, "secret"), dig(webhook, "state")], ["***", "unchecked"]);
  },
  "POST /webhooks": async (stage) => {
    const made = await subscribe(stage, someEvents, {
      url: "http://127.0.0.1:9/",
      skip_validation: true,
      account: "acc",
    });
    assert.deepEqual([dig(made, "account_id"), dig(made, "events")], ["acc", someEvents]);
  },
  "GET /webhooks/{id}": async (stage) =>
    assert.deepEqual(dig(await stage.control("GET", `/webhooks/${await webhookOf(stage)}`), "events"), someEvents),
  "POST /webhooks/{id}/validate": async (stage) =>
    assert.equal(
      dig(await stage.control("POST", `/webhooks/${await webhookOf(stage)}/validate`, {}), "state"),
      "invalid",
    ),
  "DELETE /webhooks": async (stage) => {
    await webhookOf(stage);
    await stage.control("DELETE", "/webhooks");
    assert.deepEqual(await stage.control("GET", "/webhooks"), []);
  },
  "DELETE /webhooks/{id}": async (stage) => {
    await stage.control("DELETE", `/webhooks/${await webhookOf(stage)}`);
    assert.deepEqual(await stage.control("GET", "/webhooks"), []);
  },
  "GET /deliveries": async (stage) =>
    assert.deepEqual(await stage.control("GET", "/deliveries"), { total: 0, deliveries: [] }),
  "GET /deliveries/{id}": async (stage) =>
    assert.equal(dig(await stage.control("GET", `/deliveries/${await deliveryOf(stage)}`), "event"), "user.deleted"),
  "POST /deliveries/{id}/replay": async (stage) =>
    assert.equal(
      dig(await stage.control("POST", `/deliveries/${await deliveryOf(stage)}/replay`, {}), "event"),
      "user.deleted",
    ),
  "DELETE /requests": async (stage) => {
    await stage.control("DELETE", "/requests");
    assert.deepEqual(await stage.control("GET", "/requests"), []);
  },
};

onBothHosts("every route of the control plane does what its line says", async (host) => {
  await using stage = await host.open({ account });
  const listed = listIn(await stage.control("GET", "")).map(
    (route) => `${String(dig(route, "method"))} ${String(dig(route, "path")).slice("/_rollcall".length)}`,
  );
  assert.deepEqual(Object.keys(goodCalls).toSorted(), listed.toSorted());
  for (const run of Object.values(goodCalls)) {
    await using fresh = await host.open({ account });
    await fresh.create("create", someone);
    await run(fresh);
  }
});

const bad: readonly (readonly [method: string, path: string, json: unknown, status: number, names: RegExp])[] = [
  ["POST", "/accounts", { preset: "gold" }, 400, /preset/],
  ["POST", "/accounts", { presets: "pro" }, 400, /presets/],
  ["POST", "/accounts", [], 400, /body/],
  ["POST", "/accounts", { users: [{ email: 5 }] }, 400, /users\.0\.email/],
  ["POST", "/accounts", { users: [{ email: "a@b.c", mail: "x" }] }, 400, /users\.0.*mail/],
  ["POST", "/accounts", { settings: { seats: { licenced: 5 } } }, 400, /settings\.seats.*licenced/],
  ["POST", "/accounts", { settings: { seats: { licensed: -1 } } }, 400, /settings\.seats\.licensed/],
  ["POST", "/accounts", { settings: { plan: "gold" } }, 400, /settings\.plan/],
  ["POST", "/accounts", { switches: { me: "maybe" } }, 400, /switches\.me.*owner, refuse/],
  ["POST", "/accounts", { switches: { you: "x" } }, 400, /switches.*you/],
  ["POST", "/accounts", { elsewhere: { "a@b.c": "nowhere" } }, 400, /elsewhere\.a@b\.c/],
  ["POST", "/accounts", { account_id: "acc" }, 409, /account id acc/],
  ["POST", "/accounts", { client_id: "app" }, 409, /client id app/],
  ["POST", "/accounts", { users: [{ email: "owner@acme.test" }] }, 409, /owner@acme\.test/],
  [
    "POST",
    "/accounts",
    {
      users: [
        { email: "a@b.c", id: "x" },
        { email: "d@b.c", id: "x" },
      ],
    },
    409,
    /user x/,
  ],
  ["PATCH", "/accounts/acc", { switches: { me: "refuse", limits: "maybe" } }, 400, /switches\.limits/],
  ["PATCH", "/accounts/acc", { settings: { seats: { licensed: "5" } } }, 400, /settings\.seats\.licensed/],
  ["PATCH", "/accounts/acc", { setting: {} }, 400, /setting/],
  ["PATCH", "/accounts/none", {}, 404, /account/],
  ["POST", "/accounts/none/apps", {}, 404, /account/],
  ["POST", "/accounts/acc/apps", { scopes: "all" }, 400, /scopes/],
  ...badAppCalls,
  ["GET", "/accounts/none", undefined, 404, /account/],
  ["POST", "/seed?account=none", {}, 404, /account/],
  ["POST", "/seed", { users: [{ email: "AMY@acme.test" }] }, 409, /AMY@acme\.test/],
  ["POST", "/seed", { users: [{ email: "z@acme.test" }, { email: "Z@acme.test" }] }, 409, /Z@acme\.test/],
  ["POST", "/seed", { users: [{ email: "z@acme.test", id: "amy" }] }, 409, /amy/],
  ["POST", "/seed", { elsewhere: { nobody: "paid" } }, 400, /elsewhere/],
  ["PUT", "/clock", {}, 400, /to, advance_ms, frozen, reset/],
  ["PUT", "/clock", { to: "tomorrow" }, 400, /to/],
  ["PUT", "/clock", { to: "0001-01-01T00:00:00Z" }, 400, /1970/],
  ["PUT", "/clock", { advance_ms: 9_007_199_254_740_991 }, 400, /9999/],
  ["PUT", "/clock", { advance_ms: 0 }, 400, /advance_ms/],
  ["PUT", "/clock", { advance: 1 }, 400, /advance/],
  ["POST", "/faults", {}, 400, /effect/],
  ["POST", "/faults", { effect: { kind: "explode" } }, 400, /effect\.kind/],
  ["POST", "/faults", { effect: { kind: "latency", ms: 1, milliseconds: 1 } }, 400, /effect.*milliseconds/],
  ["POST", "/faults", { effect: { kind: "latency" } }, 400, /effect\.ms/],
  ["POST", "/faults", { operation: "userCreat", effect: { kind: "drop" } }, 400, /operation/],
  ["POST", "/faults", { first: 0, effect: { kind: "drop" } }, 400, /first/],
  ["POST", "/faults", { effect: { kind: "status", status: 200, code: 1, message: "" } }, 400, /effect\.status/],
  ["DELETE", "/faults/none", undefined, 404, /rule/],
  ["GET", "/inbox/none", undefined, 404, /mail/],
  ["POST", "/inbox/none/open", {}, 404, /mail/],
  ["GET", "/inbox/latest?to=nobody@acme.test", undefined, 404, /nobody@acme\.test/],
  ["GET", "/inbox/latest?to=nobody@acme.test&wait=soon", undefined, 400, /wait/],
  ["POST", "/activate/none", { password: "Rehearsal-2026" }, 404, /link/],
  ["POST", "/activate/none", { password: 5 }, 400, /password/],
  ["GET", "/activate/%E0%A4", undefined, 400, /percent-encoding/],
  ["GET", "/nothing", undefined, 404, /\/_rollcall lists/],
  ["POST", "/webhooks", {}, 400, /url.*events/],
  ["POST", "/webhooks", { url: "http://127.0.0.1:9/", events: [] }, 400, /events/],
  [
    "POST",
    "/webhooks",
    { url: "http://127.0.0.1:9/", events: ["user.made"] },
    400,
    /user\.made is no event.*user\.created/,
  ],
  ["POST", "/events", { event: "user.created", user: "amy" }, 400, /event/],
  ["POST", "/events", { event: "user.signed_in", user: "nobody" }, 404, /nobody/],
  ["POST", "/events", { event: "group.settings_updated", group: "none", settings: {} }, 400, /event/],
  ["POST", "/events?account=none", {}, 404, /account/],
  ["POST", "/webhooks", { url: "http://127.0.0.1:9/", events: ["*"], secret: "" }, 400, /secret/],
  ["POST", "/webhooks", { url: "http://127.0.0.1:9/", events: ["*"], account: "none" }, 404, /account/],
  ["POST", "/webhooks?account=none", { url: "http://127.0.0.1:9/", events: ["*"] }, 404, /account/],
  ["POST", "/webhooks", { url: "http://127.0.0.1:9/", events: ["*"] }, 400, /validation.*skip_validation/],
  ["POST", "/webhooks", { url: "http://zoom.us/", events: ["*"] }, 400, /zoom\.us is not this machine/],
  ["GET", "/webhooks/none", undefined, 404, /webhook/],
  ["POST", "/webhooks/none/validate", {}, 404, /webhook/],
  ["DELETE", "/webhooks/none", undefined, 404, /webhook/],
  ["GET", "/deliveries?wait=soon", undefined, 400, /wait/],
  ["GET", "/deliveries/none", undefined, 404, /delivery/],
  ["POST", "/deliveries/none/replay", {}, 404, /delivery/],
  ["DELETE", "/clock", undefined, 405, /DELETE/],
  ["PUT", "/snapshot", {}, 400, /format/],
];

/** The whole state but the clock's reading, which goes on. */
const stateOf = async (stage: Stage): Promise<string> =>
  JSON.stringify(
    [dig(await stage.control("GET", "/snapshot"), "records"), dig(await stage.control("GET", "/clock"), "offset_ms")],
    (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value),
  );

onBothHosts("what is wrong is named, and changes nothing", async (host) => {
  await using stage = await host.open({ account });
  const before = await stateOf(stage);
  for (const [method, path, json, status, names] of bad) {
    const reply = await stage.call(method, `/_rollcall${path}`, json === undefined ? {} : { json });
    assert.equal(reply.status, status, `${method} ${path}: ${reply.text}`);
    assert.match(String(dig(reply.body, "error")), names, `${method} ${path}`);
    assert.equal(await stateOf(stage), before, `${method} ${path} ${JSON.stringify(json)}`);
  }
});

const brokenBodies = ["{", "null", '"x"', "[".repeat(100_000), `{"a":${"[".repeat(100_000)}1234567890123456789`];

onBothHosts("a body that is no JSON is 400 on every route that takes one", async (host) => {
  await using stage = await host.open({ account });
  const headers = { "content-type": "application/json" };
  for (const [method, path] of [
    ["POST", "/accounts"],
    ["PATCH", "/accounts/acc"],
    ["POST", "/seed"],
    ["PUT", "/clock"],
    ["POST", "/faults"],
    ["PUT", "/snapshot"],
    ["POST", "/accounts/acc/apps"],
  ] as const)
    for (const body of brokenBodies) {
      const reply = await stage.call(method, `/_rollcall${path}`, { body, headers });
      assert.equal(reply.status, 400, `${method} ${path} ${body.slice(0, 10)}: ${reply.text.slice(0, 200)}`);
    }
});

onBothHosts("without a control plane there is none", async (host) => {
  await using stage = await host.open({ control: false });
  for (const path of ["/", "/_rollcall", "/_rollcall/accounts"])
    assert.deepEqual((await stage.call("GET", path)).code, 2300);
});
