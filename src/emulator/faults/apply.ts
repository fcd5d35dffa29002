import type { Exchange } from "#base";
import { bearerErrors, brokenError, hosts, rateErrors } from "#zoom";

import { type Outcome, refusal } from "../answer.ts";
import { nextReset } from "../limits/windows.ts";
import { presentedToken } from "../oauth/bearer.ts";
import type { FaultEffect, FaultRule } from "./records.ts";
import type { World } from "../world.ts";
import { localise } from "./localised.ts";

/** A number from 0 to 1 that depends on nothing but the rule's seed and the number of the call (mulberry32). */
const chance = (seed: number, call: number): number => {
  let word = (Math.imul(seed, 0x9e3779b1) + Math.imul(call, 0x6d2b79f5)) >>> 0;
  word = Math.imul(word ^ (word >>> 15), word | 1);
  word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
  return ((word ^ (word >>> 14)) >>> 0) / 0x1_0000_0000;
};

const strikes = ({ first, every, probability, seed, seen }: FaultRule): boolean =>
  (first === null || seen <= first) &&
  (every === null || seen % every === 0) &&
  (probability === null || chance(seed, seen) < probability);

const hostOf = ({ headers }: Exchange): string => String(headers["host"] ?? "");

/** Where a redirect leads: the regional host of Zoom's, or this machine under its other name. */
const targetOf = (world: World, { region }: FaultEffect & { kind: "redirect" }, exchange: Exchange): string => {
  if (region !== null) return new URL(hosts.api).origin.replace("://api.", `://api-${region}.`);
  const origin = new URL(world.origin);
  const isNumber = hostOf(exchange).startsWith("127.0.0.1") || origin.hostname === "127.0.0.1";
  return `${origin.protocol}//${isNumber ? "localhost" : "127.0.0.1"}:${origin.port}`;
};

/** A call that was redirected here is not redirected again, or nobody would ever arrive. */
const hasArrived = (world: World, { effect }: FaultRule, exchange: Exchange): boolean =>
  effect.kind === "redirect" &&
  hostOf(exchange) === new URL(targetOf(world, effect, { ...exchange, headers: {} })).host;

/** The rule that hits this call, if any. Every matching rule counts the call; the first that strikes wins. */
export const strikingFault = (world: World, operation: string, exchange: Exchange): FaultRule | undefined => {
  let struck: FaultRule | undefined;
  for (const rule of world.faults.all()) {
    if (rule.operation !== null && rule.operation !== operation) continue;
    if (hasArrived(world, rule, exchange)) continue;
    rule.seen += 1;
    world.keep("fault", rule.id, rule);
    if (struck === undefined && strikes(rule)) struck = rule;
  }
  return struck;
};

const htmlError =
  "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>";

/** A body that is not what the client waits for. */
const garble = (outcome: Outcome, what: "empty" | "html" | "truncated"): Outcome => {
  const { type: _type, ...rest } = outcome;
  if (what === "empty") return { ...rest, body: "" };
  if (what === "html") return { ...rest, body: htmlError, type: ["Content-Type", "text/html"] };
  return { ...outcome, body: outcome.body.slice(0, Math.ceil(outcome.body.length / 2)) };
};

/** The token that the call brought is expired from now on: the client has to fetch another one. */
const expireToken = (world: World, exchange: Exchange): void => {
  const token = presentedToken(world, exchange.headers);
  if (token !== undefined) world.addToken({ ...token, expiresAt: Math.min(token.expiresAt, world.now()) });
};

const redirect = (world: World, effect: FaultEffect & { kind: "redirect" }, exchange: Exchange): Outcome => {
  const query = exchange.query === "" ? "" : `?${exchange.query}`;
  const location = `${targetOf(world, effect, exchange)}${exchange.path}${query}`;
  return { status: effect.status, body: "", headers: ["Location", location] };
};

/** The answer a rule gives instead of Zoom's; undefined when the call takes place. */
export const faultOutcome = (world: World, rule: FaultRule, exchange: Exchange): Outcome | undefined => {
  const { effect } = rule;
  const hint = `Injected fault ${rule.id}: see /_rollcall/faults.`;
  switch (effect.kind) {
    case "status":
      return { status: effect.status, body: JSON.stringify({ code: effect.code, message: effect.message }), hint };
    case "rate-limit":
      return effect.daily
        ? { ...refusal(rateErrors.daily, undefined, hint), headers: ["Retry-After", nextReset(world.now())] }
        : refusal(rateErrors.perSecond, undefined, hint);
    case "invalid-json":
      return { status: brokenError.status, body: brokenError.body, hint };
    case "expired-token":
      expireToken(world, exchange);
      return refusal(bearerErrors.expired, undefined, hint);
    case "redirect":
      return { ...redirect(world, effect, exchange), hint };
    case "garbage":
      return effect.after ? undefined : { ...garble({ status: 502, body: '{"code":' }, effect.what), hint };
    case "localised":
    case "latency":
    case "drop":
      return undefined;
  }
};

/** What becomes of the answer of a call that took place. */
export const afterFault = (rule: FaultRule, outcome: Outcome): Outcome => {
  const { effect } = rule;
  if (effect.kind === "garbage") return { ...garble(outcome, effect.what), hint: `Injected fault ${rule.id}.` };
  return effect.kind === "localised" ? { ...outcome, body: localise(outcome.body, effect.language) } : outcome;
};
