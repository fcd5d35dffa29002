import { webhookDelivery, webhookValidation } from "#zoom";

import type { Attempt, Delivery, Webhook } from "./records.ts";
import type { World } from "../world.ts";
import { createPost, type Post, type WebhookOptions } from "./post.ts";

/** Requests to one subscription at a time. */
const atOnce = 8;
/** The retry timer: neither so short that it is busy, nor so long that setTimeout cannot hold it. */
const timerMs = { least: 250, most: 3_600_000 };

/** What is due for one subscription. */
interface Lane {
  /** To be tried as soon as there is room, oldest first. */
  readonly queue: Set<Delivery>;
  readonly flying: Set<Delivery>;
  /** Its endpoint is being asked to prove itself; until then nothing is sent. */
  isChecking: boolean;
}

/**
 * Brings events to their subscriptions. Attempts are due by the emulator's clock: moving it sends what became due. Nothing
 * polls: one timer waits for the next attempt, and none while the clock stands still.
 */
export class Courier {
  readonly #world: World;
  readonly #options: WebhookOptions;
  readonly #post: Post;
  readonly #stop = new AbortController();
  readonly #lanes = new Map<string, Lane>();
  readonly #running = new Set<Promise<void>>();
  readonly #idle = new Set<() => void>();
  #isOpen = false;
  #isPumping = false;
  /** When something is due that is in no lane yet, on the emulator's clock. */
  #dueAt = -Infinity;
  #timer: NodeJS.Timeout | undefined;

  constructor(world: World, options: WebhookOptions) {
    this.#world = world;
    this.#options = options;
    this.#post = createPost(options, () => Math.floor(world.machineNow() / 1000), this.#stop.signal);
    world.outbox.check = (endpoint) => this.check(endpoint);
  }

  get options(): WebhookOptions {
    return this.#options;
  }

  /** Sends from now on, also what has been waiting since before. */
  start(): void {
    const { outbox } = this.#world;
    this.#isOpen = true;
    outbox.wake = () => {
      this.#dueAt = Math.min(this.#dueAt, this.#world.now());
      this.wake();
    };
    outbox.onDelivery = (delivery) => this.#take(delivery);
    if (outbox.hasWebhooks) this.wake();
  }

