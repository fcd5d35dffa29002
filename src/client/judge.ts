import { bearerErrors, type Operation } from "#zoom";

import { readBody, type Refusal } from "./answer.ts";
import { clientErrors } from "./errors.ts";
import { type RateAnswer, readRateAnswer } from "./rate-answer.ts";
import type { TransportResponse } from "./transport.ts";

/** What one answer means for the call that it answers. */
export type Verdict =
  | { readonly kind: "done"; readonly value: unknown }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "limited"; readonly limit: RateAnswer; readonly message: string }
  | { readonly kind: "unauthorized" }
  | { readonly kind: "lost"; readonly why: string };

/**
 * Code 104 is what another of Zoom's products answers for a missing scope.
 * @source ZN Internal.cs, DF-115792 (client code)
 */
const scopeCodes: ReadonlySet<number> = new Set([bearerErrors.granularScope.code, bearerErrors.classicScope.code, 104]);

const listed = (message: string): string | undefined => /\[([\w:, ]+)\]/.exec(message)?.[1]?.trim();

/** The missing scopes as Zoom names them; else those that the operation takes. */
const scopeError = (operation: Operation, message: string): Error => {
  const { classic, granular } = operation.scopes;
  const named =
    listed(message) ??
    /contain (\w+:[\w:]+)/.exec(message)?.[1] ??
    `${granular.join(" or ")} (classic: ${classic.join(" or ")})`;
  return clientErrors.make(
    "RC_CLIENT_SCOPE",
    `${operation.method} ${operation.path}: the access token lacks the scope ${named}`,
  );
};

/**
 * Code 200 is a missing role permission when its text names one (`[User:Edit]`, never localised); without a name it is
 * a refusal like any other: «No privilege.» for an action that the account may not use.
 * @source OAS-U (documented) lists both texts under code 200.
 */
const permissionError = (operation: Operation, { status, code, message }: Refusal): Error | undefined => {
  const named = code === bearerErrors.permission.code ? listed(message) : undefined;
  if (status !== 403 && named?.includes(":") !== true) return undefined;
  return clientErrors.make(
    "RC_CLIENT_PERMISSION",
    `${operation.method} ${operation.path} is not permitted: ${named ?? message}`,
  );
};

const overloaded = (status: number): boolean => status === 408 || (status >= 500 && status !== 501);

/** Reads one answer. Throws where going on with other rows would be useless: scopes, permissions, foreign redirects. */
export const judge = (
  operation: Operation,
  callKind: "call" | "invite",
  response: TransportResponse,
  now: number,
): Verdict => {
  const { status, text } = response;
  if (overloaded(status)) return { kind: "lost", why: `HTTP ${status}` };
  if (status >= 300 && status < 400) {
    throw clientErrors.make(
      "RC_CLIENT_REDIRECT",
      `${operation.method} ${operation.path} was redirected (HTTP ${status}) to ${response.headers.get("location") ?? "nowhere"}`,
    );
  }
  const body = readBody(status, text);
  if (body.kind === "garbage") {
    // Calls that answer nothing of interest need no body to have succeeded.
    return operation.success.fields.length === 0
      ? { kind: "done", value: undefined }
      : { kind: "lost", why: `HTTP ${status} with a body that is no JSON` };
  }
  if (body.kind === "value") return { kind: "done", value: body.value };
  const { refusal } = body;
  if (scopeCodes.has(refusal.code)) throw scopeError(operation, refusal.message);
  if (status === 401 || refusal.code === bearerErrors.invalid.code) return { kind: "unauthorized" };
  if (status === 429 || refusal.code === 429) {
    const limit = readRateAnswer(response, refusal, { kind: callKind, label: operation.label }, now);
    return { kind: "limited", limit, message: refusal.message };
  }
  const permission = permissionError(operation, refusal);
  if (permission !== undefined) throw permission;
  return { kind: "refused", refusal };
};
