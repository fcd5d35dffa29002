import { type Answer, bodyText, type Exchange, redactText } from "#base";
import { z } from "zod";

import { operationOf } from "./operation-of.ts";

/** Answers that refuse a call, and how often. */
export interface RefusedCalls {
  /** Zoom's operationId, or method and path where Zoom has none. */
  readonly operation: string;
  readonly status: number;
  /** Zoom's code; null where the body has none. */
  readonly code: number | null;
  readonly message: string;
  /** In plain words, what to send instead; "" when nothing more is to be said. */
  readonly hint: string;
  readonly count: number;
}

export interface Counted {
  readonly name: string;
  readonly count: number;
}

/** What a program did, counted. Lists are in the order of first appearance and at most 200 long. */
export interface Summary {
  readonly requests: number;
  readonly operations: readonly Counted[];
  /** Calls of paths that Zoom does not document. */
  readonly undocumented: readonly Counted[];
  /** Calls of operations that Zoom has and the handler does not answer (501). */
  readonly notEmulated: readonly Counted[];
  readonly refused: readonly RefusedCalls[];
  /** Hosts that were neither Zoom's nor allowed. */
  readonly refusedHosts: readonly Counted[];
  /** Hosts that were let through, without those of this machine. */
  readonly allowedHosts: readonly Counted[];
  /** Connections to Zoom's hosts that ended without a request: most likely the certificate was not trusted. */
  readonly silent: readonly Counted[];
  /** Asked to become something else than HTTP, such as a WebSocket. */
  readonly upgrades: readonly Counted[];
}

export interface Witness {
  answered(exchange: Exchange, answer: Answer): void;
  hostRefused(host: string): void;
  hostAllowed(host: string): void;
  silent(host: string): void;
  upgrade(host: string): void;
  summary(): Summary;
}

/** Beyond it only what is known already is counted on: a program may ask for a million paths. */
const maxGroups = 200;

const errorSchema = z.object({
  code: z.number().nullish(),
  message: z.string().nullish(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).nullish(),
  // The token endpoint's own shape.
  reason: z.string().nullish(),
  // SCIM's.
  detail: z.string().nullish(),
});

interface Refusal {
  readonly code: number | null;
  readonly message: string;
}

const readRefusal = ({ body }: Answer): Refusal => {
  try {
    const { code, message, errors, reason, detail } = errorSchema.parse(JSON.parse(bodyText(body)));
    const fields = (errors ?? []).map((error) => `${error.field}: ${error.message}`).join("; ");
    const text = message ?? reason ?? detail ?? "";
    return { code: code ?? null, message: redactText(fields === "" ? text : `${text} ${fields}`) };
  } catch {
    return { code: null, message: "" };
  }
};

const headerOf = ({ headers }: Answer, name: string): string => {
  for (let at = 0; at < headers.length; at += 2) if (headers[at]?.toLowerCase() === name) return headers[at + 1] ?? "";
  return "";
};

class Tally {
  readonly #counts = new Map<string, number>();

  add(name: string): void {
    const before = this.#counts.get(name);
    if (before !== undefined || this.#counts.size < maxGroups) this.#counts.set(name, (before ?? 0) + 1);
  }

  list(): Counted[] {
    return Array.from(this.#counts, ([name, count]) => ({ name, count }));
  }
}

const notEmulatedStatus = 501;

/** Counts what goes by; keeps no bodies. */
export const createWitness = (): Witness => {
  let requests = 0;
  const refused = new Map<string, RefusedCalls>();
  const operations = new Tally();
  const undocumented = new Tally();
  const notEmulated = new Tally();
  const refusedHosts = new Tally();
  const allowedHosts = new Tally();
  const silent = new Tally();
  const upgrades = new Tally();

  const refuse = (operation: string, answer: Answer): void => {
    const hint = headerOf(answer, "x-rollcall-hint");
    const refusal = readRefusal(answer);
    const key = JSON.stringify([operation, answer.status, refusal.code, hint === "" ? refusal.message : hint]);
    const before = refused.get(key);
    if (before === undefined && refused.size >= maxGroups) return;
    const { status } = answer;
    refused.set(key, { operation, status, hint, ...refusal, count: (before?.count ?? 0) + 1 });
  };

  return {
    answered({ method, path }, answer) {
      requests += 1;
      const place = operationOf(method, path);
      const name = place?.operation ?? `${method} ${path}`;
      if (place === undefined) undocumented.add(name);
      else operations.add(name);
      if (place !== undefined && answer.status === notEmulatedStatus) notEmulated.add(name);
      else if (place !== undefined && answer.status >= 400) refuse(name, answer);
    },
    hostRefused: (host) => refusedHosts.add(host),
    hostAllowed: (host) => allowedHosts.add(host),
    silent: (host) => silent.add(host),
    upgrade: (host) => upgrades.add(host),
    summary: () => ({
      requests,
      operations: operations.list(),
      undocumented: undocumented.list(),
      notEmulated: notEmulated.list(),
      refused: [...refused.values()],
      refusedHosts: refusedHosts.list(),
      allowedHosts: allowedHosts.list(),
      silent: silent.list(),
      upgrades: upgrades.list(),
    }),
  };
};
