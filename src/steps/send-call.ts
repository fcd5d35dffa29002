import type { Client, RawRequest } from "#client";
import type { StepContext } from "#workflows";
import { hosts, operations, userCreate } from "#zoom";

import type { OutboundAuth, StepDeps } from "./deps.ts";

/** One request of a step: to the account, or to anywhere else. */
export interface Call {
  readonly method: string;
  /** Whole, or the part below the account's base URL. */
  readonly target: string;
  readonly toAccount: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly raw?: Pick<RawRequest, "label" | "kind">;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Zoom's API by all its names. */
export const zoomHosts: ReadonlySet<string> = new Set(
  [hosts.api, ...hosts.regions.map((region) => hosts.api.replace("://api.", `://api-${region}.`))].map(
    (url) => new URL(url).hostname,
  ),
);
const basePath = new URL(hosts.api).pathname;

const patterns = operations.map((operation) => ({
  operation,
  pattern: new RegExp(`^${operation.path.replaceAll(/[.+?^$()|[\]\\]/g, "\\$&").replaceAll(/\{\w+\}/g, "[^/]+")}$`),
}));

/** Which of the account's limits a call counts against. */
export const budgetOf = (
  method: string,
  target: string,
  body: string | undefined,
): Pick<RawRequest, "label" | "kind"> => {
  const [path = ""] = target.split("?");
  const known = patterns.find(({ operation, pattern }) => operation.method === method && pattern.test(path))?.operation;
  if (known === undefined) return {};
  const isInvite = known.id === userCreate.id && /"action"\s*:\s*"create"/.test(body ?? "");
  return { label: known.label, kind: isInvite ? "invite" : "call" };
};

/** Whether a URL means an account's API, and then the part below its base URL. */
export const targetOf = (url: URL): Pick<Call, "target" | "toAccount"> => {
  const toAccount = zoomHosts.has(url.hostname) && url.pathname.startsWith(`${basePath}/`);
  return { toAccount, target: toAccount ? `${url.pathname.slice(basePath.length)}${url.search}` : url.href };
};

/** The client's own, or the connection's. */
const ours = new Set(["authorization", "connection", "content-length", "host", "transfer-encoding"]);

/** Sends a call with the account's token and within its budget. */
export const viaAccount = async (client: Client, call: Call): Promise<Answered> => {
  const headers = Object.fromEntries(
    Object.entries(call.headers).flatMap(([name, value]) =>
      ours.has(name.toLowerCase()) ? [] : [[name.toLowerCase(), value]],
    ),
  );
  const answer = await client.request({
    method: call.method,
    target: call.target,
    headers,
    ...(call.body === undefined ? {} : { body: call.body }),
    ...call.raw,
  });
  const type = answer.headers.get("content-type");
  return { status: answer.status, headers: type === null ? {} : { "content-type": type }, body: answer.text };
};

/** What goes elsewhere than to the account is kept here: it passes no recording fetch. */
export const viaOutbound = async (
  deps: StepDeps,
  { signal, exchange }: StepContext,
  call: Call,
  auth?: OutboundAuth,
): Promise<Answered> => {
  const { method, target: url, headers, body } = call;
  const at = deps.clock();
  const kept = { method, url, request: { headers: { ...headers }, ...(body === undefined ? {} : { body }) }, at };
  try {
    const answer = await deps.outbound({
      method,
      url,
      headers,
      signal,
      ...(body === undefined ? {} : { body }),
      ...(auth === undefined ? {} : { auth }),
    });
    exchange({ ...kept, ms: deps.clock() - at, response: { ...answer, headers: { ...answer.headers } } });
    return answer;
  } catch (error) {
    exchange({ ...kept, ms: deps.clock() - at, error: error instanceof Error ? error.message : String(error) });
    throw error;
  }
};
