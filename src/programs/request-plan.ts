import { type Auth, type Operation, type Parameter, sampleOf } from "#catalog";

import { errorShape, type ErrorShape } from "./error-shape.ts";
import { programErrors } from "./errors.ts";
import { encodeHeader, encodePath, encodeValue } from "./percent-encode.ts";
import { interning } from "./interned.ts";
import { requestBody } from "./request-body.ts";
import { type ResponseShape, responseShape } from "./response-shape.ts";
import { noValues, type Values } from "./values.ts";

/** One request exactly as it goes over the wire, and what a program makes of its answer. */
export interface RequestPlan {
  /** The operation's own words: foreign text, as are all strings here. */
  readonly title: string;
  readonly summary: string;
  readonly method: string;
  /** Used where API_BASE_URL is not set; no slash at the end. */
  readonly baseUrl: string;
  /** Path and query below the base, percent-encoded: ASCII. */
  readonly target: string;
  /** Without the credential; printable ASCII. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | undefined;
  readonly auth: Auth;
  readonly response: ResponseShape;
  readonly error: ErrorShape;
}

const valueOf = (parameter: Parameter, { parameters }: Values): string | undefined => {
  const given = parameters[`${parameter.in}.${parameter.name}`];
  if (given !== undefined) return given;
  if (parameter.disabled === true) return undefined;
  if (parameter.example !== undefined) return parameter.example;
  if (!parameter.required && parameter.in !== "path") return undefined;
  return String(sampleOf(parameter.schema));
};

const pathOf = ({ path, parameters, id }: Operation, values: Values): string => {
  let text = path;
  const filled = new Map<string, string>();
  for (const parameter of parameters.filter((known) => known.in === "path")) {
    const value = valueOf(parameter, values) ?? "";
    if (value === "." || value === "..")
      throw programErrors.make("RC_PROGRAMS_VALUE", `${id}: path.${parameter.name} cannot be "${value}"`);
    filled.set(parameter.name, encodeValue(value));
  }
  // In one pass: a value may look like a parameter.
  text = text
    .split(/(\{[^{}]*\})/)
    .map((part) => (part.startsWith("{") ? (filled.get(part.slice(1, -1)) ?? encodeValue(part)) : encodePath(part)))
    .join("");
  return text.startsWith("/") ? text : `/${text}`;
};

const queryOf = (operation: Operation, values: Values): string => {
  const pairs = operation.parameters
    .filter((parameter) => parameter.in === "query")
    .flatMap((parameter) => {
      const value = valueOf(parameter, values);
      return value === undefined ? [] : [`${encodeValue(parameter.name)}=${encodeValue(value)}`];
    });
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
};

/** What the client, the body or the credential sets by itself. */
const setElsewhere = new Set(
  ["authorization", "connection", "content-length", "content-type", "cookie", "expect", "host", "keep-alive"].concat([
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "accept-encoding",
    "proxy-authorization",
    "user-agent",
  ]),
);

const headersOf = (operation: Operation, values: Values, contentType: string | undefined, takesJson: boolean) => {
  const headers = new Map<string, readonly [string, string]>();
  if (takesJson) headers.set("accept", ["Accept", "application/json"]);
  if (contentType !== undefined) headers.set("content-type", ["Content-Type", contentType]);
  for (const parameter of operation.parameters.filter((known) => known.in === "header")) {
    const key = parameter.name.toLowerCase();
    const value = valueOf(parameter, values);
    if (value === undefined || setElsewhere.has(key) || !/^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(key)) continue;
    headers.set(key, [parameter.name, encodeHeader(value)]);
  }
  return [...headers.values()];
};

const environmentName = (name: string): string => name.replaceAll(/\W/g, "_").replace(/^(?=\d|$)/, "_");

const authOf = (auth: Auth): Auth => {
  if (auth.scheme === "bearer") return { ...auth, environment: environmentName(auth.environment) };
  if (auth.scheme === "apiKey") return { ...auth, environment: environmentName(auth.environment) };
  if (auth.scheme === "none") return auth;
  const { userEnvironment, passwordEnvironment } = auth;
  return {
    scheme: "basic",
    userEnvironment: environmentName(userEnvironment),
    passwordEnvironment: environmentName(passwordEnvironment),
  };
};

const internedAuth = interning<Auth>();
const internedError = interning<ErrorShape>();

const firstSentence = (text: string): string => /^[\s\S]*?[.!?](?=\s|$)/.exec(text.trim())?.[0] ?? text.trim();

const cannotHaveBody = new Set(["GET", "HEAD"]);

/**
 * What an operation sends with these values; examples and defaults of the source fill the rest.
 * @throws RC_PROGRAMS_VALUE when a value does not fit
 */
export const planRequest = (operation: Operation, values: Values = noValues): RequestPlan => {
  const method = /^[A-Z]+$/.test(operation.method) ? operation.method : "GET";
  const payload =
    operation.body === undefined || cannotHaveBody.has(method) ? undefined : requestBody(operation.body, values);
  const response = responseShape(operation.answers);
  return {
    title: operation.name,
    summary: firstSentence(operation.description ?? ""),
    method,
    baseUrl: (operation.servers[0] ?? "http://localhost").replace(/\/+$/, ""),
    target: pathOf(operation, values) + queryOf(operation, values),
    headers: headersOf(operation, values, payload?.contentType, response.kind === "json"),
    body: payload?.text,
    auth: internedAuth(authOf(operation.auth)),
    response,
    error: internedError(errorShape(operation.answers)),
  };
};
