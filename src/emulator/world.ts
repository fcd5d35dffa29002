import { randomBytes } from "node:crypto";

import type { Clock } from "#base";
import { dayMs, invitation } from "#zoom";

import { Coverage } from "./coverage.ts";
import { createIdentifiers, type Identifiers } from "./identifiers.ts";
import { MailBook } from "./inbox/mail-book.ts";
import { GrantBook } from "./oauth/grants.ts";
import { RequestLog } from "./log.ts";
import { type Account, type ClockState, type Group, type Role, shelfKinds, type User } from "./records.ts";
import type { App, Token } from "./oauth/records.ts";
import { FaultBook } from "./faults/fault-book.ts";
import { loseFeatures } from "./settings/lose-features.ts";
import { forgetSettings } from "./settings/shelf.ts";
import { clearShelvesOf } from "./shelf.ts";
import { type Keep, makeTenant, type Tenant } from "./tenant.ts";
import { Outbox } from "./webhooks/outbox.ts";

export interface WorldOptions {
  readonly clock: Clock;
  readonly seed?: number | undefined;
  /** Requests remembered in the log. */
  readonly logSize?: number | undefined;
}

/** Ids may be pinned: two accounts can have users of the same id. */
const userKey = (user: User): string => `${user.account} ${user.id}`;
const roleKey = (role: Role): string => `${role.account} ${role.id}`;
const groupKey = (group: Group): string => `${group.account} ${group.id}`;

/** Everything the emulator knows. Memory is the truth; `keep` hears of each change. */
export class World {
  readonly tenants = new Map<string, Tenant>();
  readonly apps = new Map<string, App>();
  readonly tokens = new Map<string, Token>();
  /** Codes, refresh tokens and devices' codes. */
  readonly grants: GrantBook = new GrantBook((secret, grant) => {
    this.keep("grant", secret, grant);
  });
  /** The user in whose name the present call is made; undefined = the Owner. It becomes the operator of events. */
  actor: string | undefined;
  /** The Authorization header that last named a token; see oauth/bearer.ts. */
  lastBearer: { readonly header: string; readonly token: string } | undefined;
  readonly mails: MailBook = new MailBook((mail, isThere) => {
    this.keep("mail", mail.id, isThere ? mail : undefined);
  });
  readonly faults: FaultBook = new FaultBook((rule, isThere) => {
    this.keep("fault", rule.id, isThere ? rule : undefined);
  });
  readonly identifiers: Identifiers;
  readonly log: RequestLog;
  /** What the calls so far have exercised. */
  readonly coverage = new Coverage();
  /** Replaced by persistence; by default nothing outlives the process. */
  keep: Keep = () => undefined;
  /** Resolves when every change so far will survive a kill; undefined when nothing waits. Replaced by persistence. */
  settled: () => Promise<void> | undefined = () => undefined;
  /** Subscriptions and the events on their way to them. */
  readonly outbox: Outbox = new Outbox(this);
  /** Signs tokens. A restart makes a new one: tokens are looked up, not verified. */
  readonly signingKey = randomBytes(32);
  /** Where links in mails point to; set when a host listens. */
  origin = "http://127.0.0.1:4010";
  /** What tokens say the API's address is, where it is not the origin: Zoom's own, for callers that think they call Zoom. */
  apiOrigin: string | undefined;
  readonly #machineClock: Clock;
  #clock: ClockState = { offsetMs: 0, frozenAt: null };
  /** Undefined until somebody watches: the fast path of a bare emulator tells nobody. */
  #watchers: Set<(kind: string) => void> | undefined;

  constructor(options: WorldOptions) {
    this.#machineClock = options.clock;
    this.identifiers = createIdentifiers(options.seed);
    this.log = new RequestLog(options.logSize ?? 1000);
  }

  /** Milliseconds on the emulator's clock: the one that users, tokens and quotas live by. */
  now(): number {
    return this.#clock.frozenAt ?? this.#machineClock() + this.#clock.offsetMs;
  }

  /** Milliseconds on the machine's clock: per-second limits are about real traffic and run on even when the clock stands still. */
  machineNow(): number {
    return this.#machineClock();
  }

  get clockState(): ClockState {
    return this.#clock;
  }

  setClock(state: ClockState): void {
    this.#clock = state;
    this.keep("clock", "clock", state);
    this.outbox.wake();
  }

  addAccount(account: Account): Tenant {
    const tenant = makeTenant(account, (kind, key, record) => {
      this.keep(kind, key, record);
    });
    this.tenants.set(account.id, tenant);
    this.keep("account", account.id, account);
    return tenant;
  }

  /** The next place in an account's lists. */
  nextSeq({ account }: Tenant): number {
    const seq = account.nextSeq;
    account.nextSeq += 1;
    this.keep("account", account.id, account);
    return seq;
  }

  addApp(app: App): void {
    this.apps.set(app.clientId, app);
    this.keep("app", app.clientId, app);
  }

