import { envelopeErrors } from "../envelope.ts";
import type { Field } from "../field.ts";
import { operation } from "../operation.ts";
import { documented, inferred } from "../source.ts";
import { scopes } from "./shared.ts";

const oas = documented("OAS marketplace");
const byApp = (scope: string) => scopes([], [`marketplace:${scope}`]);

const idParameter = { name: "eventSubscriptionId", in: "path", type: "string", required: true } as const;

export const subscriptionScopes = ["user", "account", "master_account"] as const;

const userUnknown = {
  status: 404,
  code: 1001,
  message: "User does not exist or does not belong to this account: {userId}.",
  trigger: "user_ids names nobody of the account, or account_id another account",
  source: oas,
} as const;

const subscriptionUnknown = {
  status: 404,
  code: 1601,
  message: "App event subscription is invalid: {eventSubscriptionId}",
  trigger: "the app made no such subscription by this API; those of its registration cannot be changed here",
  source: oas,
} as const;

const empty = (what: string, trigger: string) =>
  ({ status: 400, code: 1500, message: `The ${what}`, trigger, source: oas }) as const;

const scopeInvalid = empty("subscription scope is invalid.", "subscription_scope is missing or unknown");

const userIds: readonly Field[] = [
  { path: "user_ids", type: "array", maxItems: 10 },
  { path: "user_ids[]", type: "string" },
];

const notes = [
  {
    text: "Taken with an app's own token (client_credentials), or with a person's whose app has the scope.",
    source: inferred("ZPlug for the kind of token"),
  },
];

export const eventSubscriptionCreate = operation({
  id: "createEventSubscription",
  method: "POST",
  path: "/marketplace/app/event_subscription",
  summary: "Create an event subscription",
  label: "Heavy",
  permissions: [],
  scopes: byApp("write:event_subscription"),
  parameters: [],
  request: [
    { path: "events", type: "array", note: "required" },
    { path: "events[]", type: "string" },
    { path: "event_webhook_url", type: "string", note: "required" },
    { path: "event_subscription_name", type: "string" },
    { path: "subscription_scope", type: "string", note: `required: ${subscriptionScopes.join(", ")}` },
    ...userIds,
    { path: "account_id", type: "string" },
  ],
  success: { status: 201, fields: [{ path: "event_subscription_id", type: "string", required: true }] },
  errors: {
    validation: envelopeErrors.validation,
    notJson: envelopeErrors.notJson,
    contentType: envelopeErrors.contentType,
    eventsEmpty: empty("events list is empty.", "events is missing or empty"),
    urlEmpty: empty("event webhook url is empty.", "event_webhook_url is missing or empty"),
    scopeInvalid,
    permission: {
      status: 400,
      code: 1003,
      message: "The user {userId} missed permission to subscribe application events: {eventName}",
      trigger: "a person without an administrator's role asks for more than single users' events",
      source: oas,
    },
    notAuthorized: {
      status: 400,
      code: 1300,
      message: "The user don't authorize the app: {userId}.",
      trigger: "user_ids names somebody who has not consented to the app",
      source: oas,
    },
    eventNotAllowed: {
      status: 400,
      code: 1602,
      message: "The event is not allowed for the app: {eventName}",
      trigger: "the app has no scope of the event's product",
      source: oas,
    },
    userUnknown,
    eventUnknown: {
      status: 404,
      code: 1601,
      message: "App event not exists: {eventName}",
      trigger: "there is no such event",
      source: oas,
    },
    urlInvalid: {
      status: 404,
      code: 1701,
      message: "The event webhook url validate failed: {eventWebhookUrl}.",
      trigger: "the endpoint did not prove that it knows the secret token",
      source: oas,
    },
  },
  notes,
  source: oas,
});

