import { z } from "zod";

import { type Answer, bodyText, type Exchange, RollcallError } from "#base";
import { guard, type GuardOptions } from "#system";

import { accountRoutes } from "./accounts.ts";
import { appRoutes } from "./apps.ts";
import { changeRoutes } from "./changes.ts";
import { clockRoutes } from "./clock.ts";
import { consentRoutes } from "./consent.ts";
import { evidenceRoutes } from "./evidence.ts";
import { eventRoutes } from "./events.ts";
import { faultRoutes } from "./faults.ts";
import { homeRoute } from "./home.ts";
import { inboxRoutes } from "./inbox.ts";
import { activationRoutes } from "./activation.ts";
import { requestRoutes } from "./requests.ts";
import { type ControlParts, type ControlRoute, json, problem } from "./route.ts";
import { stateRoutes } from "./state.ts";
import { userRoutes } from "./users.ts";
import { webhookRoutes } from "./webhooks.ts";

/** Every route of the control plane; docs/reference/control-plane.md is generated from this. */
export const controlRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "",
    what: "This list.",
    handle: () =>
      json(
        200,
        controlRoutes.map(({ method, path, what, example }) => ({ method, path: `/_rollcall${path}`, what, example })),
      ),
  },
  ...accountRoutes,
  ...appRoutes,
  ...consentRoutes,
  ...stateRoutes,
  ...clockRoutes,
  ...inboxRoutes,
  ...activationRoutes,
  ...changeRoutes,
  ...eventRoutes,
  ...evidenceRoutes,
  ...faultRoutes,
  ...requestRoutes,
  ...userRoutes,
  ...webhookRoutes,
];

interface Compiled {
  readonly route: ControlRoute;
  readonly pattern: RegExp;
}

const compile = (route: ControlRoute): Compiled => ({
  route,
  pattern: new RegExp(`^${route.path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}/?$`),
});

const decode = (groups: Readonly<Record<string, string>> | undefined): Record<string, string> | undefined => {
  try {
    return Object.fromEntries(Object.entries(groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]));
  } catch {
    return undefined;
  }
};

const readBody = (exchange: Exchange, route: ControlRoute): unknown => {
  const text = bodyText(exchange.body);
  if (text.trim() === "") return {};
  const type = String(exchange.headers["content-type"] ?? "").toLowerCase();
  if (route.open && type.startsWith("application/x-www-form-urlencoded"))
    return Object.fromEntries(new URLSearchParams(text));
  return JSON.parse(text);
};

const describeProblem = (error: unknown): Answer => {
  if (error instanceof z.ZodError)
    return problem(400, error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`).join("; "));
  if (error instanceof SyntaxError) return problem(400, `The body is no JSON: ${error.message}`);
  if (error instanceof RangeError) return problem(400, `The body is nested too deeply: ${error.message}`);
  if (error instanceof RollcallError) return problem(409, `${error.message}. ${error.fix}`);
  throw error;
};

/** The control plane and the pages as one function. */
export const createControl = (
  parts: ControlParts,
  options: GuardOptions,
): ((exchange: Exchange) => Promise<Answer>) => {
  const compiled = controlRoutes.map(compile);

  const run = async (exchange: Exchange, route: ControlRoute, parameters: Record<string, string>): Promise<Answer> => {
    try {
      const body = readBody(exchange, route);
      return await route.handle({ ...parts, exchange, parameters, body, query: new URLSearchParams(exchange.query) });
    } catch (error) {
      return describeProblem(error);
    }
  };

  return async (exchange) => {
    const path = exchange.path.slice("/_rollcall".length);
    const isHome = exchange.path === "/";
    const found = isHome ? undefined : compiled.filter(({ pattern }) => pattern.test(path));
    const match = found?.find(({ route }) => route.method === exchange.method);
    const route = isHome && exchange.method === "GET" ? homeRoute : match?.route;
    const refused = guard(exchange, { ...options, hasOwnSecret: route?.open === true });
    if (refused !== undefined) return problem(refused.status, refused.message);
    if (route === undefined)
      return found === undefined || found.length > 0
        ? problem(405, `${exchange.method} is not possible here.`)
        : problem(404, `No such path: ${exchange.path}. GET /_rollcall lists them all.`);
    const parameters = decode(match?.pattern.exec(path)?.groups);
    // What happens here happens in the owner's name.
    parts.world.actor = undefined;
    if (parameters === undefined) return problem(400, `Broken percent-encoding in ${exchange.path}.`);
    return run(exchange, route, parameters);
  };
};
