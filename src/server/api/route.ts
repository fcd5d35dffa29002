import type { Answer, Exchange } from "#base";

import type { Api } from "./api.ts";

/** What a route of /api may look at. */
export interface RouteCall {
  /** What stands in the place of `{…}` in the path, decoded. */
  readonly id: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly exchange: Exchange;
}

/** One route of /api; lists of them are alphabetical by path. */
export interface Route {
  readonly method: "GET" | "POST" | "DELETE";
  /** With at most one `{…}`. */
  readonly path: string;
  readonly status: number;
  readonly handle: (call: RouteCall) => unknown;
}

interface ApiCall extends RouteCall {
  readonly api: Api;
}

/** A route that asks the Api, as the command line does. */
export interface ApiRoute extends Omit<Route, "handle"> {
  readonly handle: (call: ApiCall) => Promise<unknown>;
}

/** An answer that is no JSON document of ours. */
export interface RawAnswer {
  readonly raw: Answer;
}

export const isRaw = (value: unknown): value is RawAnswer =>
  typeof value === "object" && value !== null && "raw" in value;