export const eventSubscriptionList = operation({
  id: "getUserEventSubscriptions",
  method: "GET",
  path: "/marketplace/app/event_subscription",
  summary: "Get user or account event subscriptions",
  label: "Medium",
  permissions: [],
  scopes: byApp("read:list_event_subscriptions"),
  parameters: [
    { name: "user_id", in: "query", type: "string", required: true },
    { name: "account_id", in: "query", type: "string", required: true },
    { name: "subscription_scope", in: "query", type: "string", values: subscriptionScopes },
    { name: "page_size", in: "query", type: "integer", default: 30, maximum: 300 },
    { name: "next_page_token", in: "query", type: "string" },
  ],
  success: {
    status: 200,
    fields: [
      { path: "next_page_token", type: "string" },
      { path: "page_size", type: "integer" },
      { path: "event_subscriptions", type: "array" },
      { path: "event_subscriptions[]", type: "object" },
      { path: "event_subscriptions[].event_subscription_id", type: "string" },
      { path: "event_subscriptions[].events", type: "array" },
      { path: "event_subscriptions[].events[]", type: "string" },
      { path: "event_subscriptions[].event_subscription_name", type: "string" },
      { path: "event_subscriptions[].event_webhook_url", type: "string" },
      { path: "event_subscriptions[].subscription_scope", type: "string", values: subscriptionScopes },
      { path: "event_subscriptions[].created_source", type: "string", values: ["default", "openapi"] },
      { path: "event_subscriptions[].subscriber_id", type: "string" },
    ],
  },
  errors: {
    validation: envelopeErrors.validation,
    scopeInvalid,
    userUnknown: {
      ...userUnknown,
      message: "User does not exist or does not belong to this account.",
      trigger: "user_id names nobody of the account, or account_id another account",
    },
  },
  notes,
  source: oas,
});

export const eventSubscriptionSubscribe = operation({
  id: "subscribeEventSubscription",
  method: "PATCH",
  path: "/marketplace/app/event_subscription/{eventSubscriptionId}",
  summary: "Subscribe an event subscription",
  label: "Medium",
  permissions: [],
  scopes: byApp("update:event_subscription"),
  parameters: [idParameter],
  request: [...userIds, { path: "account_id", type: "string", required: true }],
  success: { status: 204, fields: [] },
  errors: {
    validation: envelopeErrors.validation,
    notJson: envelopeErrors.notJson,
    contentType: envelopeErrors.contentType,
    permission: {
      status: 400,
      code: 1003,
      message: "The user: {userId} missed permission to subscribe event subscriptions: {eventSubscriptionId}",
      trigger: "a person without an administrator's role subscribes somebody else",
      source: oas,
    },
    notAuthorized: {
      status: 400,
      code: 1002,
      message: "The user don't authorize the app: {userId}.",
      trigger: "user_ids names somebody who has not consented to the app",
      source: oas,
    },
    userUnknown,
    unknown: subscriptionUnknown,
  },
  notes,
  source: oas,
});

export const eventSubscriptionUnsubscribe = operation({
  id: "unSubscribeEventSubscription",
  method: "DELETE",
  path: "/marketplace/app/event_subscription",
  summary: "Unsubscribe app event subscription",
  label: "Medium",
  permissions: [],
  scopes: byApp("update:event_subscription"),
  parameters: [
    { name: "event_subscription_id", in: "query", type: "string", required: true },
    {
      name: "user_ids",
      in: "query",
      type: "string",
      note: "at most 10, joined by commas; without it, the whole account",
    },
    { name: "account_id", in: "query", type: "string", required: true },
  ],
  success: { status: 204, fields: [] },
  errors: { userUnknown, unknown: subscriptionUnknown },
  notes: [
    ...notes,
    {
      text: "Without user_ids the subscription gets no events of the account any more: here it is removed.",
      source: inferred("the operation's summary"),
    },
  ],
  source: oas,
});

export const eventSubscriptionDelete = operation({
  id: "deleteEventSubscription",
  method: "DELETE",
  path: "/marketplace/app/event_subscription/{eventSubscriptionId}",
  summary: "Delete an event subscription",
  label: "Medium",
  permissions: [],
  scopes: byApp("delete:event_subscription"),
  parameters: [idParameter],
  success: { status: 204, fields: [] },
  errors: { unknown: subscriptionUnknown },
  notes,
  source: oas,
});
