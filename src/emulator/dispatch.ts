import { setTimeout as sleep } from "node:timers/promises";

import type { Answer, Exchange } from "#base";
import type { GuardOptions } from "#system";

import { oauthPaths } from "#zoom";

import { answer, type Outcome } from "./answer.ts";
import { answerCall, answerUnknown, type ApiResult } from "./api.ts";
import { afterFault, faultOutcome, strikingFault } from "./faults/apply.ts";
import { logBytes, logText } from "./log.ts";
import type { FaultRule } from "./faults/records.ts";
import { answerToken } from "./oauth/token-endpoint.ts";
import { createRouter } from "./router.ts";
import { answerPicture } from "./users/show-picture.ts";
import { picturePath } from "./users/view.ts";
import { whenKept } from "./when-kept.ts";
import type { World } from "./world.ts";

/** Answers one request; a promise only where something has to be waited for. */
export type Dispatch = (exchange: Exchange) => Answer | Promise<Answer>;

export interface DispatchOptions {
  /** Answers the control plane and pages; undefined = there are none (`--no-control`). Loaded when first needed. */
  readonly control: ((exchange: Exchange) => Promise<Answer>) | undefined;
  /** Resolves when everything changed so far will survive a kill; undefined when nothing waits to be kept. */
  readonly settled: () => Promise<void> | undefined;
  /** Who may open the consent page. */
  readonly guarding: GuardOptions;
}

/** An operation that Zoom has and this emulator does not: told apart from a path that Zoom does not have either. */
const notEmulated = (id: string): ApiResult => ({
  outcome: {
    status: 501,
    body: JSON.stringify({
      code: 501,
      message: `Zoom has this operation (${id}); this emulator does not answer it yet. See SUPPORTED.md.`,
    }),
    hint: `Known operation ${id}, not emulated yet.`,
  },
  account: "",
});

const noHeaders: readonly string[] = [];

/** Writes the answer's line in the log and dresses it. */
const finish = (
  world: World,
  exchange: Exchange,
  operation: string,
  { outcome, account }: ApiResult,
  fault: FaultRule | undefined,
): Answer => {
  const now = world.now();
  const lost = fault?.effect.kind === "drop";
  world.log.add({
    at: now,
    method: exchange.method,
    path: exchange.path,
    query: exchange.query,
    contentType: String(exchange.headers["content-type"] ?? ""),
    account,
    operation,
    status: outcome.status,
    request: logBytes(exchange.body),
    requestSize: exchange.body.length,
    answer: logText(outcome.body),
    answerSize: outcome.body.length,
    hint: outcome.hint ?? "",
    lost,
    fault: fault?.id ?? "",
    headers: outcome.headers ?? noHeaders,
  });
  world.coverage.add(operation, outcome);
  const headers = outcome.hint === undefined ? outcome.headers : withHint(outcome);
  const dressed = answer(now, outcome.status, outcome.body, headers, outcome.type);
  return lost ? { ...dressed, lost: true } : dressed;
};

/** The pages and endpoints around the token endpoint, by the names that faults and the log have for them. */
const oauthOperations: ReadonlyMap<string, string> = new Map([
  [oauthPaths.authorize, "authorize"],
  ["/oauth/device", "device"],
  [oauthPaths.deviceCode, "devicecode"],
  [oauthPaths.revoke, "revoke"],
]);

/** Loaded when first asked for: most emulators never show a consent page. */
const answerOauth = async (world: World, exchange: Exchange, guarding: GuardOptions): Promise<ApiResult> => {
  const { answerConsent } = await import("./oauth/endpoints.ts");
  return { outcome: answerConsent(world, exchange, guarding), account: "" };
};

const lostBefore: ApiResult = { outcome: { status: 0, body: "" }, account: "" };

/** What a call comes to under a fault: something else instead, nothing at all, or itself. */
const disturb = async (world: World, exchange: Exchange, fault: FaultRule, run: Run): Promise<ApiResult> => {
  const instead = faultOutcome(world, fault, exchange);
  if (instead !== undefined) return { outcome: instead, account: "" };
  if (fault.effect.kind === "drop" && !fault.effect.after) return lostBefore;
  const { outcome, account } = await run();
  return { outcome: afterFault(fault, outcome), account };
};

type Run = () => ApiResult | Promise<ApiResult>;

/** Answers one call of Zoom's, with whatever fault strikes it; at once where nothing has to be waited for. */
type Serve = (exchange: Exchange, operation: string, run: Run) => Answer | Promise<Answer>;

const createServe = (world: World, settled: DispatchOptions["settled"]): Serve => {
  const done = (
    exchange: Exchange,
    operation: string,
    result: ApiResult,
    fault?: FaultRule,
  ): Answer | Promise<Answer> => {
    const dressed = finish(world, exchange, operation, result, fault);
    const kept = settled();
    return kept === undefined ? dressed : whenKept(kept, dressed);
  };

  const serveSlowly = async (
    exchange: Exchange,
    operation: string,
    result: ApiResult | Promise<ApiResult>,
    fault?: FaultRule,
  ): Promise<Answer> => done(exchange, operation, await result, fault);

  const serveDisturbed = async (exchange: Exchange, operation: string, fault: FaultRule, run: Run): Promise<Answer> => {
    if (fault.latency_ms > 0) await sleep(fault.latency_ms);
    if (fault.effect.kind === "latency") await sleep(fault.effect.ms);
    return serveSlowly(exchange, operation, disturb(world, exchange, fault, run), fault);
  };

  return (exchange, operation, run) => {
    const fault = world.faults.size === 0 ? undefined : strikingFault(world, operation, exchange);
    if (fault !== undefined) return serveDisturbed(exchange, operation, fault, run);
    const result = run();
    return result instanceof Promise ? serveSlowly(exchange, operation, result) : done(exchange, operation, result);
  };
};

/** The emulator as one function from exchange to answer. */
export const createDispatch = (world: World, options: DispatchOptions): Dispatch => {
  const router = createRouter();
  const serve = createServe(world, options.settled);

  const serveApi = (exchange: Exchange): Answer | Promise<Answer> => {
    const found = router.match(exchange.method, exchange.path);
    if (found === undefined)
      return serve(exchange, "", () => answerUnknown(world, exchange, world.now(), router.methodsAt(exchange.path)));
    const { route, parameters } = found;
    return typeof route === "string"
      ? serve(exchange, route, () => notEmulated(route))
      : serve(exchange, route.operation.id, () => answerCall(world, { route, parameters }, exchange, world.now()));
  };

  return (exchange) => {
    const { path } = exchange;
    if (path === "/oauth/token" && exchange.method === "POST")
      return serve(exchange, "token", () => ({ outcome: answerToken(world, exchange), account: "" }));
    if (path.startsWith("/oauth/")) {
      const known = oauthOperations.get(path) ?? "";
      return serve(exchange, known, () => answerOauth(world, exchange, options.guarding));
    }
    if (options.control !== undefined && (path === "/" || path.startsWith("/_rollcall")))
      return options.control(exchange);
    if (path.startsWith(picturePath)) return answerPicture(world, exchange);
    return serveApi(exchange);
  };
};

/** Header values are latin-1; a hint may quote anything the caller sent. */
const withHint = (outcome: Outcome): readonly string[] => [
  ...(outcome.headers ?? []),
  "x-rollcall-hint",
  (outcome.hint ?? "").replaceAll(/[^\x20-\x7e]/g, "?").slice(0, 500),
];
