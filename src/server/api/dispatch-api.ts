import { z } from "zod";

import { type Answer, bodyText, exactJson, type Exchange, exits, type ExitCode, RollcallError } from "#base";
import type { Source } from "#roster";
import { guard, type GuardOptions, type Refused } from "#system";

import { serverErrors } from "../errors.ts";
import type { Api } from "./api.ts";
import { forgetBody, seatsQuery } from "./account-contract.ts";
import { changeBody, type ErrorAnswer, jobBody, newUserBody, planBody, removalQuery, userFilter } from "./contract.ts";
import { credentialRoutes } from "./credential-routes.ts";
import { type ApiRoute, isRaw, type Route } from "./route.ts";
import { allWorkflowRoutes } from "./workflow-routes.ts";

const sourceOf = ({ source: { name, path, content_base64: content } }: z.output<typeof planBody>): Source => {
  const bytes = Buffer.from(content, "base64");
  return { name, ...(path === undefined ? {} : { path }), open: () => [bytes] };
};

const longestWaitMs = 30_000;
const waitQuery = z.object({ wait_ms: z.coerce.number().min(0).max(longestWaitMs).default(0) });

/** The routes of the command line; the console has more. */
const apiRoutes: readonly ApiRoute[] = [
  {
    method: "GET",
    path: "/api/accounts/{name}",
    status: 200,
    handle: ({ api, id }) => api.account(id),
  },
  { method: "GET", path: "/api/accounts", status: 200, handle: ({ api }) => api.accounts() },
  { method: "GET", path: "/api/accounts/{name}/doctor", status: 200, handle: ({ api, id }) => api.doctor(id) },
  {
    method: "GET",
    path: "/api/accounts/{name}/seats",
    status: 200,
    handle: ({ api, id, query }) => api.seats(id, seatsQuery.parse(query).idle_days),
  },
  { method: "GET", path: "/api/audit", status: 200, handle: ({ api }) => api.audit() },
  {
    method: "POST",
    path: "/api/forget",
    status: 200,
    handle: ({ api, body }) => api.forget(forgetBody.parse(body).email),
  },
  {
    method: "POST",
    path: "/api/plans",
    status: 201,
    handle: ({ api, body }) => {
      const parsed = planBody.parse(body);
      return api.plan(sourceOf(parsed), parsed.account, parsed.options);
    },
  },
  {
    method: "POST",
    path: "/api/changes",
    status: 201,
    handle: ({ api, body }) => {
      const { request, account, options } = changeBody.parse(body);
      return api.planChange(request, account, options);
    },
  },
  {
    method: "POST",
    path: "/api/jobs",
    status: 202,
    handle: ({ api, body }) => {
      const parsed = jobBody.parse(body);
      return api.apply(sourceOf(parsed), parsed.account, parsed.options);
    },
  },
  { method: "GET", path: "/api/jobs", status: 200, handle: ({ api }) => api.jobs() },
  {
    method: "GET",
    path: "/api/jobs/{run}",
    status: 200,
    handle: ({ api, id, query }) => api.job(id, waitQuery.parse(query).wait_ms),
  },
  { method: "GET", path: "/api/jobs/{run}/rows", status: 200, handle: ({ api, id }) => api.rows(id) },
  {
    method: "GET",
    path: "/api/users",
    status: 200,
    handle: ({ api, query }) => {
      const { account, status } = userFilter.parse(query);
      return api.users.list(account, status);
    },
  },
  {
    method: "POST",
    path: "/api/users",
    status: 200,
    handle: ({ api, body }) => {
      const { account, user } = newUserBody.parse(body);
      return api.users.create(account, user);
    },
  },
  {
    method: "GET",
    path: "/api/users/{idOrEmail}",
    status: 200,
    handle: ({ api, id, query }) => api.users.get(userFilter.parse(query).account, id),
  },
  {
    method: "DELETE",
    path: "/api/users/{idOrEmail}",
    status: 204,
    handle: ({ api, id, query }) => {
      const { account, mode, transfer_to } = removalQuery.parse(query);
      return api.users.remove(account, id, {
        mode,
        ...(transfer_to === undefined ? {} : { transfer: { to: transfer_to } }),
      });
    },
  },
];

const json = (status: number, value: unknown): Answer => ({
  status,
  headers: [
    "Content-Type",
    "application/json;charset=UTF-8",
    "Cache-Control",
    "no-store",
    "X-Content-Type-Options",
    "nosniff",
  ],
  body: status === 204 ? "" : exactJson.stringify(value),
});

