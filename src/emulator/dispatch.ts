import type { Answer, Exchange } from "#base";

import { answer, type Outcome } from "./answer.ts";
import { type ApiResult, createApi } from "./api.ts";
import { faultOutcome, strikingFault } from "./faults/apply.ts";
import type { FaultRule } from "./records.ts";
import { answerToken } from "./oauth/token-endpoint.ts";
import { knownOperation } from "./known.ts";
import type { World } from "./world.ts";

/** Answers one request; a promise only where something has to be waited for. */
export type Dispatch = (exchange: Exchange) => Answer | Promise<Answer>;

export interface DispatchOptions {
  /** Answers the control plane and pages; undefined = there are none (`--no-control`). Loaded when first needed. */
  readonly control: ((exchange: Exchange) => Promise<Answer>) | undefined;
  /** Resolves when everything changed so far will survive a kill; undefined when nothing waits to be kept. */
  readonly settled: () => Promise<void> | undefined;
}

const isPromise = <T>(value: T | Promise<T>): value is Promise<T> => value instanceof Promise;

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

/** The emulator as one function from exchange to answer. */
export const createDispatch = (world: World, options: DispatchOptions): Dispatch => {
  const api = createApi(world);

  const finish = (exchange: Exchange, operation: string, result: ApiResult, fault: FaultRule | undefined): Answer => {
    const { outcome, account } = result;
    const now = world.now();
    const lost = fault?.effect.kind === "drop";
    const headers = outcome.hint === undefined ? outcome.headers : withHint(outcome);
    const dressed = answer(now, outcome.status, outcome.body, headers);
    world.log.add({
      at: now,
      method: exchange.method,
      path: exchange.path,
      query: exchange.query,
      contentType: String(exchange.headers["content-type"] ?? ""),
      account,
      operation,
      status: outcome.status,
      requestBody: exchange.body,
      answerBody: outcome.body,
      hint: outcome.hint ?? "",
      lost,
    });
    return lost ? { ...dressed, lost: true } : dressed;
  };

  /** Answers one call of Zoom's, with whatever fault strikes it. */
  const serve = (
    exchange: Exchange,
    operation: string,
    run: () => ApiResult | Promise<ApiResult>,
  ): Answer | Promise<Answer> => {
    const fault = world.faults.length === 0 ? undefined : strikingFault(world, operation);
    const instead = fault === undefined ? undefined : faultOutcome(fault, world.now());
    const { effect } = fault ?? {};
    const act = (): ApiResult | Promise<ApiResult> => {
      if (instead !== undefined) return { outcome: instead, account: "" };
      if (effect?.kind === "drop" && !effect.after) return { outcome: { status: 0, body: "" }, account: "" };
      return run();
    };
    const done = (result: ApiResult): Answer | Promise<Answer> => {
      const dressed = finish(exchange, operation, result, fault);
      const settled = options.settled();
      return settled === undefined ? dressed : settled.then(() => dressed);
    };
    if (effect?.kind === "latency") return wait(effect.ms).then(act).then(done);
    const result = act();
    return isPromise(result) ? result.then(done) : done(result);
  };

  return (exchange) => {
    const { path } = exchange;
    const below = path.startsWith("/v2/") ? path.slice(3) : path.startsWith("//v2/") ? path.slice(4) : undefined;
    if (below !== undefined) {
      const match = api.match(exchange.method, below);
      if (match !== undefined)
        return serve(exchange, match.route.operation.id, () => api.answer(match, exchange, world.now()));
      const known = knownOperation(exchange.method, below);
      return serve(exchange, known ?? "", () =>
        known === undefined ? api.unknownRoute(exchange, world.now()) : notEmulated(known),
      );
    }
    if (path === "/oauth/token" && exchange.method === "POST")
      return serve(exchange, "token", () => ({ outcome: answerToken(world, exchange), account: "" }));
    if (options.control !== undefined && (path === "/" || path.startsWith("/_rollcall")))
      return options.control(exchange);
    return serve(exchange, "", () => api.unknownRoute(exchange, world.now()));
  };
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/** Header values are latin-1; a hint may quote anything the caller sent. */
const withHint = (outcome: Outcome): readonly string[] => [
  ...(outcome.headers ?? []),
  "x-rollcall-hint",
  (outcome.hint ?? "").replaceAll(/[^\x20-\x7e]/g, "?").slice(0, 500),
];