  removeApp(app: App): void {
    this.apps.delete(app.clientId);
    this.keep("app", app.clientId, undefined);
    this.removeTokens(({ clientId }) => clientId === app.clientId);
    this.grants.removeWhere(({ clientId }) => clientId === app.clientId);
    for (const webhook of this.outbox.webhooksOf(app.account))
      if (webhook.clientId === app.clientId) this.outbox.removeWebhook(webhook);
  }

  addToken(token: Token): void {
    this.tokens.set(token.token, token);
    this.keep("token", token.token, token);
  }

  removeTokens(isGone: (token: Token) => boolean): void {
    for (const [text, token] of this.tokens)
      if (isGone(token)) {
        this.tokens.delete(text);
        this.keep("token", text, undefined);
      }
  }

  addUser(tenant: Tenant, user: User): void {
    tenant.users.add(user);
    tenant.seats.take(user);
    tenant.links.take(user);
    tenant.groups.take(user);
    this.keep("user", userKey(user), user);
  }

  removeUser(tenant: Tenant, user: User): void {
    tenant.users.remove(user);
    tenant.seats.release(user);
    tenant.links.release(user);
    tenant.groups.release(user);
    forgetSettings(tenant, `user ${user.id}`);
    clearShelvesOf(tenant.shelves, user.id);
    this.keep("user", userKey(user), undefined);
  }

  /** Changes a user; seats are counted anew. */
  changeUser(tenant: Tenant, user: User, change: (user: User) => void): void {
    tenant.seats.release(user);
    tenant.links.release(user);
    tenant.groups.release(user);
    change(user);
    loseFeatures(tenant, user);
    user.changedAt = this.now();
    tenant.seats.take(user);
    tenant.links.take(user);
    tenant.groups.take(user);
    this.keep("user", userKey(user), user);
  }

  addGroup(tenant: Tenant, group: Group): void {
    tenant.groups.add(group);
    this.keep("group", groupKey(group), group);
  }

  renameGroup(tenant: Tenant, group: Group, name: string): void {
    tenant.groups.rename(group, name);
    this.groupChanged(group);
  }

  /** Has a changed group kept. */
  groupChanged(group: Group): void {
    group.changedAt = this.now();
    this.keep("group", groupKey(group), group);
  }

  removeGroup(tenant: Tenant, group: Group): void {
    tenant.groups.remove(group);
    forgetSettings(tenant, `group ${group.id}`);
    this.keep("group", groupKey(group), undefined);
  }

  addRole(tenant: Tenant, role: Role): void {
    tenant.roles.add(role);
    this.keep("role", roleKey(role), role);
  }

  changeRole(role: Role, change: () => void): void {
    change();
    this.keep("role", roleKey(role), role);
  }

  removeRole(tenant: Tenant, role: Role): void {
    tenant.roles.remove(role);
    this.keep("role", roleKey(role), undefined);
  }

  /** Calls `listener` with the kind of each change from now on (a record's kind, or `request`), until it is stopped. */
  watch(listener: (kind: string) => void): () => void {
    const watchers = this.#watchers ?? this.#startWatching();
    watchers.add(listener);
    return () => void watchers.delete(listener);
  }

  #startWatching(): Set<(kind: string) => void> {
    const watchers = new Set<(kind: string) => void>();
    this.#watchers = watchers;
    const tell = (kind: string): void => {
      for (const watcher of watchers) watcher(kind);
    };
    const { keep } = this;
    this.keep = (kind, key, record) => {
      keep(kind, key, record);
      tell(kind);
    };
    this.log.onChange = () => {
      tell("request");
    };
    return watchers;
  }

  /** Lets invitations older than 30 days run out. Called before anything looks at users. */
  expireInvitations(tenant: Tenant, now = this.now()): void {
    const expired = tenant.users.expire(now - invitation.lifetimeDays * dayMs);
    for (const user of expired) {
      tenant.seats.release({ ...user, status: "pending" });
      this.keep("user", userKey(user), user);
    }
  }

  /** Forgets tokens a day after they ran out: until then they are called expired, then unknown. */
  forgetTokens(): void {
    const before = this.now() - dayMs;
    this.removeTokens(({ expiresAt }) => expiresAt < before);
    this.grants.removeWhere(({ expiresAt }) => expiresAt < before);
  }

  /** Empties everything. */
  clear(): void {
    for (const [id] of this.tenants) this.keep("account", id, undefined);
    for (const [id] of this.apps) this.keep("app", id, undefined);
    for (const [id] of this.tokens) this.keep("token", id, undefined);
    for (const tenant of this.tenants.values()) {
      for (const group of tenant.groups.all()) this.keep("group", groupKey(group), undefined);
      for (const role of tenant.roles.custom()) this.keep("role", roleKey(role), undefined);
      for (const user of tenant.users.from(0)) this.keep("user", userKey(user), undefined);
      for (const kind of shelfKinds) tenant.shelves[kind].clear();
    }
    this.mails.clear();
    this.faults.clear();
    this.outbox.clear();
    this.grants.removeWhere(() => true);
    for (const collection of [this.tenants, this.apps, this.tokens]) collection.clear();
    this.log.clear();
    this.setClock({ offsetMs: 0, frozenAt: null });
  }
}