const statuses: Readonly<Record<ExitCode, number>> = {
  [exits.done]: 500,
  [exits.someFailed]: 422,
  [exits.usage]: 400,
  [exits.changesPending]: 409,
  [exits.refused]: 409,
  [exits.waiting]: 429,
  [exits.credentials]: 424,
  [exits.unreachable]: 502,
};

const errorBody = ({ code, message, fix, exit }: RollcallError): ErrorAnswer => ({
  error: { code, message, fix, exit },
});

const notFoundCodes = new Set([
  "RC_CATALOG_UNKNOWN",
  "RC_SERVER_NOT_FOUND",
  "RC_SERVER_USER_UNKNOWN",
  "RC_ROSTER_NO_RUN",
  "RC_WORKFLOWS_NOT_FOUND",
]);

const problem = (error: unknown): Answer => {
  if (error instanceof RollcallError)
    return json(notFoundCodes.has(error.code) ? 404 : statuses[error.exit], errorBody(error));
  if (error instanceof z.ZodError) return problem(serverErrors.make("RC_SERVER_BODY", z.prettifyError(error)));
  throw error;
};

const parseBody = (exchange: Exchange): unknown => {
  const text = bodyText(exchange.body);
  if (text === "") return {};
  try {
    return exactJson.parse(text);
  } catch (error) {
    throw serverErrors.make("RC_SERVER_BODY", "the body is no JSON", { cause: error });
  }
};

const decode = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

const compile = (route: Route) => ({
  route,
  pattern: new RegExp(`^${route.path.replace(/\{\w+\}/, "(?<id>[^/]+)")}$`),
});

/** Routes beside those of the command line. */
export interface MoreRoutes {
  readonly more?: readonly Route[];
  /** May be asked without the admin token: the login itself. */
  readonly open?: readonly Route[];
}

/** Everything but the token is still demanded: no foreign page may log anybody in. */
const guardOpen = (exchange: Exchange, { isExposed }: GuardOptions): Refused | undefined => {
  const { headers } = exchange;
  const type = String(headers["content-type"] ?? "").toLowerCase();
  if (exchange.method !== "DELETE" && !type.startsWith("application/json"))
    return { status: 415, message: "Writes must be application/json." };
  return guard(exchange, { adminToken: undefined, isExposed, hasOwnSecret: true });
};

/** /api as one function: guarded, parsed, and every error as `{error: {code, message, fix, exit}}`. */
export const createDispatchApi = (
  api: Api,
  options: GuardOptions,
  { more = [], open = [] }: MoreRoutes = {},
): ((exchange: Exchange) => Promise<Answer>) => {
  const own = [...apiRoutes, ...allWorkflowRoutes, ...credentialRoutes].map((route): Route => ({
    ...route,
    handle: (call) => route.handle({ ...call, api }),
  }));
  const compiled = [...own, ...more].map(compile);
  const openPaths = new Set(open.map(({ path }) => path));
  compiled.push(...open.map(compile));
  const named = new Set(compiled.map(({ route }) => `${route.method} ${route.path}`));
  // The second of two would never be asked, and nobody would hear of it.
  if (named.size < compiled.length) throw new Error("two routes of /api have the same method and path");
  const answer = async (exchange: Exchange): Promise<Answer> => {
    const found = compiled.find(
      ({ route, pattern }) => route.method === exchange.method && pattern.test(exchange.path),
    );
    const id = decode(found?.pattern.exec(exchange.path)?.groups?.["id"] ?? "");
    if (found === undefined || id === undefined)
      throw serverErrors.make("RC_SERVER_NOT_FOUND", `there is no ${exchange.method} ${exchange.path}`);
    const query = Object.fromEntries(new URLSearchParams(exchange.query));
    const { route } = found;
    const result = await route.handle({ id, query, body: parseBody(exchange), exchange });
    return isRaw(result) ? result.raw : json(route.status, result);
  };
  return async (exchange) => {
    const refused = openPaths.has(exchange.path) ? guardOpen(exchange, options) : guard(exchange, options);
    if (refused !== undefined)
      return json(refused.status, errorBody(serverErrors.make("RC_SERVER_REFUSED", refused.message)));
    try {
      return await answer(exchange);
    } catch (error) {
      return problem(error);
    }
  };
};
