import { webhookLimits, webhookValidation } from "#zoom";

import type { Webhook } from "./records.ts";
import type { World } from "../world.ts";

export interface NewSubscription extends Pick<
  Webhook,
  "account" | "url" | "events" | "secret" | "clientId" | "name" | "scope" | "userIds" | "source"
> {
  /** The endpoint is not asked, now or later. */
  readonly isUnasked: boolean;
}

/** Why there is no subscription: as many as Zoom allows, an endpoint that failed, or an account that went meanwhile. */
export interface NotSubscribed {
  readonly kind: "full" | "endpoint" | "gone";
  readonly message: string;
}

const isFull = (world: World, { account, clientId }: NewSubscription): boolean =>
  world.outbox.webhooksOf(account).filter((other) => other.clientId === clientId).length >= webhookLimits.perApp;

const full: NotSubscribed = {
  kind: "full",
  message: `There are ${webhookLimits.perApp} webhooks already, which is Zoom's limit for an app`,
};

/** Subscribes a URL to events, after its endpoint has proved that it knows the secret, as Zoom does on saving. */
export const subscribe = async (world: World, asked: NewSubscription): Promise<Webhook | NotSubscribed> => {
  const { isUnasked, ...parts } = asked;
  if (isFull(world, asked)) return full;
  const tenant = world.tenants.get(asked.account);
  const wrong = isUnasked ? undefined : await world.outbox.check(asked);
  if (wrong !== undefined) return { kind: "endpoint", message: wrong };
  // Asking took time: others may have come, or the account or the app may have gone.
  if (isFull(world, asked)) return full;
  const hasApp = asked.clientId === undefined || world.apps.has(asked.clientId);
  if (!hasApp || tenant === undefined || world.tenants.get(asked.account) !== tenant)
    return { kind: "gone", message: "The account or app was removed in the meantime" };
  const now = world.now();
  const webhook: Webhook = {
    id: world.identifiers.id(),
    ...parts,
    createdAt: now,
    state: isUnasked ? "unchecked" : "valid",
    problem: "",
    checkAt: isUnasked ? null : now + webhookValidation.everyMs,
  };
  world.outbox.addWebhook(webhook);
  return webhook;
};
