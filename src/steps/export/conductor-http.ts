import type { StepDefinition } from "#workflows";

import { CannotCarry } from "./cannot-carry.ts";
import type { ConductorValues } from "./conductor-values.ts";
import { type CallAuth, encoded, type PlannedCall } from "./planned-call.ts";

const safe = (name: string): string => name.replaceAll(/[^\w-]/g, "_");

/** What holds a secret there; the secret itself is never exported. */
const secretOf = (auth: CallAuth): string =>
  auth.kind === "zoom" ? `zoom_token_${safe(auth.account)}` : safe(auth.credential);

const scheme = { zoom: "Bearer", bearer: "Bearer", basic: "Basic" } as const;

const authHeader = (auth: CallAuth | undefined): Readonly<Record<string, string>> =>
  auth === undefined
    ? {}
    : {
        [auth.kind === "zoom" ? "Authorization" : auth.header]:
          `${scheme[auth.kind]} \${workflow.secrets.${secretOf(auth)}}`,
      };

const withQuery = (values: ConductorValues, { url, query }: PlannedCall): string => {
  const base = String(values.text(url));
  const pairs = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${String(values.text(encoded(value)))}`,
  );
  if (pairs.length === 0) return base;
  return `${base}${base.includes("?") ? "&" : "?"}${pairs.join("&")}`;
};

/** What whoever installs the workflow must put into its secrets. */
export const secretNote = (auth: CallAuth): string => {
  const name = secretOf(auth);
  if (auth.kind === "zoom") return `secret ${name}: a Zoom access token of ${auth.account}, which ends after an hour`;
  return auth.kind === "basic"
    ? `secret ${name}: base64 of the user:password of credential ${auth.credential}`
    : `secret ${name}: the text of credential ${auth.credential}`;
};

/** The `http_request` of an HTTP task. */
export const httpRequest = (step: StepDefinition, call: PlannedCall, values: ConductorValues): object => {
  const { method, headers, body, auth, success } = call;
  if (success?.some((status) => status < 200 || status > 299) === true)
    throw new CannotCarry("its `success` has statuses outside 200 to 299, which an HTTP task takes for a failure");
  const given = Object.entries(headers).map(([name, value]): [string, unknown] => [name, values.fill(value)]);
  const filled = body === undefined ? undefined : values.fill(body);
  return {
    uri: withQuery(values, call),
    method,
    headers: { ...Object.fromEntries(given), ...authHeader(auth) },
    accept: "application/json",
    ...(filled === undefined
      ? {}
      : { contentType: typeof body === "string" ? "text/plain" : "application/json", body: filled }),
    ...(step.timeout === undefined ? {} : { connectionTimeOut: step.timeout, readTimeOut: step.timeout }),
  };
};
