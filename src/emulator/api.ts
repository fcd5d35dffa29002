import { bodyText, type Exchange } from "#base";
import { bearerErrors, envelopeErrors } from "#zoom";

import { type Outcome, refusal } from "./answer.ts";
import { parseJson } from "./bind.ts";
import type { Call } from "./handlers.ts";
import { brokenJsonHint, contentTypeHint, formHint } from "./hints.ts";
import { checkLimits } from "./limits/check.ts";
import { formAsJson, readMultipart } from "./multipart.ts";
import { checkScopes, checkToken } from "./oauth/bearer.ts";
import { createRouter, type Match, type Route } from "./router.ts";
import type { Tenant, World } from "./world.ts";

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

const parseBody = (exchange: Exchange): { readonly value: unknown } | Outcome => {
  const text = bodyText(exchange.body);
  const value = parseJson(text);
  return value === undefined ? refusal(envelopeErrors.notJson, undefined, brokenJsonHint(text)) : { value };
};

/** The form's parts as JSON, where the account's switch accepts multipart. */
const parseForm = async (exchange: Exchange, route: Route): Promise<{ readonly value: unknown } | Outcome> => {
  const parts = await readMultipart(String(exchange.headers["content-type"]), exchange.body);
  if (parts === undefined)
    return refusal(envelopeErrors.notJson, undefined, "The body is no well-formed multipart/form-data.");
  const value = parseJson(formAsJson(parts, route.objectFields));
  return value === undefined ? refusal(envelopeErrors.notJson, undefined, formHint(parts.get("user_info"))) : { value };
};

/** Makes the function that answers API calls (paths below /v2) as Zoom does. The order is section 3's (inferred). */
export const createApi = (
  world: World,
): {
  match(method: string, path: string): Match | undefined;
  answer(match: Match, exchange: Exchange, now: number): ApiResult | Promise<ApiResult>;
  unknownRoute(exchange: Exchange, now: number): ApiResult;
} => {
  const match = createRouter();

  const handle = (
    { route, userId }: Match,
    exchange: Exchange,
    now: number,
    seen: { tenant: Tenant; token: Call["token"]; headers: readonly string[] },
    bound: { readonly value: unknown } | Outcome,
  ): ApiResult => {
    const { tenant, token, headers } = seen;
    const finish = (outcome: Outcome): ApiResult => ({
      outcome: outcome.headers === undefined ? { ...outcome, headers } : outcome,
      account: tenant.account.id,
    });
    if ("body" in bound) return finish(bound);
    const checked = route.bind === undefined ? { body: noBody } : route.bind(bound.value);
    if ("status" in checked) return finish(checked);
    world.expireInvitations(tenant);
    return finish(
      route.handler({
        world,
        tenant,
        token,
        now,
        userId,
        query: exchange.query === "" ? noQuery : new URLSearchParams(exchange.query),
        body: checked.body,
      }),
    );
  };

  return {
    match,
    answer(matched, exchange, now) {
      const { route } = matched;
      const token = checkToken(world, exchange.headers, now);
      if ("status" in token) return { outcome: token, account: "" };
      const tenant = world.tenants.get(token.account);
      if (tenant === undefined) return { outcome: refusal(bearerErrors.invalid), account: "" };
      const account = token.account;
      const barred = checkScopes(token, route.operation);
      if (barred !== undefined) return { outcome: barred, account };
      const { refused, headers } = checkLimits(world, tenant, route.operation, now);
      if (refused !== undefined) return { outcome: refused, account };
      const seen = { tenant, token, headers };
      if (route.bind === undefined) return handle(matched, exchange, now, seen, { value: noBody });
      if (exchange.body.length > maxJsonBytes) return { outcome: tooLarge, account };
      const type = contentTypeOf(exchange);
      if (isJson(type)) return handle(matched, exchange, now, seen, parseBody(exchange));
      if (type.startsWith("multipart/form-data") && tenant.account.switches.multipart === "accept")
        return parseForm(exchange, route).then((bound) => handle(matched, exchange, now, seen, bound));
      return handle(
        matched,
        exchange,
        now,
        seen,
        refusal(envelopeErrors.contentType, undefined, contentTypeHint(type)),
      );
    },
    unknownRoute(exchange, now) {
      const token = checkToken(world, exchange.headers, now);
      const switches = "status" in token ? undefined : world.tenants.get(token.account)?.account.switches;
      const status = switches?.unknownRoute === "400" ? 400 : bearerErrors.routeUnknown.status;
      return {
        outcome: {
          ...refusal(bearerErrors.routeUnknown, undefined, `No such path below /v2: ${exchange.path}`),
          status,
        },
        account: "",
      };
    },
  };
};
