import assert from "node:assert/strict";

import { type Answer, bodyText, exactJson, type Exchange } from "#base";
import { createEmulator, type Emulator, type EmulatorOptions } from "#emulator";

import { operations } from "#zoom";

import { dig, listIn, startsAt } from "../conformance/hosts.ts";
import { checkShape } from "../conformance/shape.ts";
import { makeBrokenSnapshot, makeControlRequest, makeTokenRequest } from "./control-requests.ts";
import { isDocumented } from "./documented-errors.ts";
import { checkInvariants } from "./invariants.ts";
import { type Known, learn, rememberId } from "./known.ts";
import type { Random } from "./random.ts";
import { recordsOf } from "./records-of.ts";
import { makeRequest, type Request } from "./requests.ts";

/** What a session has seen. */
export interface Tally {
  requests: number;
  readonly statuses: Map<number, number>;
  /** Operations that have succeeded at least once. */
  readonly succeeded: Set<string>;
  /** CPU milliseconds of the slowest answer, and what was asked. */
  slowestMs: number;
  slowest: string;
}

export const newTally = (): Tally => ({
  requests: 0,
  statuses: new Map(),
  succeeded: new Set(),
  slowestMs: 0,
  slowest: "",
});

const none = new Uint8Array(0);
const parse = (text: string): unknown => {
  try {
    return exactJson.parse(text);
  } catch {
    return undefined;
  }
};

/** A request as somebody would have to repeat it. */
const describe = ({ method, path, query, headers, body }: Exchange): string =>
  `${method} ${path.slice(0, 200)}${query === "" ? "" : `?${query.slice(0, 300)}`} ${String(headers["content-type"] ?? "")} ${bodyText(body).slice(0, 1500)}`;

/** An emulator under fuzz, the accounts in it, and the clock they share. */
export interface Session {
  readonly emulator: Emulator;
  readonly accounts: readonly Known[];
  readonly routes: readonly unknown[];
  readonly clock: { now: number };
  readonly random: Random;
  readonly tally: Tally;
}

export const optionsFor = (clock: { readonly now: number }, more: EmulatorOptions = {}): EmulatorOptions => ({
  clock: () => clock.now,
  // Every event is built and posted; nothing leaves the process.
  webhooks: { fetch: () => Promise.resolve(new Response(null, { status: 200 })) },
  ...more,
});

/** The usual ones leave out those of master accounts. */
const everyScope = [
  ...new Set(operations.flatMap(({ scopes: { granular, classic } }) => (granular.length > 0 ? granular : classic))),
];

const seedFor = (name: string) => ({
  domain: `${name}.test`,
  users: [
    { email: `amy@${name}.test`, type: 2 },
    { email: `bob@${name}.test`, status: "inactive" },
    { email: `pat@${name}.test`, status: "pending" },
    { email: `zed@${name}.test`, roleId: "1" },
  ] as const,
  groups: [{ name: "Sales", members: [`amy@${name}.test`] }],
  roles: [{ name: "Reader", privileges: ["User:Read", "Group:Read"] }],
  devices: [{ user: `amy@${name}.test`, name: "Neat Bar" }],
  meetingTemplates: [{ id: "lecture", name: "Lecture" }],
  summaryTemplates: [{ name: "Stand-up", user: `amy@${name}.test` }],
});

const ask = async (emulator: Emulator, method: string, path: string, token = "", json?: unknown): Promise<unknown> => {
  const [pathname = "", query = ""] = path.split("?", 2);
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const body = json === undefined ? none : new TextEncoder().encode(exactJson.stringify(json));
  const answer = await emulator.dispatch({ method, path: pathname, query, headers, body, inProcess: true });
  return parse(bodyText(answer.body));
};

