import {
  eventSubscriptionCreate,
  eventSubscriptionDelete,
  eventSubscriptionList,
  eventSubscriptionSubscribe,
  eventSubscriptionUnsubscribe,
  subscriptionScopes,
  webhookEvents,
} from "#zoom";

import { ok, type Outcome, refusal } from "../answer.ts";
import { validationFailed } from "../bind.ts";
import type { Call, Handler } from "../handlers.ts";
import { askedPage, given, nextToken, takePage } from "../paging.ts";
import { stringOf, stringsOf } from "../read.ts";
import type { SubscriptionScope, Webhook } from "../webhooks/records.ts";
import { privilegesOf } from "../roles/privileges.ts";
import { subscribe } from "../webhooks/subscribe.ts";

const scopeOf = (text: string): SubscriptionScope | undefined => subscriptionScopes.find((scope) => scope === text);

/** Whether the person behind a token may speak for others; an app's own token may. */
const mayForOthers = ({ tenant, token }: Call): boolean =>
  token.userId === undefined || privilegesOf(tenant, token) === null;

const hasConsented = ({ world, token }: Call, userId: string): boolean =>
  world.grants
    .all()
    .some((grant) => grant.kind === "refresh" && grant.clientId === token.clientId && grant.userId === userId);

/** The first of several users that is none of the account's, or has not consented to the app. */
const strangerIn = (
  call: Call,
  ids: readonly string[],
): { readonly id: string; readonly isThere: boolean } | undefined => {
  for (const id of ids) {
    const isThere = call.tenant.users.byId(id) !== undefined;
    if (!isThere || !hasConsented(call, id)) return { id, isThere };
  }
  return undefined;
};

/** What is wrong with the events of a new subscription. */
const refuseEvents = ({ world, token }: Call, events: readonly string[]): Outcome | undefined => {
  const { errors } = eventSubscriptionCreate;
  const scopes = world.apps.get(token.clientId)?.scopes ?? [];
  for (const eventName of events) {
    if (!webhookEvents.some(({ name }) => name === eventName)) return refusal(errors.eventUnknown, { eventName });
    const product = eventName.split(".")[0] ?? "";
    if (!scopes.some((scope) => scope.startsWith(`${product}:`))) return refusal(errors.eventNotAllowed, { eventName });
  }
  return undefined;
};

interface Asked {
  readonly url: string;
  readonly events: readonly string[];
  readonly scope: SubscriptionScope;
  readonly userIds: readonly string[];
}

const readAsked = ({ body }: Call): Asked | Outcome => {
  const { errors } = eventSubscriptionCreate;
  const events = stringsOf(body["events"]) ?? [];
  const url = stringOf(body["event_webhook_url"]) ?? "";
  const scope = scopeOf(stringOf(body["subscription_scope"]) ?? "");
  if (events.length === 0) return refusal(errors.eventsEmpty);
  if (url === "") return refusal(errors.urlEmpty);
  return scope === undefined
    ? refusal(errors.scopeInvalid)
    : { url, events, scope, userIds: stringsOf(body["user_ids"]) ?? [] };
};

const refuseNew = (call: Call, { events, scope, userIds }: Asked): Outcome | undefined => {
  const { errors } = eventSubscriptionCreate;
  const account = stringOf(call.body["account_id"]);
  if (account !== undefined && account !== call.tenant.account.id)
    return refusal(errors.userUnknown, { userId: account }, "account_id is another account's.");
  const stranger = strangerIn(call, userIds);
  if (stranger !== undefined)
    return refusal(stranger.isThere ? errors.notAuthorized : errors.userUnknown, { userId: stranger.id });
  const isOwn = scope === "user" && userIds.every((id) => id === call.token.userId);
  if (!isOwn && !mayForOthers(call))
    return refusal(errors.permission, { userId: call.token.userId ?? "", eventName: events[0] ?? "" });
  return refuseEvents(call, events);
};

/** POST /marketplace/app/event_subscription: the endpoint is asked at once, with the app's secret token. */
export const createSubscription: Handler = async (call) => {
  const asked = readAsked(call);
  if ("status" in asked) return asked;
  const refused = refuseNew(call, asked);
  if (refused !== undefined) return refused;
  const { world, tenant, token, body } = call;
  const app = world.apps.get(token.clientId);
  const name = stringOf(body["event_subscription_name"]);
  const made = await subscribe(world, {
    account: tenant.account.id,
    clientId: token.clientId,
    source: "openapi",
    isUnasked: false,
    url: asked.url,
    events: asked.events,
    scope: asked.scope,
    secret: app?.secretToken ?? app?.clientSecret ?? "",
    ...(name === undefined ? {} : { name }),
    ...(asked.scope === "user" ? { userIds: asked.userIds } : {}),
  });
  return "kind" in made
    ? refusal(eventSubscriptionCreate.errors.urlInvalid, { eventWebhookUrl: asked.url }, `${made.message}.`)
    : ok(201, JSON.stringify({ event_subscription_id: made.id }));
};

