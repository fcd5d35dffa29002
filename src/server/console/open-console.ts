import type { Answer, Exchange } from "#base";
import { createChangeFeed, type GuardOptions } from "#system";

import type { Api } from "../api/api.ts";
import { callRoutes } from "../api/call-routes.ts";
import { catalogRoutes } from "../api/catalog-routes.ts";
import { createDispatchApi } from "../api/dispatch-api.ts";
import { jobFileRoutes } from "../api/job-file-routes.ts";
import { programRoutes } from "../api/program-routes.ts";
import type { Route } from "../api/route.ts";
import { settingsRoutes } from "../api/settings-routes.ts";
import { openCallHistory } from "../call-history.ts";
import { openCatalogStore } from "../catalog-store.ts";
import { consoleDirectory } from "../files.ts";
import type { House } from "../open-house.ts";
import { openApiAnswer, openApiName } from "./openapi.ts";
import { sessionRoutes } from "./session-routes.ts";
import { openStaticFiles } from "./static-files.ts";
import { watchJobs } from "./watch-jobs.ts";

export interface ConsoleOptions {
  readonly house: House;
  readonly api: Api;
  readonly adminToken: string | undefined;
  readonly isExposed: boolean;
  /** Where the server is reached. */
  readonly url: () => string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The console's files and /api, as one function; undefined for paths that are neither. */
export interface Console {
  answer(exchange: Exchange): Answer | Promise<Answer> | undefined;
  close(): Promise<void>;
}

/** What a call below a path changes, for those pages that show it; whoever makes the call, another tab or the command line. */
const changedBelow = [
  ["/api/workflows", "workflow"],
  ["/api/credentials", "credential"],
] as const;

/** Opens the console of a data directory. */
export const openConsole = async (options: ConsoleOptions): Promise<Console> => {
  const { house, api, adminToken, isExposed, url, env } = options;
  const feed = createChangeFeed();
  const note = (kind: string) => (): void => {
    feed.note(kind);
  };
  const stopWatching = house.emulator.watch((kind) => {
    feed.note(kind);
  });
  const stopJobs = watchJobs(house.roster, note("job"));
  const store = openCatalogStore(house.directory.path);
  const history = await openCallHistory(house.directory.path);
  const target = { emulator: house.emulator, accounts: house.accounts, env, origin: url };
  const events: Route = {
    method: "GET",
    path: "/api/events",
    status: 200,
    handle: ({ exchange }) => ({ raw: feed.answer(exchange) }),
  };
  const openApi: Route = {
    method: "GET",
    path: "/openapi/{api}",
    status: 200,
    handle: ({ exchange }) => ({ raw: openApiAnswer(store.catalog(), openApiName(exchange.path) ?? "") }),
  };
  const guarding: GuardOptions = { adminToken, isExposed: () => isExposed };
  const answerApi = createDispatchApi(api, guarding, {
    more: [
      ...callRoutes({ store, history, target, changed: note("call") }),
      ...catalogRoutes(store, note("api")),
      events,
      ...jobFileRoutes(api),
      openApi,
      ...programRoutes(store),
      ...settingsRoutes({ house, url, isExposed, features: "workflows" in api ? ["workflows"] : [] }),
    ],
    open: sessionRoutes(adminToken),
  });
  const files = openStaticFiles(consoleDirectory, isExposed);
  const answerAndTell = async (exchange: Exchange): Promise<Answer> => {
    const answer = await answerApi(exchange);
    if (exchange.method === "GET" || answer.status >= 400) return answer;
    for (const [below, kind] of changedBelow) if (exchange.path.startsWith(below)) feed.note(kind);
    return answer;
  };
  return {
    answer(exchange) {
      const { path } = exchange;
      return path.startsWith("/api/") || path.startsWith("/openapi/") ? answerAndTell(exchange) : files?.(exchange);
    },
    async close() {
      stopWatching();
      stopJobs();
      feed.close();
      history.close();
    },
  };
};
