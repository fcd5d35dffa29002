import { exactJson, RollcallError } from "#base";
import { type Catalog, fillRequest, type Operation } from "#catalog";
import { isTemplate, parseTemplate, type StepDefinition, type Template } from "#workflows";
import { z } from "zod";

import { zoomHosts } from "../send-call.ts";
import { CannotCarry } from "./cannot-carry.ts";
import { type CallAuth, encoded, type PlannedCall, refuseSecrets } from "./planned-call.ts";

const record = z.record(z.string(), z.unknown());
const httpFields = z.object({
  operation: z.string().exactOptional(),
  values: record.default({}),
  method: z.string().default("GET"),
  url: z.string().exactOptional(),
  query: record.default({}),
  headers: record.default({}),
  body: z.unknown().optional(),
  auth: z
    .object({ type: z.enum(["basic", "bearer", "hmac"]), credential: z.string(), header: z.string().exactOptional() })
    .exactOptional(),
  success: z.array(z.int()).exactOptional(),
});
type HttpFields = z.output<typeof httpFields>;

/** A name that is settled when the definition is written. */
const fixed = (text: string, what: string): string => {
  return parseTemplate(text)
    .map((part) => {
      if (typeof part === "string") return part;
      throw new CannotCarry(`its ${what} is an expression`);
    })
    .join("");
};

const authOf = ({ auth }: HttpFields): { readonly auth?: CallAuth } => {
  if (auth === undefined) return {};
  const { type, credential, header = "Authorization" } = auth;
  if (type === "hmac") throw new CannotCarry("it signs its body (auth hmac), which has no counterpart there");
  return { auth: { kind: type, credential: fixed(credential, "credential"), header: fixed(header, "auth header") } };
};

/** Stands for an expression while the catalog fills an operation; letters and digits only, so that no encoding changes it. */
const mark = (index: number): string => `rollcallExpression${index}Q7k`;
const marks = /(rollcallExpression\d{1,4}Q7k)/;

const textOf = (value: unknown): string => (typeof value === "string" ? value : exactJson.stringify(value));

const unmarkedValue = (value: unknown, expressions: readonly string[]): unknown => {
  if (typeof value === "string") return expressions.find((_text, index) => mark(index) === value) ?? escaped(value);
  if (Array.isArray(value)) return value.map((item: unknown) => unmarkedValue(item, expressions));
  const object = record.safeParse(value);
  if (!object.success) return value;
  return Object.fromEntries(Object.entries(object.data).map(([key, item]) => [key, unmarkedValue(item, expressions)]));
};

/** Text of an example is no template of ours. */
const escaped = (text: string): string => text.replaceAll("${", () => "$${");

const unmarkedUrl = (text: string, expressions: readonly string[]): Template =>
  text.split(marks).flatMap((part): Template => {
    const at = expressions.findIndex((_expression, index) => mark(index) === part);
    const expression = expressions[at];
    if (expression !== undefined) return encoded(expression);
    return part === "" ? [] : [part];
  });

const fill = (operation: Operation, { values, body }: HttpFields, expressions: string[]) => {
  const set = Object.entries(values).map(([name, value]): [string, string] => {
    if (typeof value !== "string" || !isTemplate(value)) return [name, textOf(value)];
    expressions.push(value);
    return [name, mark(expressions.length - 1)];
  });
  try {
    return fillRequest(operation, { set: Object.fromEntries(set), ...(body === undefined ? {} : { body: "{}" }) });
  } catch (error) {
    if (error instanceof RollcallError) throw new CannotCarry(`${error.message}; write its body out`);
    throw error;
  }
};

const fromOperation = (operation: Operation, fields: HttpFields, account: string): PlannedCall => {
  const expressions: string[] = [];
  if (fields.body !== undefined && Object.keys(fields.values).some((name) => name.startsWith("body.")))
    throw new CannotCarry("it has both a body and values of it: write its body out");
  const filled = fill(operation, fields, expressions);
  if (filled.body !== undefined && typeof filled.body !== "string") throw new CannotCarry("it sends a form with files");
  const isZoom = operation.id.startsWith("zoom:");
  const type = filled.headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  const sent = (text: string): unknown =>
    unmarkedValue(type.includes("json") ? exactJson.parse(text) : text, expressions);
  const body = fields.body ?? (filled.body === undefined ? undefined : sent(filled.body));
  return {
    method: filled.method,
    url: unmarkedUrl(`${operation.servers[0] ?? ""}${filled.target}`, expressions),
    query: {},
    headers: {
      ...Object.fromEntries(filled.headers.filter(([name]) => name.toLowerCase() !== "content-type")),
      ...fields.headers,
    },
    ...(body === undefined ? {} : { body }),
    ...(isZoom ? { auth: { kind: "zoom", account } } : authOf(fields)),
    ...(fields.success === undefined ? {} : { success: fields.success }),
  };
};

const fromUrl = (fields: HttpFields, account: string): PlannedCall => {
  const url = parseTemplate(fields.url ?? "");
  const [first] = url;
  const begin = typeof first === "string" ? URL.parse(first) : null;
  if (begin !== null && (begin.username !== "" || begin.password !== ""))
    throw new CannotCarry("credentials stand in its URL: name a credential instead");
  return {
    method: fields.method,
    url,
    query: fields.query,
    headers: fields.headers,
    ...(fields.body === undefined ? {} : { body: fields.body }),
    ...(begin !== null && zoomHosts.has(begin.hostname) ? { auth: { kind: "zoom", account } } : authOf(fields)),
    ...(fields.success === undefined ? {} : { success: fields.success }),
  };
};

/**
 * The call of an `http` step: what a raw request says, or an operation of the catalog with its fields filled in.
 * @throws CannotCarry
 */
export const planHttpCall = (step: StepDefinition, account: string, catalog: Catalog): PlannedCall => {
  const parsed = httpFields.safeParse(step.with);
  if (!parsed.success) throw new CannotCarry("its fields are themselves expressions");
  const fields = parsed.data;
  refuseSecrets("header", fields.headers);
  refuseSecrets("query parameter", fields.query);
  if (fields.operation === undefined) return fromUrl({ ...fields, method: fixed(fields.method, "method") }, account);
  return fromOperation(catalog.operation(fixed(fields.operation, "operation")), fields, account);
};
