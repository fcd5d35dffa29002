import assert from "node:assert/strict";

import { type GeneralApp, registerApp } from "./general-app.ts";
import { dig, type Host, listIn, onBothHosts, type Stage } from "./hosts.ts";
import { deliveries, makeEndpoint } from "./webhook-endpoint.ts";

const base = "/v2/marketplace/app/event_subscription";
const url = "http://127.0.0.1:9/zoom";
const secret = "rollcall-secret";

const setUp = async (host: Host) => {
  const endpoint = makeEndpoint();
  const users = [
    { email: "amy@acme.test", id: "amy" },
    { email: "bob@acme.test", id: "bob" },
  ];
  const stage = await host.open({
    account: { accountId: "acc", preset: "business", users },
    webhooks: { fetch: endpoint.fetch },
  });
  const app = await registerApp(stage, { scopes: ["user:read:user", "group:read"], secret_token: secret });
  for (const user of ["amy", "bob"]) await app.consent(user);
  return { endpoint, stage, app, token: await ownToken(app), [Symbol.asyncDispose]: () => stage.emulator.close() };
};

const ownToken = async (app: GeneralApp): Promise<string> =>
  String(dig((await app.ask({ grant_type: "client_credentials" })).body, "access_token"));

const subscribe = async (stage: Stage, token: string, more: object): Promise<string> => {
  const json = { events: ["user.updated"], event_webhook_url: url, subscription_scope: "account", ...more };
  const made = await stage.call("POST", base, { token, json });
  assert.equal(made.status, 201, made.text);
  return String(dig(made.body, "event_subscription_id"));
};

const touch = async (stage: Stage, dept: string): Promise<void> => {
  for (const user of ["amy", "bob"])
    assert.equal((await stage.call("PATCH", `/v2/users/${user}`, { json: { dept } })).status, 204);
  await deliveries(stage);
};

onBothHosts("an app subscribes to the events of single users, of more, of fewer, and of nobody", async (host) => {
  await using scene = await setUp(host);
  const { endpoint, stage, token } = scene;
  const id = await subscribe(stage, token, { subscription_scope: "user", user_ids: ["amy"] });
  assert.equal(endpoint.validations, 1);
  const told = (): readonly unknown[] =>
    endpoint.events.splice(0).map((event) => dig(event, "payload", "object", "id"));
  await touch(stage, "Sales");
  assert.deepEqual(told(), ["amy"]);
  const more = { account_id: "acc", user_ids: ["bob"] };
  assert.equal((await stage.call("PATCH", `${base}/${id}`, { token, json: more })).status, 204);
  await touch(stage, "IT");
  assert.deepEqual(told(), ["amy", "bob"]);
  const fewer = `${base}?event_subscription_id=${id}&account_id=acc`;
  assert.equal((await stage.call("DELETE", `${fewer}&user_ids=amy`, { token })).status, 204);
  await touch(stage, "HR");
  assert.deepEqual(told(), ["bob"]);
  assert.equal((await stage.call("DELETE", fewer, { token })).status, 204);
  await touch(stage, "Legal");
  assert.deepEqual(told(), []);
});

onBothHosts("an app sees its own subscriptions, a user's and the account's, page by page", async (host) => {
  await using scene = await setUp(host);
  const { stage, token } = scene;
  const other = await registerApp(stage, { scopes: ["user:read:user"], secret_token: secret });
  await other.consent("amy");
  await subscribe(stage, await ownToken(other), { event_subscription_name: "theirs" });
  const wide = await subscribe(stage, token, { event_subscription_name: "all" });
  const amy = await subscribe(stage, token, { subscription_scope: "user", user_ids: ["amy"] });
  const list = async (query: string): Promise<readonly unknown[]> =>
    listIn((await stage.call("GET", `${base}?account_id=acc&${query}`, { token })).body, "event_subscriptions");
  const ids = async (query: string): Promise<readonly unknown[]> =>
    (await list(query)).map((row) => dig(row, "event_subscription_id"));
  assert.deepEqual(await ids("user_id=amy"), [wide, amy]);
  assert.deepEqual(await ids("user_id=bob"), [wide]);
  assert.deepEqual(await ids("user_id=amy&subscription_scope=user"), [amy]);
  assert.deepEqual((await list("user_id=bob"))[0], {
    event_subscription_id: wide,
    events: ["user.updated"],
    event_subscription_name: "all",
    event_webhook_url: url,
    subscription_scope: "account",
    created_source: "openapi",
    subscriber_id: "acc",
  });
  const first = await stage.call("GET", `${base}?account_id=acc&user_id=amy&page_size=1`, { token });
  const next = String(dig(first.body, "next_page_token"));
  assert.deepEqual(await ids(`user_id=amy&page_size=1&next_page_token=${next}`), [amy]);
  assert.equal((await stage.call("DELETE", `${base}/${amy}`, { token })).status, 204);
  assert.deepEqual(await ids("user_id=amy"), [wide]);
});

onBothHosts(
  "subscriptions of an app's registration are validated, signed and not the API's to change",
  async (host) => {
    await using scene = await setUp(host);
    const { endpoint, stage } = scene;
    const subscription = { url, events: ["user.updated"], name: "build flow" };
    const app = await registerApp(stage, { secret_token: secret, event_subscriptions: [subscription] });
    assert.equal(endpoint.validations, 1);
    await touch(stage, "Sales");
    assert.equal(endpoint.events.length, 2);
    const [made] = listIn(await stage.control("GET", `/apps/${app.clientId}`), "event_subscriptions");
    const path = `${base}/${String(dig(made, "id"))}`;
    assert.equal((await stage.call("DELETE", path, { token: await ownToken(app) })).code, 1601);
    const apps = listIn(await stage.control("GET", "/apps")).length;
    endpoint.proof = () => new Response("no", { status: 200 });
    const { accountId } = stage.emulator.account;
    const json = { kind: "general", event_subscriptions: [subscription] };
    const refused = await stage.call("POST", `/_rollcall/accounts/${accountId}/apps`, { json });
    assert.match(String(dig(refused.body, "error")), /validation/);
    assert.equal(listIn(await stage.control("GET", "/apps")).length, apps, "the app was taken back");
    await stage.control("DELETE", `/apps/${app.clientId}`);
    assert.deepEqual(await stage.control("GET", "/webhooks"), []);
  },
);
