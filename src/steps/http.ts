import { exactJson, exits, RollcallError } from "#base";
import { fillRequest, type FilledRequest, type Operation } from "#catalog";
import { LimitError } from "#client";
import { defineStep, type StepContext, type StepOutcome, type StepType } from "#workflows";
import { z } from "zod";

import { waitFor } from "./call-account.ts";
import type { StepDeps } from "./deps.ts";
import { keepCalls } from "./record-calls.ts";
import { retryAfterMs } from "./retry-after.ts";
import { type Answered, budgetOf, type Call, targetOf, viaAccount, viaOutbound } from "./send-call.ts";

const headerValue = z.union([z.string(), z.number()]).transform(String);
const safeHeader = headerValue.refine((value) => !/[\r\n\0]/.test(value), "has a line break");

const input = z
  .strictObject({
    operation: z
      .string()
      .exactOptional()
      .describe("an operation of the catalog, such as zoom:userCreate (`rollcall api search`)"),
    values: z
      .record(z.string(), z.unknown())
      .exactOptional()
      .describe("its fields, by name: path.userId, query.status, body.user_info.email"),
    method: z
      .enum(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
      .exactOptional()
      .describe("without an operation; GET unless told"),
    url: z
      .string()
      .max(8000)
      .exactOptional()
      .describe("without an operation; one of Zoom's hosts means the step's account"),
    query: z.record(z.string(), headerValue).exactOptional().describe("added to the URL"),
    headers: z
      .record(z.string().regex(/^[\w-]{1,100}$/, "is no header name"), safeHeader)
      .default({})
      .describe("more headers"),
    body: z.unknown().optional().describe("a text, or a value that is sent as JSON"),
    auth: z
      .strictObject({
        type: z.enum(["basic", "bearer", "hmac"]),
        credential: z.string().min(1),
        header: z
          .string()
          .regex(/^[\w-]{1,100}$/, "is no header name")
          .exactOptional(),
      })
      .exactOptional()
      .describe(
        "`type` bearer, basic or hmac, the `credential` to send (`rollcall credential set`; only to its hosts), and the `header` if it is another than Authorization or X-Signature",
      ),
    success: z
      .array(z.int().min(100).max(599))
      .exactOptional()
      .describe("statuses that are a success; 200 to 299 unless told"),
  })
  .refine(({ operation, url }) => (operation === undefined) !== (url === undefined), "give either operation or url")
  .refine(({ operation, method }) => operation === undefined || method === undefined, "an operation has its own method")
  .refine(({ operation, values }) => operation !== undefined || values === undefined, "values belong to an operation");
type Input = z.output<typeof input>;

const bodyOf = (body: unknown, headers: Readonly<Record<string, string>>): Pick<Call, "headers" | "body"> => {
  if (body === undefined) return { headers };
  const hasType = Object.keys(headers).some((name) => name.toLowerCase() === "content-type");
  const type = typeof body === "string" ? "text/plain;charset=UTF-8" : "application/json";
  return {
    headers: hasType ? headers : { ...headers, "content-type": type },
    body: typeof body === "string" ? body : exactJson.stringify(body),
  };
};

const textOf = (value: unknown): string => (typeof value === "string" ? value : exactJson.stringify(value));

/** An operation of the catalog with the fields that the definition gives; the others keep the examples of its body. */
const fromOperation = (operation: Operation, { values = {}, body, headers }: Input): Call => {
  const filled: FilledRequest = fillRequest(operation, {
    set: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, textOf(value)])),
    ...(body === undefined ? {} : { body: textOf(body) }),
  });
  if (filled.body !== undefined && typeof filled.body !== "string")
    throw new TypeError(`${operation.id} takes a form with files, which a step cannot send`);
  const isZoom = operation.id.startsWith("zoom:");
  const base = operation.servers[0] ?? "";
  return {
    method: filled.method,
    target: isZoom ? filled.target : `${base}${filled.target}`,
    toAccount: isZoom,
    headers: { ...Object.fromEntries(filled.headers), ...headers },
    ...(filled.body === undefined ? {} : { body: filled.body }),
    ...(isZoom ? { raw: budgetOf(filled.method, filled.target, filled.body) } : {}),
  };
};

const fromUrl = ({ method = "GET", url = "", query = {}, headers, body }: Input): Call => {
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) throw new TypeError(`"${url}" is no http or https URL`);
  if (parsed.username !== "" || parsed.password !== "")
    throw new TypeError("credentials do not belong into a URL: name a credential");
  for (const [name, value] of Object.entries(query)) parsed.searchParams.append(name, value);
  const where = targetOf(parsed);
  const sent = bodyOf(body, headers);
  return { method, ...where, ...sent, ...(where.toAccount ? { raw: budgetOf(method, where.target, sent.body) } : {}) };
};

const parsedBody = (text: string): unknown => {
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    return text;
  }
};

const repeatable = new Set(["GET", "HEAD", "PUT", "DELETE"]);

const outcomeOf = (answer: Answered, call: Call, { success }: Input, now: number): StepOutcome => {
  const { status, headers } = answer;
  const output = { status, headers, body: parsedBody(answer.body) };
  const isSuccess = success === undefined ? status >= 200 && status < 300 : success.includes(status);
  if (isSuccess) return { kind: "done", output };
  // Refused before anything was done: whatever it was, it may be sent again.
  const waitMs = status === 429 || status === 503 ? retryAfterMs(headers["retry-after"], now) : undefined;
  if (waitMs !== undefined) return { kind: "deferred", waitMs, reason: `HTTP ${status} with Retry-After` };
  return {
    kind: "failed",
    error: {
      code: `http_${status}`,
      message: `${call.method} ${call.target.split("?")[0] ?? ""} answered HTTP ${status}`,
      details: output,
    },
    retryable: status === 429 || (status >= 500 && repeatable.has(call.method)),
  };
};

const run = async (deps: StepDeps, values: Input, context: StepContext): Promise<StepOutcome> => {
  const operation = values.operation === undefined ? undefined : deps.catalog().operation(values.operation);
  let call: Call;
  try {
    call = operation === undefined ? fromUrl(values) : fromOperation(operation, values);
  } catch (error) {
    if (error instanceof TypeError) return { kind: "failed", error: { code: "input", message: error.message } };
    throw error;
  }
  const account = call.toAccount ? await deps.openAccount(context.account) : undefined;
  try {
    const answer = await keepCalls(context.exchange, () =>
      account === undefined ? viaOutbound(deps, context, call, values.auth) : viaAccount(account.client, call),
    );
    return outcomeOf(answer, call, values, deps.clock());
  } catch (error) {
    if (error instanceof LimitError && account !== undefined)
      return { kind: "deferred", waitMs: waitFor(error.until, account.client, deps.clock()), reason: error.message };
    if (!(error instanceof RollcallError) || error.exit !== exits.unreachable) throw error;
    return {
      kind: "failed",
      error: { code: error.code, message: error.message, fix: error.fix },
      retryable: repeatable.has(call.method),
    };
  }
};

/** Sends one request: an operation of the catalog, or one that is written out. */
export const httpStep = (deps: StepDeps): StepType =>
  defineStep({
    type: "http",
    summary: "Sends a request: an operation picked from the catalog with its fields filled in, or a method and a URL.",
    input,
    output: { status: 200, headers: { "content-type": "application/json" }, body: {} },
    attempts: 3,
    timeoutMs: 60_000,
    run: (values, context) => run(deps, values, context),
  });
