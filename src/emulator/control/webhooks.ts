import { z } from "zod";

import { webhookEvents, webhookValidation } from "#zoom";

import type { Delivery, Webhook } from "../webhooks/records.ts";
import { refusedUrl } from "../webhooks/post.ts";
import { type NewSubscription, type NotSubscribed, subscribe } from "../webhooks/subscribe.ts";
import { tenantOf } from "./accounts.ts";
import { type ControlCall, type ControlRoute, json, problem } from "./route.ts";

const known: readonly string[] = ["*", ...webhookEvents.map(({ name }) => name)];

/** The name of an event of Zoom's, or "*" for all. */
export const eventName = z.string().refine((name) => known.includes(name), {
  error: ({ input }) => `${String(input)} is no event; there are ${known.join(", ")}`,
});

const webhookSchema = z.strictObject({
  account: z.string().exactOptional(),
  url: z.string(),
  events: z.array(eventName).min(1),
  secret: z.string().min(1).exactOptional(),
  skip_validation: z.boolean().default(false),
});

const timeText = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

export const webhookView = (webhook: Webhook): Record<string, unknown> => ({
  id: webhook.id,
  account_id: webhook.account,
  client_id: webhook.clientId ?? null,
  url: webhook.url,
  events: webhook.events,
  secret: "***",
  state: webhook.state,
  problem: webhook.problem,
  next_validation: timeText(webhook.checkAt),
  created_at: timeText(webhook.createdAt),
});

const bodySchema = z.object({ event_ts: z.number(), payload: z.unknown() });

const deliveryView = (delivery: Delivery): Record<string, unknown> => {
  const body = bodySchema.safeParse(JSON.parse(delivery.body)).data;
  return {
    id: delivery.id,
    account_id: delivery.account,
    webhook_id: delivery.webhook,
    event: delivery.event,
    event_ts: body?.event_ts,
    payload: body?.payload,
    state: delivery.state,
    note: delivery.note,
    next_attempt: timeText(delivery.nextAt),
    replay_of: delivery.replayOf,
    created_at: timeText(delivery.createdAt),
    attempts: delivery.attempts.map(({ at, status, ms, error }) => ({ at: timeText(at), status, ms, error })),
  };
};

const noWebhook = problem(404, "No such webhook. GET /_rollcall/webhooks lists them.");
const noDelivery = problem(404, "No such delivery. GET /_rollcall/deliveries lists them.");

/** What stood in the way of a subscription, as the control plane says it. */
export const notSubscribed = ({ kind, message }: NotSubscribed) =>
  kind === "endpoint"
    ? problem(
        400,
        `url: the endpoint failed Zoom's validation: ${message}. Answer ${webhookValidation.event}, or send "skip_validation": true.`,
      )
    : problem(409, `${message}.`);

const add = async (call: ControlCall) => {
  const { world, courier } = call;
  const body = webhookSchema.parse(call.body);
  const tenant = body.account === undefined ? tenantOf(call) : world.tenants.get(body.account);
  if (tenant === undefined) return problem(404, "No such account. GET /_rollcall/accounts lists them.");
  const refused = refusedUrl(body.url, courier.options);
  if (refused !== undefined) return problem(400, `url: ${refused}.`);
  const secret = body.secret ?? world.identifiers.secret();
  const asked: NewSubscription = {
    account: tenant.account.id,
    url: body.url,
    events: body.events,
    secret,
    isUnasked: body.skip_validation,
  };
  const webhook = await subscribe(world, asked);
  return "kind" in webhook ? notSubscribed(webhook) : json(201, { ...webhookView(webhook), secret });
};

const webhookOf = ({ world, parameters }: ControlCall): Webhook | undefined =>
  world.outbox.webhook(parameters["id"] ?? "");

const webhooksOf = ({ world, query }: ControlCall): readonly Webhook[] => {
  const account = query.get("account");
  return account === null ? world.outbox.webhooks() : [...world.outbox.webhooksOf(account)];
};

const deliveriesOf = ({ world, query }: ControlCall): Delivery[] => {
  const wanted = ["account", "webhook", "event", "state"] as const;
  return [...world.outbox.deliveries.values()]
    .filter((delivery) => wanted.every((key) => (query.get(key) ?? delivery[key]) === delivery[key]))
    .toReversed();
};

const maxWaitMs = 60_000;

