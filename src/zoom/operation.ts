import type { Field, Parameter } from "./field.ts";
import type { Source } from "./source.ts";

/** The rate-limit class that Zoom gives an operation. */
export type RateLabel = "Light" | "Medium" | "Heavy" | "Resource-intensive";

/** One documented error. `{name}` in the message is filled in; compare on `code`, never on text: Zoom localises it. */
export interface ErrorTemplate {
  readonly status: number;
  readonly code: number;
  readonly message: string;
  /** What makes Zoom answer this. */
  readonly trigger: string;
  readonly source: Source;
  /** Documented for this operation although nothing in it can cause it. */
  readonly leftover?: true;
}

export interface Scopes {
  /** Any one of these suffices. */
  readonly classic: readonly string[];
  /** Any one of these suffices. New apps (since March 2024) can only have granular scopes. */
  readonly granular: readonly string[];
}

export interface DocumentRows {
  readonly request: readonly Field[];
  readonly fields: readonly Field[];
}

/** Everything known about one call. `Errors` keeps the names of its errors, so that a misspelt one does not compile. */
export interface Operation<Errors extends string = string> {
  /** Zoom's own operationId. */
  readonly id: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below the API base, which ends in /v2; one that begins with /scim2 stands beside /v2: see `apiPath`. */
  readonly path: string;
  /** What bodies are; absent = application/json. Multipart is a request's: its answers are JSON. */
  readonly media?: "multipart/form-data" | "application/scim+json";
  readonly summary: string;
  readonly label: RateLabel;
  /** Role permissions the acting user needs. */
  readonly permissions: readonly string[];
  readonly scopes: Scopes;
  readonly parameters: readonly Parameter[];
  /** Rows of the request body (for multipart: its parts); absent when the operation takes none. */
  readonly request?: readonly Field[];
  /**
   * Where the query's `option` picks another document ("" = none is given): its rows, made when they are asked for.
   * `request` and `success.fields` are those of "". undefined = there is no such document.
   */
  readonly byOption?: (option: string) => DocumentRows | undefined;
  readonly success: { readonly status: number; readonly fields: readonly Field[] };
  readonly errors: Readonly<Record<Errors, ErrorTemplate>>;
  readonly notes: readonly { readonly text: string; readonly source: Source }[];
  /** Where the rows come from that do not name a source of their own. */
  readonly source: Source;
}

/** Declares an operation; exists so that the names of its errors are inferred. */
export const operation = <Errors extends string>(facts: Operation<Errors>): Operation<Errors> => facts;

/** The whole path below the host: `/v2/users`, `/scim2/Users`. */
export const apiPath = (path: string): string => (path.startsWith("/scim2/") ? path : `/v2${path}`);

/** Fills the `{placeholders}` of a template. A placeholder without a value stays, so that a test sees it. */
export const fill = (message: string, values: Readonly<Record<string, string | number>> = {}): string =>
  message.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : String(value);
  });
