import type { Api } from "./api.ts";

export interface ApiCall {
  readonly api: Api;
  /** What stands in the place of `{…}` in the path, decoded. */
  readonly id: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface ApiRoute {
  readonly method: "GET" | "POST" | "DELETE";
  /** With at most one `{…}`. */
  readonly path: string;
  readonly status: number;
  readonly handle: (call: ApiCall) => Promise<unknown>;
}
