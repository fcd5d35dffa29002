import type {
  eventSubscriptionCreate,
  eventSubscriptionDelete,
  eventSubscriptionList,
  eventSubscriptionSubscribe,
  eventSubscriptionUnsubscribe,
} from "#zoom";

import type { ErrorCase, Errors } from "./error-cases.ts";
import { registerApp } from "./general-app.ts";
import { broken, plain } from "./group-errors.ts";
import { dig, type Reply, type Sent, type Stage } from "./hosts.ts";
import { makeEndpoint } from "./webhook-endpoint.ts";

const secret = "rollcall-secret";
const base = "/v2/marketplace/app/event_subscription";
const url = "http://127.0.0.1:9/zoom";
const account = {
  accountId: "acc",
  users: [
    { email: "amy@acme.test", id: "amy" },
    { email: "bob@acme.test", id: "bob" },
  ],
} as const;
const scopes = [
  "marketplace:read:list_event_subscriptions",
  "marketplace:update:event_subscription",
  "marketplace:write:event_subscription",
  "user:read:user",
];

/** The token of an app for itself, or of Amy, who is a Member and has consented to it. */
const tokenOf = async (stage: Stage, isAmy: boolean): Promise<string> => {
  const app = await registerApp(stage, { scopes });
  if (isAmy) return (await app.consent("amy")).accessToken;
  return String(dig((await app.ask({ grant_type: "client_credentials" })).body, "access_token"));
};

const asApp = (method: string, path: string, sent: Sent = {}, isAmy = false): Omit<ErrorCase, "values"> => ({
  account,
  send: async (stage): Promise<Reply> => stage.call(method, path, { ...sent, token: await tokenOf(stage, isAmy) }),
});

const creating = (change: object, isAmy = false) =>
  asApp(
    "POST",
    base,
    { json: { events: ["user.created"], event_webhook_url: url, subscription_scope: "account", ...change } },
    isAmy,
  );

/** Calls on a subscription that the app made by the API; `{sub}` in the path is its id. */
const onSubscription = (
  method: string,
  path: string,
  json?: (ownerId: string) => object,
): Omit<ErrorCase, "values"> => ({
  account,
  webhooks: { fetch: makeEndpoint().fetch },
  send: async (stage): Promise<Reply> => {
    const app = await registerApp(stage, { scopes, secret_token: secret });
    const { accessToken: token } = await app.consent("amy");
    await app.consent("owner@acme.test");
    const asked = { events: ["user.created"], event_webhook_url: url, subscription_scope: "user", user_ids: ["amy"] };
    const made = await stage.call("POST", base, { token, json: asked });
    subscription = String(dig(made.body, "event_subscription_id"));
    const ownerId = String(dig((await stage.call("GET", "/v2/users/owner@acme.test")).body, "id"));
    const body = json === undefined ? {} : { json: json(ownerId) };
    return stage.call(method, path.replace("{sub}", subscription), { token, ...body });
  },
});

/** The last one made: cases name it in what they expect. */
let subscription = "";

const subscribing = (userIds: (ownerId: string) => readonly string[]) =>
  onSubscription("PATCH", `${base}/{sub}`, (ownerId) => ({ account_id: "acc", user_ids: userIds(ownerId) }));

const nobody = { values: { userId: "nobody" } };
const none = { values: { eventSubscriptionId: "none" } };

export const subscriptionCreateErrors: Errors<typeof eventSubscriptionCreate> = {
  validation: creating({ user_ids: Array.from({ length: 11 }, (_one, at) => String(at)) }),
  notJson: asApp("POST", base, broken),
  contentType: asApp("POST", base, plain),
  eventsEmpty: creating({ events: [] }),
  urlEmpty: creating({ event_webhook_url: "" }),
  scopeInvalid: creating({ subscription_scope: "world" }),
  permission: { ...creating({}, true), values: { userId: "amy", eventName: "user.created" } },
  notAuthorized: { ...creating({ subscription_scope: "user", user_ids: ["amy"] }), values: { userId: "amy" } },
  eventNotAllowed: { ...creating({ events: ["group.created"] }), values: { eventName: "group.created" } },
  userUnknown: { ...creating({ user_ids: ["nobody"] }), ...nobody },
  eventUnknown: { ...creating({ events: ["user.made"] }), values: { eventName: "user.made" } },
  urlInvalid: { ...creating({}), values: { eventWebhookUrl: url } },
};

export const subscriptionListErrors: Errors<typeof eventSubscriptionList> = {
  validation: asApp("GET", base),
  scopeInvalid: asApp("GET", `${base}?user_id=amy&account_id=acc&subscription_scope=world`),
  userUnknown: asApp("GET", `${base}?user_id=nobody&account_id=acc`),
};

const subscribe = (json: object) => asApp("PATCH", `${base}/none`, { json });

export const subscriptionSubscribeErrors: Errors<typeof eventSubscriptionSubscribe> = {
  validation: subscribe({}),
  notJson: asApp("PATCH", `${base}/none`, broken),
  contentType: asApp("PATCH", `${base}/none`, plain),
  permission: {
    ...subscribing((ownerId) => [ownerId]),
    values: () => ({ userId: "amy", eventSubscriptionId: subscription }),
  },
  notAuthorized: { ...subscribing(() => ["bob"]), values: { userId: "bob" } },
  userUnknown: { ...subscribing(() => ["nobody"]), ...nobody },
  unknown: { ...subscribe({ account_id: "acc" }), ...none },
};

export const subscriptionUnsubscribeErrors: Errors<typeof eventSubscriptionUnsubscribe> = {
  userUnknown: {
    ...onSubscription("DELETE", `${base}?event_subscription_id={sub}&account_id=acc&user_ids=amy,nobody`),
    ...nobody,
  },
  unknown: { ...asApp("DELETE", `${base}?event_subscription_id=none&account_id=acc`), ...none },
};

export const subscriptionDeleteErrors: Errors<typeof eventSubscriptionDelete> = {
  unknown: { ...asApp("DELETE", `${base}/none`), ...none },
};
