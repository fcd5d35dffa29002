import type { Exchange } from "#base";
import { bearerErrors, envelopeErrors, scimBodyErrors, scimMedia } from "#zoom";

import { type Outcome, refusal, scimRefusal } from "./answer.ts";
import { parseJson } from "./bind.ts";
import type { Call, Parameters } from "./handlers.ts";
import { brokenJsonHint, contentTypeHint, formHint, uploadHint } from "./hints.ts";
import { checkLimits } from "./limits/check.ts";
import { formAsJson, readMultipart, readUpload } from "./multipart.ts";
import { actorOf, checkScopes, checkToken, presentedToken } from "./oauth/bearer.ts";
import type { Route } from "./router.ts";
import type { Tenant } from "./tenant.ts";
import type { World } from "./world.ts";

/** What became of one API call, and what the log should know of it. */
export interface ApiResult {
  readonly outcome: Outcome;
  readonly account: string;
}

const noQuery = new URLSearchParams();
const noBody = {};
/** A JSON body above this is refused (assumed: Zoom's own limit is unknown), bytes. */
const maxJsonBytes = 1_048_576;

const tooLarge: Outcome = {
  status: 413,
  body: JSON.stringify({ code: 413, message: "Request Entity Too Large" }),
  hint: "JSON bodies are at most 1 MiB here; Zoom's own limit is unknown.",
};

const contentTypeOf = (exchange: Exchange): string => {
  const type = exchange.headers["content-type"];
  return typeof type === "string" ? type.toLowerCase() : "";
};

const isJson = (type: string): boolean => type === "application/json" || type.startsWith("application/json;");

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

/** The body as text; undefined when it is not UTF-8. */
const textOf = ({ body }: Exchange): string | undefined => {
  try {
    return strictUtf8.decode(body);
  } catch {
    return undefined;
  }
};

const parseBody = (exchange: Exchange): { readonly value: unknown } | Outcome => {
  const text = textOf(exchange);
  if (text === undefined) return refusal(envelopeErrors.notJson, undefined, "The body is not UTF-8.");
  const value = parseJson(text);
  return value === undefined ? refusal(envelopeErrors.notJson, undefined, brokenJsonHint(text)) : { value };
};

/** The form's parts as JSON, where the account's switch accepts multipart. */
const parseForm = async (exchange: Exchange, route: Route): Promise<{ readonly value: unknown } | Outcome> => {
  const parts = await readMultipart(String(exchange.headers["content-type"]), exchange.body);
  if (parts === undefined)
    return refusal(envelopeErrors.notJson, undefined, "The body is no well-formed multipart/form-data.");
  const value = parseJson(formAsJson(parts, route.objectFields()));
  return value === undefined ? refusal(envelopeErrors.notJson, undefined, formHint(parts.get("user_info"))) : { value };
};

/** A route with what its path names. */
export interface Target {
  readonly route: Route;
  readonly parameters: Parameters;
}

interface Admitted {
  readonly world: World;
  readonly tenant: Tenant;
  readonly token: Call["token"];
  readonly now: number;
  /** Rate headers, for answers that bring none of their own. */
  readonly headers: readonly string[];
}

/** The last steps of a call that has been let in: check the body's fields, then do it. */
const handle = (
  { route, parameters }: Target,
  exchange: Exchange,
  { world, tenant, token, now, headers }: Admitted,
  parsed: { readonly value: unknown } | Outcome,
  isBrokenForm = false,
): ApiResult | Promise<ApiResult> => {
  const finish = (outcome: Outcome): ApiResult => ({
    outcome: outcome.headers === undefined ? { ...outcome, headers } : outcome,
    account: tenant.account.id,
  });
  world.actor = token.userId;
  if ("body" in parsed) return finish(parsed);
  const query = exchange.query === "" ? noQuery : new URLSearchParams(exchange.query);
  const bound =
    route.bind === undefined
      ? { body: noBody }
      : route.bind(parsed.value, query.get("option") ?? "", tenant.account.switches.typeErrors === "fields");
  if ("status" in bound) return finish(bound);
  world.expireInvitations(tenant, now);
  const userId = parameters["userId"] ?? "";
  const call = { world, tenant, token, now, userId, parameters, query, body: bound.body };
  const outcome = route.handler(isBrokenForm ? { ...call, isBrokenForm } : call);
  return outcome instanceof Promise ? outcome.then(finish) : finish(outcome);
};

const handleForm = async (match: Target, exchange: Exchange, admitted: Admitted): Promise<ApiResult> =>
  handle(match, exchange, admitted, await parseForm(exchange, match.route));

