import { LimitError } from "#client";
import { type CodeAnswer, type CodeRequest, type CodeResult, makeTokenHandles } from "#sandbox";
import { defineStep, type StepContext, type StepOutcome, type StepType } from "#workflows";
import { z } from "zod";

import { waitFor } from "./call-account.ts";
import type { StepDeps } from "./deps.ts";
import { keepCalls } from "./record-calls.ts";
import { budgetOf, targetOf, viaAccount, viaOutbound, zoomHosts } from "./send-call.ts";

const input = z.strictObject({
  code: z
    .string()
    .min(1)
    .max(200_000)
    .describe(
      "JavaScript: `async (params, auths) => …`, a body with `return`, or a module with a Pipedream component. Taken as written: `${` in it is no expression",
    ),
  params: z
    .record(z.string(), z.json())
    .default({})
    .describe("the code's `params`, or a component's props; expressions are filled in"),
});
type Input = z.output<typeof input>;

/** The step's own timeout ends code before that; this is for one that allows itself more. */
const longestMs = 3_600_000;

const recordSchema = z.record(z.string(), z.json()).catch({});

/** What code sees of the run: results by step, and the trigger, which Pipedream calls `trigger.event`. */
const stepsOf = ({ scope }: StepContext): z.output<typeof recordSchema> => {
  const trigger = recordSchema.parse(scope["trigger"]);
  return { ...recordSchema.parse(scope["steps"]), trigger: { ...trigger, event: trigger } };
};

interface Limited {
  readonly waitMs: number;
  readonly reason: string;
}

/** Sends what code asks for, and remembers what an attempt may not repeat. */
const makeSender = (deps: StepDeps, context: StepContext) => {
  const handles = makeTokenHandles(
    Object.fromEntries(Object.keys(context.auths).map((name) => [name, [...zoomHosts]])),
  );
  let sent = 0;
  let limited: Limited | undefined;
  const send = async (request: CodeRequest): Promise<CodeAnswer> => {
    const url = URL.parse(request.url);
    if (url === null) return { error: `${JSON.stringify(request.url)} is no URL` };
    const found = handles.ownerOf(request);
    if ("error" in found) return found;
    const { owner } = found;
    const where = targetOf(url);
    if (owner !== undefined && !where.toAccount) return { error: `the token of ${owner} is for Zoom's API only` };
    const call = { ...request, ...where, raw: budgetOf(request.method, where.target, request.body) };
    if (!where.toAccount) {
      sent += 1;
      return await viaOutbound(deps, context, call);
    }
    const name = owner === undefined ? context.account : (context.auths[owner] ?? context.account);
    const { client } = await deps.openAccount(name);
    try {
      const answer = await viaAccount(client, call);
      sent += 1;
      return answer;
    } catch (error) {
      if (!(error instanceof LimitError)) {
        sent += 1;
        throw error;
      }
      limited = { waitMs: waitFor(error.until, client, deps.clock()), reason: error.message };
      return { error: error.message };
    }
  };
  return {
    auths: handles.auths,
    http: async (request: CodeRequest): Promise<CodeAnswer> =>
      await keepCalls(context.exchange, async () => await send(request)),
    /** The limit that stopped the code before it had done anything: it may begin again. */
    limit: (): Limited | undefined => (sent === 0 ? limited : undefined),
  };
};

/** Beginning again would end in the same way. */
const final = new Set(["memory", "result-size", "syntax"]);

const outcomeOf = (result: CodeResult, limit: Limited | undefined): StepOutcome => {
  if (result.ok) {
    const { value, exports, respond, exit } = result;
    const more = { ...(respond === undefined ? {} : { respond }), ...(exit === undefined ? {} : { exit }) };
    return { kind: "done", output: { result: value, exports, ...more } };
  }
  if (limit !== undefined) return { kind: "deferred", ...limit };
  const { kind, name, message, status, data, stack } = result.error;
  return {
    kind: "failed",
    error: {
      code: status === undefined ? `code_${kind.replace("-", "_")}` : `http_${status}`,
      message: kind === "thrown" ? `${name}: ${message}` : message,
      details: {
        ...(status === undefined ? {} : { status }),
        ...(data === undefined ? {} : { data }),
        ...(stack === undefined ? {} : { stack }),
      },
    },
    retryable: !final.has(kind),
  };
};

const run = async (deps: StepDeps, { code, params }: Input, context: StepContext): Promise<StepOutcome> => {
  if (context.unsureSince !== undefined)
    context.log("an earlier attempt has no recorded outcome: the code runs again from its beginning");
  const sender = makeSender(deps, context);
  const result = await deps.sandbox.run({
    source: code,
    params,
    steps: stepsOf(context),
    auths: sender.auths,
    http: sender.http,
    signal: context.signal,
    limits: { timeoutMs: longestMs },
  });
  for (const { level, text } of result.logs) context.log(level === "log" ? text : `${level}: ${text}`);
  return outcomeOf(result, sender.limit());
};

/** Runs JavaScript of the definition's own, and steps that were copied from Pipedream. */
export const codeStep = (deps: StepDeps): StepType =>
  defineStep({
    type: "code",
    summary:
      "Runs JavaScript in a sandbox that has axios and nothing else. `auths.<name>.oauth_access_token` stands for the token of an account that the file's `auths` name.",
    input,
    verbatim: ["code"],
    output: { result: { id: "q1w2e3r4t5y6u7i8o9p0aA", email: "mona.reyes@acme.test", type: 1 }, exports: {} },
    attempts: 1,
    timeoutMs: 30_000,
    run: (values, context) => run(deps, values, context),
  });
