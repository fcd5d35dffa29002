import type { Attempt, Delivery, Webhook } from "./records.ts";
import type { World } from "../world.ts";

/** Delivered and dropped ones that the log remembers. */
const remembered = 1000;

/** The event of one subscription, as long as nobody has tried to deliver it. */
export type NewDelivery = Pick<Delivery, "account" | "webhook" | "event" | "body" | "replayOf">;

/** Subscriptions, and the events that are or were on their way to them. It sends nothing: courier.ts does. */
export class Outbox {
  /** Every delivery by id, oldest first. */
  readonly deliveries = new Map<string, Delivery>();
  /** Called with each delivery that is to be tried. Replaced by the courier, as is `wake`. */
  onDelivery: (delivery: Delivery) => void = () => undefined;
  /** Called when the clock has moved or a subscription has come: something may be due. */
  wake: () => void = () => undefined;
  /** Asks an endpoint to prove itself; gives what is wrong with it. Replaced by the courier. */
  check: (endpoint: Pick<Webhook, "url" | "secret">) => Promise<string | undefined> = () =>
    Promise.resolve("nothing is sent here");
  readonly #world: World;
  readonly #byAccount = new Map<string, Webhook[]>();
  #finished: Delivery[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  /** False when nobody listens: then nothing is worth making an event of. */
  get hasWebhooks(): boolean {
    return this.#byAccount.size > 0;
  }

  /** In order of creation within an account. */
  webhooks(): Webhook[] {
    return [...this.#byAccount.values()].flat();
  }

  webhooksOf(account: string): readonly Webhook[] {
    return this.#byAccount.get(account) ?? [];
  }

  webhook(id: string): Webhook | undefined {
    return this.webhooks().find((webhook) => webhook.id === id);
  }

  addWebhook(webhook: Webhook): void {
    const others = this.#byAccount.get(webhook.account);
    if (others === undefined) this.#byAccount.set(webhook.account, [webhook]);
    else others.push(webhook);
    this.changeWebhook(webhook);
  }

  changeWebhook(webhook: Webhook): void {
    this.#world.keep("webhook", webhook.id, webhook);
    this.wake();
  }

  /** What was on its way to it is dropped. */
  removeWebhook(webhook: Webhook): void {
    const others = this.webhooksOf(webhook.account).filter((other) => other !== webhook);
    if (others.length === 0) this.#byAccount.delete(webhook.account);
    else this.#byAccount.set(webhook.account, others);
    this.#world.keep("webhook", webhook.id, undefined);
    for (const delivery of this.deliveries.values())
      if (delivery.webhook === webhook.id && delivery.state === "waiting")
        this.finish(delivery, "dropped", "The subscription was removed.");
  }

  /** Puts a new event on its way. */
  send(event: NewDelivery): Delivery {
    const now = this.#world.now();
    const id = this.#world.identifiers.id();
    const delivery: Delivery = {
      id,
      ...event,
      createdAt: now,
      state: "waiting",
      nextAt: now,
      note: "",
      attempts: [],
    };
    this.addDelivery(delivery);
    return delivery;
  }

  addDelivery(delivery: Delivery): void {
    this.deliveries.set(delivery.id, delivery);
    this.#world.keep("delivery", delivery.id, delivery);
    if (delivery.state === "waiting") this.onDelivery(delivery);
    else this.#remember(delivery);
  }

  /** Writes an attempt down; `nextAt` = when to try again. */
  postpone(delivery: Delivery, attempt: Attempt, nextAt: number): void {
    delivery.attempts = [...delivery.attempts, attempt];
    delivery.nextAt = nextAt;
    this.#world.keep("delivery", delivery.id, delivery);
  }

  finish(delivery: Delivery, state: "delivered" | "dropped", note: string, attempt?: Attempt): void {
    if (attempt !== undefined) delivery.attempts = [...delivery.attempts, attempt];
    delivery.state = state;
    delivery.note = note;
    delivery.nextAt = null;
    this.#world.keep("delivery", delivery.id, delivery);
    this.#remember(delivery);
  }

  clearDeliveries(): void {
    for (const id of this.deliveries.keys()) this.#world.keep("delivery", id, undefined);
    this.deliveries.clear();
    this.#finished = [];
  }

  clear(): void {
    for (const { id } of this.webhooks()) this.#world.keep("webhook", id, undefined);
    this.#byAccount.clear();
    this.clearDeliveries();
  }

  #remember(delivery: Delivery): void {
    this.#finished.push(delivery);
    if (this.#finished.length <= remembered) return;
    const oldest = this.#finished.shift();
    if (oldest === undefined) return;
    this.deliveries.delete(oldest.id);
    this.#world.keep("delivery", oldest.id, undefined);
  }
}