/** An operation that takes a file. The host has bounded the body. */
const handleUpload = async (match: Target, exchange: Exchange, admitted: Admitted): Promise<ApiResult> => {
  if (!contentTypeOf(exchange).startsWith("multipart/form-data")) {
    const hint = uploadHint(match.route.operation.request?.[0]?.path ?? "file");
    return handle(match, exchange, admitted, refusal(envelopeErrors.contentType, undefined, hint));
  }
  const parts = await readUpload(String(exchange.headers["content-type"]), exchange.body);
  return handle(match, exchange, admitted, { value: parts ?? {} }, parts === undefined);
};

const isScimType = (type: string): boolean => type === scimMedia.type || type.startsWith(`${scimMedia.type};`);

/** SCIM takes two media types and words its refusals itself. */
const parseScim = (exchange: Exchange): { readonly value: unknown } | Outcome => {
  const type = contentTypeOf(exchange);
  if (!isJson(type) && !isScimType(type))
    return scimRefusal(scimBodyErrors.notJson, undefined, `Send Content-Type: ${scimMedia.type} or application/json.`);
  const text = textOf(exchange) ?? "\ufffd";
  if (text.trim() === "") return scimRefusal(scimBodyErrors.empty);
  const value = parseJson(text);
  return value === undefined ? scimRefusal(scimBodyErrors.notJson, undefined, brokenJsonHint(text)) : { value };
};

/** Content type, JSON, fields, then the operation itself. */
const handleBody = (match: Target, exchange: Exchange, admitted: Admitted): ApiResult | Promise<ApiResult> => {
  const { bind, operation } = match.route;
  if (bind === undefined) return handle(match, exchange, admitted, { value: noBody });
  if (operation.media === "multipart/form-data") return handleUpload(match, exchange, admitted);
  if (exchange.body.length > maxJsonBytes) return handle(match, exchange, admitted, tooLarge);
  if (operation.media !== undefined) return handle(match, exchange, admitted, parseScim(exchange));
  const type = contentTypeOf(exchange);
  if (isJson(type)) return handle(match, exchange, admitted, parseBody(exchange));
  if (type.startsWith("multipart/form-data") && admitted.tenant.account.switches.multipart === "accept")
    return handleForm(match, exchange, admitted);
  return handle(match, exchange, admitted, refusal(envelopeErrors.contentType, undefined, contentTypeHint(type)));
};

/** A refused token with the status that its account's switch says; where it is unknown, that of the only account. */
const tokenRefusal = (world: World, exchange: Exchange, refused: Outcome): Outcome => {
  const known = presentedToken(world, exchange.headers);
  const [only] = world.tenants.size === 1 ? world.tenants.values() : [];
  const tenant = known === undefined ? only : world.tenants.get(known.account);
  return refused.status === 401 && tenant?.account.switches.tokenErrorStatus === "400"
    ? { ...refused, status: 400 }
    : refused;
};

/** Answers a call as Zoom does. The order in which it is judged is section 3's (inferred). */
export const answerCall = (
  world: World,
  match: Target,
  exchange: Exchange,
  now: number,
): ApiResult | Promise<ApiResult> => {
  const token = checkToken(world, exchange.headers, now, match.route.operation.errors);
  if ("status" in token) return { outcome: tokenRefusal(world, exchange, token), account: "" };
  const tenant = world.tenants.get(token.account);
  if (tenant === undefined) return { outcome: refusal(bearerErrors.invalid), account: "" };
  if (token.userId !== undefined && actorOf(tenant, token.userId) === undefined)
    return {
      outcome: refusal(bearerErrors.invalid, undefined, "4735: the user behind the token is gone."),
      account: "",
    };
  const { operation } = match.route;
  const target = match.parameters["userId"] ?? "";
  const barred = checkScopes(tenant, token, operation, target);
  if (barred !== undefined) return { outcome: barred, account: token.account };
  const { refused, headers } = checkLimits(world, tenant, operation, now);
  if (refused !== undefined) return { outcome: refused, account: token.account };
  return handleBody(match, exchange, { world, tenant, token, now, headers });
};

/** The answer for a path or method that Zoom does not have; `methods` are those that the path takes. */
export const answerUnknown = (world: World, exchange: Exchange, now: number, methods: readonly string[]): ApiResult => {
  const token = checkToken(world, exchange.headers, now);
  const switches = "status" in token ? undefined : world.tenants.get(token.account)?.account.switches;
  const taken = methods.length === 0 ? "" : ` The path takes ${methods.join(", ")}.`;
  const hint = `Zoom has no ${exchange.method} ${exchange.path}.${taken}`;
  const refused = refusal(bearerErrors.routeUnknown, undefined, hint);
  if (switches?.wrongMethod === "405" && methods.length > 0)
    return { outcome: { ...refused, status: 405, headers: ["Allow", methods.join(", ")] }, account: "" };
  const status = switches?.unknownRoute === "400" ? 400 : refused.status;
  return { outcome: { ...refused, status }, account: "" };
};