export const openSession = async (random: Random, tally: Tally, directory?: string): Promise<Session> => {
  const clock = { now: startsAt };
  const seed = random.below(2 ** 31);
  const emulator = await createEmulator(
    optionsFor(clock, { account: false, seed, ...(directory === undefined ? {} : { directory }) }),
  );
  const accounts: Known[] = [];
  const add = async (preset: "business" | "education" | "free" | "isv", limits: "on" | "off"): Promise<void> => {
    const domain = accounts.length === 0 ? "acme" : `other${accounts.length}`;
    const { accountId, clientId, clientSecret, token } = emulator.addAccount({
      preset,
      switches: { limits },
      scopes: everyScope,
      ...seedFor(domain),
    });
    const known: Known = { accountId, clientId, clientSecret, tokens: [token], ids: new Map(), emails: [], made: 0 };
    await ask(emulator, "POST", "/_rollcall/webhooks", "", {
      account: accountId,
      url: "http://127.0.0.1:9/zoom",
      events: ["*"],
      skip_validation: true,
    });
    for (const more of [{ role_id: "2" }, { scopes: ["user:read:user:admin", "user:read:list_users:admin"] }])
      known.tokens.push(
        String(dig(await ask(emulator, "POST", `/_rollcall/accounts/${accountId}/apps`, "", more), "token")),
      );
    rememberId(known, "meeting_templates", "lecture");
    for (const path of ["/users", "/groups", "/roles"])
      learn(known, path, await ask(emulator, "GET", `/v2${path}`, token));
    accounts.push(known);
  };
  await add("business", "off");
  await add("education", "off");
  await add("isv", "off");
  await add("free", "on");
  const index = await ask(emulator, "GET", "/_rollcall");
  const routes = (Array.isArray(index) ? index : [])
    .map((route: unknown) => route)
    // Not what would empty it all at once, and not faults: they are other tests' business.
    .filter(
      (route) => !/\/(?:reset|snapshot|faults.*)$/.test(String(dig(route, "path"))) || dig(route, "method") === "GET",
    );
  return { emulator, accounts, routes, clock, random, tally };
};

/** Sends one request and measures it. */
const send = async ({ emulator, tally }: Session, exchange: Exchange): Promise<Answer> => {
  const before = process.cpuUsage();
  const answer = await emulator.dispatch(exchange);
  const { user, system } = process.cpuUsage(before);
  const ms = (user + system) / 1000;
  if (ms > tally.slowestMs) Object.assign(tally, { slowestMs: ms, slowest: describe(exchange).slice(0, 200) });
  tally.requests += 1;
  tally.statuses.set(answer.status, (tally.statuses.get(answer.status) ?? 0) + 1);
  assert.ok(answer.status >= 200 && answer.status < 500, `answered ${answer.status}`);
  return answer;
};

/** Pages of ours and the consent pages are HTML. */
const isPage = ({ path }: Exchange): boolean =>
  ["/", "/oauth/authorize", "/oauth/device"].includes(path) || /^\/(?:_rollcall|pictures)/.test(path);

const judge = ({ tally }: Session, { exchange, operation, known }: Request, answer: Answer): void => {
  const text = bodyText(answer.body);
  const body = text === "" ? undefined : parse(text);
  const isError = answer.status >= 300 || Number.isInteger(dig(body, "code"));
  if (operation !== undefined || isError) {
    if (isPage(exchange)) return;
    assert.ok(text === "" || body !== undefined, `no JSON: ${text.slice(0, 200)}`);
  }
  if (isError) {
    if (exchange.path !== "/oauth/token")
      assert.ok(
        isDocumented(operation, answer.status, body),
        `no error of the facts: ${answer.status} ${text.slice(0, 300)}`,
      );
    return;
  }
  if (operation === undefined) return;
  checkShape(operation.method, `${exchange.path}?${exchange.query}`, answer.status, body);
  tally.succeeded.add(operation.id);
  learn(known, operation.path, body);
};

const snapshotOf = async ({ emulator }: Session): Promise<string> => {
  const answer = await emulator.dispatch({
    method: "GET",
    path: "/_rollcall/snapshot",
    query: "",
    headers: {},
    body: none,
    inProcess: true,
  });
  return bodyText(answer.body);
};

/** A snapshot that has one value wrong: whatever comes of it, nothing breaks, and the sound one goes back in. */
const tryBrokenSnapshot = async (session: Session): Promise<void> => {
  const sound = await snapshotOf(session);
  const broken = makeBrokenSnapshot(session.random, sound);
  const answer = await send(session, broken);
  if (answer.status >= 400)
    assert.deepEqual(recordsOf(await snapshotOf(session)), recordsOf(sound), "a refused snapshot changed something");
  else await snapshotOf(session);
  const back = await send(session, { ...broken, body: new TextEncoder().encode(sound) });
  assert.equal(back.status, 200, bodyText(back.body).slice(0, 300));
};

const refreshToken = async (session: Session, known: Known): Promise<void> => {
  const answer = await send(session, makeTokenRequest(session.random, known, true));
  const token = dig(parse(bodyText(answer.body)), "access_token");
  if (typeof token !== "string") return;
  known.tokens.unshift(token);
  if (known.tokens.length > 6) known.tokens.pop();
};

const moveClock = async (session: Session): Promise<void> => {
  const { random, clock, accounts } = session;
  clock.now += 1 + random.below(400);
  if (!random.chance(0.001)) return;
  clock.now += random.pick([3_600_000, 86_400_000, 8 * 86_400_000, 31 * 86_400_000]);
  for (const known of accounts) await refreshToken(session, known);
};

