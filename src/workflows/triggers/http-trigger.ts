import type { Answer, Exchange } from "#base";

import { allSteps } from "../definition/parse-definition.ts";
import type { Definition } from "../definition/schema.ts";
import { isOver, type RunDeps, startRun } from "../runs.ts";
import type { Deployment } from "../store/deployment-store.ts";
import type { RunRecord } from "../store/records.ts";
import { jsonAnswer, problem } from "./answers.ts";
import { isAuthorized } from "./check-auth.ts";
import { triggerData } from "./trigger-data.ts";

export interface HttpTriggerDeps extends RunDeps {
  readonly openCredential: (name: string) => Promise<string>;
}

type HttpTrigger = NonNullable<Definition["trigger"]["http"]>;

const maxKey = 200;
const pollMs = 250;

const idempotencyKey = (exchange: Exchange, { idempotency_header: name }: HttpTrigger): string | undefined => {
  const value = exchange.headers[name.toLowerCase()];
  return typeof value === "string" && value !== "" ? value : undefined;
};

const refusal = async (deps: HttpTriggerDeps, exchange: Exchange, http: HttpTrigger): Promise<Answer | undefined> => {
  const methods: readonly string[] = http.methods;
  if (!methods.includes(exchange.method))
    return problem(405, "method", `this URL takes ${methods.join(", ")}`, ["Allow", methods.join(", ")]);
  if (exchange.body.length > http.max_body_bytes)
    return problem(413, "body_too_large", `the body is larger than ${http.max_body_bytes} bytes`);
  if (http.auth !== undefined && !isAuthorized(exchange, http.auth, await deps.openCredential(http.auth.credential)))
    return problem(
      401,
      "unauthorized",
      "this URL needs a credential",
      http.auth.type === "hmac" ? [] : ["WWW-Authenticate", http.auth.type === "basic" ? "Basic" : "Bearer"],
    );
  const key = idempotencyKey(exchange, http);
  return key !== undefined && key.length > maxKey
    ? problem(400, "idempotency_key", `the idempotency key is longer than ${maxKey} characters`)
    : undefined;
};

const waitsForRespond = (definition: Definition, http: HttpTrigger): boolean =>
  (http.answer ?? (allSteps(definition).some(({ type }) => type === "respond") ? "respond" : "immediate")) ===
  "respond";

const accepted = (run: RunRecord): Answer =>
  jsonAnswer(202, { run: run.id, state: run.state }, ["X-Rollcall-Run", run.id]);

const ended = (run: RunRecord): Answer => {
  const header = ["X-Rollcall-Run", run.id];
  if (run.state === "completed") return jsonAnswer(200, { run: run.id, output: run.output ?? null }, header);
  const { code = "failed", message = "the run failed" } = run.error ?? {};
  return jsonAnswer(run.state === "canceled" ? 409 : 500, { run: run.id, error: { code, message } }, header);
};

/** The respond step's answer; what the run came to where it has none; 202 where it takes too long, or where we are closing. */
const awaitAnswer = async (deps: HttpTriggerDeps, id: string, timeoutMs: number): Promise<Answer> => {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const change = deps.changes.next(Math.max(1, Math.min(pollMs, deadline - performance.now())), id);
    const run = await deps.runs.run(id);
    if (run?.response !== undefined) {
      const { status, headers, body } = run.response;
      return {
        status,
        headers: ["X-Rollcall-Run", id, ...Object.entries(headers).flat()],
        body: status === 204 ? "" : body,
      };
    }
    if (run !== undefined && isOver(run)) return ended(run);
    if (run === undefined || performance.now() >= deadline || deps.changes.isClosed)
      return run === undefined ? problem(410, "gone", "the run is gone") : accepted(run);
    await change;
  }
};

/** What makes two calls the same: headers such as dates do not count. */
const essence = (value: unknown): string => {
  if (typeof value !== "object" || value === null) return "";
  const { headers: _sent, ...rest } = { headers: undefined, ...value };
  return JSON.stringify(rest);
};

/** A call of a workflow's own URL: refused, or recorded as a run before it is answered. */
export const handleHttp = async (
  deps: HttpTriggerDeps,
  exchange: Exchange,
  {
    deployment,
    definition,
    http,
  }: { readonly deployment: Deployment; readonly definition: Definition; readonly http: HttpTrigger },
): Promise<Answer> => {
  const refused = await refusal(deps, exchange, http);
  if (refused !== undefined) return refused;
  const data = triggerData(exchange);
  if ("problem" in data) return problem(400, "body", data.problem);
  const { name, version, listeningUntil } = deployment;
  if (listeningUntil > deps.clock() && (await deps.deployments.takeListening(name, deps.clock()))) {
    await deps.waits.addEvent({
      id: `test/${deps.freshKey()}`,
      event: `test/${name}`,
      body: data.value,
      receivedAt: deps.clock(),
    });
    return jsonAnswer(200, { test: true, message: "kept as a test event; nothing was run" });
  }
  const key = idempotencyKey(exchange, http);
  const { run, isNew } = await startRun(deps, {
    workflow: name,
    version,
    triggerKind: "http",
    trigger: data.value,
    ...(key === undefined ? {} : { idempotencyKey: key }),
  });
  if (!isNew && essence(run.trigger) !== essence(data.value))
    return problem(422, "idempotency_key", `this idempotency key was used for another request: run ${run.id}`);
  return waitsForRespond(definition, http) ? await awaitAnswer(deps, run.id, http.answer_timeout) : accepted(run);
};