/** Waits until nothing is on its way, or the time is over. */
const waitIdle = async ({ courier, query }: ControlCall): Promise<boolean> => {
  const wait = /^(\d+)(ms|s)?$/.exec(query.get("wait") ?? "0");
  if (wait === null) return false;
  const milliseconds = Number(wait[1]) * (wait[2] === "s" ? 1000 : 1);
  courier.wake();
  if (milliseconds === 0) return true;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, Math.min(milliseconds, maxWaitMs));
  await Promise.race([promise, courier.whenIdle()]);
  clearTimeout(timer);
  return true;
};

const listDeliveries = async (call: ControlCall) => {
  if (!(await waitIdle(call))) return problem(400, "wait: a time such as 10s or 500ms.");
  const limit = Math.max(1, Number(call.query.get("limit") ?? 100) || 100);
  const found = deliveriesOf(call);
  return json(200, { total: found.length, deliveries: found.slice(0, limit).map(deliveryView) });
};

const replay = ({ world, parameters }: ControlCall) => {
  const delivery = world.outbox.deliveries.get(parameters["id"] ?? "");
  if (delivery === undefined) return noDelivery;
  const webhook = world.outbox.webhook(delivery.webhook);
  if (webhook === undefined) return problem(409, "The webhook it went to was removed.");
  if (webhook.state === "invalid") return problem(409, `The webhook it went to is invalid: ${webhook.problem}.`);
  const { id: replayOf, account, event, body } = delivery;
  return json(202, deliveryView(world.outbox.send({ account, webhook: webhook.id, event, body, replayOf })));
};

export const webhookRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/webhooks",
    what: "Subscriptions with their state, secrets masked; ?account= for those of one account.",
    handle: (call) => json(200, webhooksOf(call).map(webhookView)),
  },
  {
    method: "POST",
    path: "/webhooks",
    what: 'Subscribes a URL on this machine to events of an account (`account`, or the first); `["*"]` = all. The endpoint is validated at once, as Zoom does, unless `skip_validation`; answers the secret.',
    example: { url: "http://127.0.0.1:8080/zoom", events: ["user.created", "user.deleted"], secret: "s3cret" },
    handle: add,
  },
  {
    method: "GET",
    path: "/webhooks/{id}",
    what: "One subscription.",
    handle: (call) => {
      const webhook = webhookOf(call);
      return webhook === undefined ? noWebhook : json(200, webhookView(webhook));
    },
  },
  {
    method: "POST",
    path: "/webhooks/{id}/validate",
    what: "Validates the endpoint again; one that passes receives again. Zoom does it every 72 hours, and so does the emulator.",
    example: {},
    handle: async (call) => {
      const webhook = webhookOf(call);
      if (webhook === undefined) return noWebhook;
      await call.courier.recheck(webhook);
      return json(200, webhookView(webhook));
    },
  },
  {
    method: "DELETE",
    path: "/webhooks",
    what: "Removes all subscriptions, or those of ?account=; what was on its way to them is dropped.",
    handle: (call) => {
      for (const webhook of webhooksOf(call)) call.world.outbox.removeWebhook(webhook);
      return json(204, undefined);
    },
  },
  {
    method: "DELETE",
    path: "/webhooks/{id}",
    what: "Removes one subscription; what was on its way to it is dropped.",
    handle: (call) => {
      const webhook = webhookOf(call);
      if (webhook === undefined) return noWebhook;
      call.world.outbox.removeWebhook(webhook);
      return json(204, undefined);
    },
  },
  {
    method: "GET",
    path: "/deliveries",
    what: "Events with their attempts, newest first: ?state=waiting|delivered|dropped, ?event=, ?webhook=, ?account=, ?limit= (100 by default). ?wait=10s first waits until nothing is on its way. Retries come 5, 20 and 60 minutes after the attempt before, on the emulator's clock.",
    handle: listDeliveries,
  },
  {
    method: "GET",
    path: "/deliveries/{id}",
    what: "One event with its attempts.",
    handle: ({ world, parameters }) => {
      const delivery = world.outbox.deliveries.get(parameters["id"] ?? "");
      return delivery === undefined ? noDelivery : json(200, deliveryView(delivery));
    },
  },
  {
    method: "POST",
    path: "/deliveries/{id}/replay",
    what: "Sends an event once more, signed anew; answers the new delivery.",
    example: {},
    handle: replay,
  },
];