const stepWith = async (session: Session, exchange: Exchange): Promise<void> => {
  const { random, accounts } = session;
  const answer = await send(session, exchange);
  // An account that lost its token or its clock still has to be of use.
  if (answer.status === 401 && random.chance(0.3)) await refreshToken(session, random.pick(accounts));
};

/** One step: mostly a call of Zoom's API, now and then the token endpoint, the control plane, a broken snapshot. */
export const step = async (session: Session): Promise<void> => {
  const { random, accounts, routes } = session;
  await moveClock(session);
  const roll = random.next();
  if (roll < 0.0005) return tryBrokenSnapshot(session);
  const known = random.pick(accounts);
  let exchange: Exchange | undefined;
  try {
    if (roll < 0.02) return await stepWith(session, (exchange = makeTokenRequest(random, known, false)));
    if (roll < 0.05) return await stepWith(session, (exchange = makeControlRequest(random, known, routes)));
    const request = makeRequest(random, accounts);
    ({ exchange } = request);
    const answer = await send(session, exchange);
    judge(session, request, answer);
    if (answer.status === 401 && random.chance(0.3)) await refreshToken(session, request.known);
  } catch (error) {
    throw new Error(exchange === undefined ? "no request was made" : describe(exchange), { cause: error });
  }
};

/** Seats as counted from the records, against what the account says is taken. */
const checkSeats = async ({ emulator }: Session, snapshot: string): Promise<void> => {
  const users = listIn(dig(exactJson.parse(snapshot), "records"), "user");
  const accounts = await ask(emulator, "GET", "/_rollcall/accounts");
  for (const account of Array.isArray(accounts) ? accounts.map((one: unknown) => one) : []) {
    const counted = users.filter(
      (user) =>
        dig(user, "account") === dig(account, "account_id") &&
        ["active", "pending"].includes(String(dig(user, "status"))),
    );
    const have = (name: string): number => counted.filter((user) => dig(user, "profile", name) !== undefined).length;
    assert.deepEqual(dig(account, "seats_taken"), {
      basic: counted.filter((user) => dig(user, "type") === 1).length,
      licensed: counted.filter((user) => dig(user, "type") === 2).length,
      workplace: have("zoom_one_type"),
      phone: counted.filter((user) => dig(user, "profile", "zoom_phone") === true).length,
      united: have("plan_united_type"),
    });
  }
};

/** Everything that must hold between two requests. */
export const check = async (session: Session): Promise<string> => {
  // Lets invitations run out first: they do so when somebody looks.
  await ask(session.emulator, "GET", "/_rollcall/accounts");
  const snapshot = await snapshotOf(session);
  checkInvariants(snapshot);
  await checkSeats(session, snapshot);
  return snapshot;
};

/** What the account's lists show, derived numbers included: equal states show the same. */
export const viewsOf = async (emulator: Emulator, accounts: readonly Known[]): Promise<unknown> => {
  // The lists are more calls than a second allows.
  for (const { accountId } of accounts)
    await ask(emulator, "PATCH", `/_rollcall/accounts/${accountId}`, "", { switches: { limits: "off" } });
  const views: unknown[] = [await ask(emulator, "GET", "/_rollcall/accounts")];
  for (const { clientId, clientSecret, accountId } of accounts) {
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
    const query = `grant_type=account_credentials&account_id=${accountId}`;
    const answer = await emulator.dispatch({
      method: "POST",
      path: "/oauth/token",
      query,
      headers: { authorization: basic },
      body: none,
    });
    const token = String(dig(parse(bodyText(answer.body)), "access_token"));
    const paths = [
      ...["active", "inactive", "pending"].map((status) => `/v2/users?page_size=300&status=${status}`),
      "/v2/groups?page_size=300",
      "/v2/roles",
      "/v2/divisions",
      "/v2/contacts/groups",
      "/v2/users/summary",
      "/v2/accounts/me/settings",
      "/v2/accounts/me/lock_settings",
      "/scim2/Users?count=100",
      "/scim2/Groups?count=100",
    ];
    for (const path of paths) views.push([path, await ask(emulator, "GET", path, token)]);
    for (const group of listIn(await ask(emulator, "GET", "/v2/groups?page_size=20", token), "groups"))
      for (const part of ["members", "admins", "settings"])
        views.push(
          await ask(emulator, "GET", `/v2/groups/${encodeURIComponent(String(dig(group, "id")))}/${part}`, token),
        );
  }
  return views;
};
