import { exactJson } from "#base";

import type { Webhook } from "./records.ts";
import { ownerOf, type Tenant } from "../tenant.ts";
import type { World } from "../world.ts";

export type Payload = Readonly<Record<string, unknown>>;

/** One event, before anybody knows whether somebody wants it. */
interface News {
  readonly event: string;
  /** The name it is sent under, where that is another one than subscriptions have. */
  readonly sentAs?: string;
  /** The user it is about: subscriptions for single users get only theirs. */
  readonly about?: string;
  /** Made only when somebody listens. */
  readonly payload: () => Payload;
}

const wants = ({ events, state, userIds }: Webhook, { event, about }: News): boolean =>
  state !== "invalid" &&
  (events.includes("*") || events.includes(event)) &&
  (userIds === undefined || (about !== undefined && userIds.includes(about)));

/** Puts one event on its way to every subscription that wants it; tells how many do. */
export const publish = (world: World, { account }: Tenant, news: News): number => {
  const { outbox } = world;
  if (!outbox.hasWebhooks) return 0;
  const wanted = outbox.webhooksOf(account.id).filter((webhook) => wants(webhook, news));
  if (wanted.length === 0) return 0;
  const event = news.sentAs ?? news.event;
  const body = exactJson.stringify({
    event,
    event_ts: world.now(),
    payload: { account_id: account.id, ...news.payload() },
  });
  for (const { id } of wanted) outbox.send({ account: account.id, webhook: id, event, body, replayOf: null });
  return wanted.length;
};

/** Who did it: the person behind the token, or the owner, in whose name server-to-server apps act. */
export const operator = (world: World, tenant: Tenant): Payload => {
  const user = (world.actor === undefined ? undefined : tenant.users.byId(world.actor)) ?? ownerOf(tenant);
  return user === undefined ? {} : { operator: user.email, operator_id: user.id };
};