const view = ({ account }: Call["tenant"], webhook: Webhook) => ({
  event_subscription_id: webhook.id,
  events: webhook.events,
  event_subscription_name: webhook.name ?? "",
  event_webhook_url: webhook.url,
  subscription_scope: webhook.scope ?? "account",
  created_source: webhook.source ?? "default",
  subscriber_id: webhook.userIds?.[0] ?? account.id,
});

/** GET /marketplace/app/event_subscription: the app's subscriptions that a user's events go to. */
export const listSubscriptions: Handler = (call) => {
  const { world, tenant, token, query } = call;
  const { errors, success } = eventSubscriptionList;
  const missing = ["user_id", "account_id"].filter((field) => given(query, field) === null);
  if (missing.length > 0) return validationFailed(missing.map((field) => ({ field, message: "Missing field." })));
  const scope = given(query, "subscription_scope");
  if (scope !== null && scopeOf(scope) === undefined) return refusal(errors.scopeInvalid);
  const userId = query.get("user_id") ?? "";
  if (query.get("account_id") !== tenant.account.id || tenant.users.byId(userId) === undefined)
    return refusal(errors.userUnknown);
  const asked = askedPage(call, `subscriptions ${userId} ${scope}`, 300, 30);
  if ("status" in asked) return asked;
  const all = world.outbox.webhooksOf(tenant.account.id).map((webhook, at) => ({ seq: at + 1, webhook }));
  const page = takePage(
    all,
    asked,
    ({ webhook }) =>
      webhook.clientId === token.clientId &&
      (scope ?? webhook.scope) === webhook.scope &&
      (webhook.userIds?.includes(userId) ?? true),
  );
  return ok(
    success.status,
    JSON.stringify({
      next_page_token: nextToken(call, asked, page),
      page_size: asked.size,
      event_subscriptions: page.items.map(({ webhook }) => view(tenant, webhook)),
    }),
  );
};

/** A subscription that the calling app made by this API. */
const ownSubscription = ({ world, token }: Call, id: string): Webhook | undefined => {
  const webhook = world.outbox.webhook(id);
  return webhook?.clientId === token.clientId && webhook.source === "openapi" ? webhook : undefined;
};

/** PATCH /marketplace/app/event_subscription/{eventSubscriptionId}: more users, or the whole account. */
export const subscribeUsers: Handler = (call) => {
  const { errors } = eventSubscriptionSubscribe;
  const id = call.parameters["eventSubscriptionId"] ?? "";
  const webhook = ownSubscription(call, id);
  if (webhook === undefined || call.body["account_id"] !== call.tenant.account.id)
    return refusal(errors.unknown, { eventSubscriptionId: id });
  const userIds = stringsOf(call.body["user_ids"]) ?? [];
  const stranger = strangerIn(call, userIds);
  if (stranger !== undefined)
    return refusal(stranger.isThere ? errors.notAuthorized : errors.userUnknown, { userId: stranger.id });
  if (!mayForOthers(call) && userIds.some((user) => user !== call.token.userId))
    return refusal(errors.permission, { userId: call.token.userId ?? "", eventSubscriptionId: id });
  if (webhook.userIds !== undefined) webhook.userIds = [...new Set([...webhook.userIds, ...userIds])];
  call.world.outbox.changeWebhook(webhook);
  return ok(204, "");
};

/** DELETE /marketplace/app/event_subscription: fewer users, or all of it. */
export const unsubscribeUsers: Handler = (call) => {
  const { errors } = eventSubscriptionUnsubscribe;
  const { world, query, tenant } = call;
  const id = query.get("event_subscription_id") ?? "";
  const webhook = ownSubscription(call, id);
  if (webhook === undefined || query.get("account_id") !== tenant.account.id)
    return refusal(errors.unknown, { eventSubscriptionId: id });
  const userIds = (given(query, "user_ids") ?? "").split(",").filter((user) => user !== "");
  const unknown = userIds.find((user) => tenant.users.byId(user) === undefined);
  if (unknown !== undefined) return refusal(errors.userUnknown, { userId: unknown });
  if (userIds.length === 0 || webhook.userIds === undefined) world.outbox.removeWebhook(webhook);
  else {
    webhook.userIds = webhook.userIds.filter((user) => !userIds.includes(user));
    world.outbox.changeWebhook(webhook);
  }
  return ok(204, "");
};

/** DELETE /marketplace/app/event_subscription/{eventSubscriptionId}. */
export const deleteSubscription: Handler = (call) => {
  const id = call.parameters["eventSubscriptionId"] ?? "";
  const webhook = ownSubscription(call, id);
  if (webhook === undefined) return refusal(eventSubscriptionDelete.errors.unknown, { eventSubscriptionId: id });
  call.world.outbox.removeWebhook(webhook);
  return ok(204, "");
};