  /** Sends what has become due; cheap when nothing has. */
  wake(): void {
    if (!this.#isOpen || (!this.#world.outbox.hasWebhooks && this.#lanes.size === 0)) return;
    const now = this.#world.now();
    if (now >= this.#dueAt) this.#collect(now);
    this.#arm();
    this.#pumpSoon();
  }

  /** Resolves when nothing is due any more: what still waits, waits for the clock. */
  async whenIdle(): Promise<void> {
    this.wake();
    while (this.#isOpen && !this.#isIdle()) await new Promise<void>((resolve) => this.#idle.add(resolve));
  }

  /** Asks an endpoint to prove that it knows the secret. Gives what is wrong, or undefined. */
  async check(endpoint: Pick<Webhook, "url" | "secret">): Promise<string | undefined> {
    const { validateEndpoint } = await import("./validate.ts");
    return validateEndpoint(this.#world, endpoint, this.#post);
  }

  /** Asks a subscription's endpoint anew, and writes down what it is worth. */
  async recheck(webhook: Webhook): Promise<void> {
    const problem = await this.check(webhook);
    const { outbox } = this.#world;
    if (!this.#isOpen || outbox.webhook(webhook.id) !== webhook) return;
    webhook.state = problem === undefined ? "valid" : "invalid";
    webhook.problem = problem ?? "";
    webhook.checkAt = problem === undefined ? this.#world.now() + webhookValidation.everyMs : null;
    outbox.changeWebhook(webhook);
  }

  /** Ends what is on its way; it is sent again after a restart. */
  async close(): Promise<void> {
    this.#isOpen = false;
    clearTimeout(this.#timer);
    this.#stop.abort();
    await Promise.all(this.#running);
    this.#announce();
  }

  #isIdle(): boolean {
    if (this.#isPumping) return false;
    for (const { queue, flying, isChecking } of this.#lanes.values())
      if (queue.size > 0 || flying.size > 0 || isChecking) return false;
    return true;
  }

  #announce(): void {
    if (this.#isOpen && !this.#isIdle()) return;
    for (const resolve of this.#idle) resolve();
    this.#idle.clear();
  }

  #lane(webhook: string): Lane {
    const known = this.#lanes.get(webhook);
    if (known !== undefined) return known;
    const lane: Lane = { queue: new Set(), flying: new Set(), isChecking: false };
    this.#lanes.set(webhook, lane);
    return lane;
  }

  #take(delivery: Delivery): void {
    const { nextAt, webhook } = delivery;
    if (nextAt === null) return;
    if (nextAt <= this.#world.now()) this.#lane(webhook).queue.add(delivery);
    else {
      this.#dueAt = Math.min(this.#dueAt, nextAt);
      this.#arm();
    }
    this.#pumpSoon();
  }

  /** Puts everything that is due into its lane, and finds out when the next thing will be. */
  #collect(now: number): void {
    const { outbox } = this.#world;
    this.#dueAt = Infinity;
    const later = (at: number): void => {
      this.#dueAt = Math.min(this.#dueAt, at);
    };
    for (const webhook of outbox.webhooks()) {
      if (webhook.checkAt === null) continue;
      if (webhook.checkAt > now) later(webhook.checkAt);
      else this.#startCheck(webhook);
    }
    for (const delivery of outbox.deliveries.values()) {
      if (delivery.nextAt === null) continue;
      const lane = this.#lane(delivery.webhook);
      if (delivery.nextAt > now) later(delivery.nextAt);
      else if (!lane.flying.has(delivery)) lane.queue.add(delivery);
    }
  }

  /** Waits for what is due next, as long as the clock runs. Does not keep the process alive. */
  #arm(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#isOpen || this.#dueAt === Infinity || this.#world.clockState.frozenAt !== null) return;
    const wait = Math.min(Math.max(this.#dueAt - this.#world.now(), timerMs.least), timerMs.most);
    this.#timer = setTimeout(() => this.wake(), wait).unref();
  }

  /** After the turn that caused it: whoever changes a user does not pay for signing and sending. */
  #pumpSoon(): void {
    if (this.#isPumping || !this.#isOpen) return;
    this.#isPumping = true;
    setImmediate(() => {
      this.#isPumping = false;
      for (const [id, lane] of this.#lanes) this.#pump(id, lane);
      this.#announce();
    });
  }

  #pump(id: string, lane: Lane): void {
    if (!this.#isOpen || lane.isChecking) return;
    for (const delivery of lane.queue) {
      if (lane.flying.size >= atOnce) return;
      lane.queue.delete(delivery);
      if (delivery.state !== "waiting") continue;
      lane.flying.add(delivery);
      this.#run(async () => {
        try {
          await this.#attempt(delivery);
        } finally {
          lane.flying.delete(delivery);
          this.#pump(id, lane);
        }
      });
    }
    if (lane.flying.size === 0 && this.#world.outbox.webhook(id) === undefined) this.#lanes.delete(id);
  }

  #run(work: () => Promise<void>): void {
    const running = work()
      .catch(() => {
        // The change that caused the event could not be written (a full disk): so it must not be told yet.
        this.#dueAt = Math.min(this.#dueAt, this.#world.now() + 1000);
        this.#arm();
      })
      .finally(() => {
        this.#running.delete(running);
        this.#announce();
      });
    this.#running.add(running);
  }

  #startCheck(webhook: Webhook): void {
    const lane = this.#lane(webhook.id);
    if (lane.isChecking) return;
    lane.isChecking = true;
    this.#run(async () => {
      try {
        await this.recheck(webhook);
      } finally {
        lane.isChecking = false;
        this.#pump(webhook.id, lane);
      }
    });
  }

  async #attempt(delivery: Delivery): Promise<void> {
    const world = this.#world;
    const { outbox } = world;
    // What is told must have happened for good: after a kill it could otherwise be told of a user that is not there.
    await world.settled();
    const webhook = outbox.webhook(delivery.webhook);
    if (!this.#isOpen || webhook === undefined || !this.#isCurrent(delivery)) return;
    if (webhook.state === "invalid") {
      outbox.finish(delivery, "dropped", "The endpoint failed its validation.");
      return;
    }
    const at = world.now();
    const start = world.machineNow();
    const { status, error } = await this.#post({ url: webhook.url, secret: webhook.secret, body: delivery.body });
    // Cut off by close(): nobody knows whether it arrived, so it will be sent again.
    if (this.#stop.signal.aborted || !this.#isCurrent(delivery)) return;
    const refused = status !== null && (status < 200 || status > 299) ? `it answered ${status}` : "";
    this.#judge(delivery, { at, status, ms: Math.max(0, world.machineNow() - start), error: error || refused });
  }

  /** False once it was cleared, dropped or replaced by a snapshot. */
  #isCurrent(delivery: Delivery): boolean {
    return delivery.state === "waiting" && this.#world.outbox.deliveries.get(delivery.id) === delivery;
  }

  #judge(delivery: Delivery, attempt: Attempt): void {
    const { outbox } = this.#world;
    if (attempt.error === "") {
      outbox.finish(delivery, "delivered", "", attempt);
      return;
    }
    const delay = webhookDelivery.retryDelaysMs[delivery.attempts.length];
    if (delay === undefined) {
      outbox.finish(delivery, "dropped", "All attempts failed.", attempt);
      return;
    }
    const nextAt = attempt.at + delay;
    outbox.postpone(delivery, attempt, nextAt);
    this.#dueAt = Math.min(this.#dueAt, nextAt);
    this.#arm();
  }
}
