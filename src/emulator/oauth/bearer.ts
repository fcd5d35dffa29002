import type { RequestHeaders } from "#base";
import { bearerErrors, type ErrorTemplate, type Operation, operations, scimMedia, userLevelError } from "#zoom";

import { type Outcome, refusal, scimRefusal } from "../answer.ts";
import type { Token } from "./records.ts";
import type { User } from "../records.ts";
import { privilegesOf } from "../roles/privileges.ts";
import type { Tenant } from "../tenant.ts";
import type { World } from "../world.ts";

const tokenIn = (headers: RequestHeaders): string => {
  const header = headers["authorization"];
  if (typeof header !== "string") return "";
  return header.startsWith("Bearer ") ? header.slice(7) : (/^bearer\s+(\S+)$/i.exec(header)?.[1] ?? "");
};

const classic = new Set(operations.flatMap(({ scopes }) => scopes.classic));

/**
 * The token a header names. Callers send the same one again and again: comparing it with the last one costs a tenth of
 * hashing 600 fresh characters for the map. The map is still asked, by a string whose hash is known, so that a token
 * that was forgotten is unknown at once.
 */
const findToken = (world: World, headers: RequestHeaders): Token | undefined => {
  const header = headers["authorization"];
  const { lastBearer } = world;
  if (lastBearer !== undefined && lastBearer.header === header) return world.tokens.get(lastBearer.token);
  const token = world.tokens.get(tokenIn(headers));
  if (token !== undefined && typeof header === "string") world.lastBearer = { header, token: token.token };
  return token;
};

/** The token that a request brings, expired or not; undefined for an unknown one. */
export const presentedToken = (world: World, headers: RequestHeaders): Token | undefined =>
  world.tokens.get(tokenIn(headers));

/** The words of operations that speak of tokens in codes of their own. */
interface TokenWords {
  readonly tokenMissing?: ErrorTemplate;
  readonly tokenInvalid?: ErrorTemplate;
}

/** The token of a request, or why it is not let in. Section 2.3 of the fact sheet. */
export const checkToken = (
  world: World,
  headers: RequestHeaders,
  now: number,
  { tokenMissing, tokenInvalid }: TokenWords = {},
): Token | Outcome => {
  const token = findToken(world, headers);
  if (token === undefined)
    return refusal(
      (tokenIn(headers) === "" ? tokenMissing : tokenInvalid) ?? bearerErrors.invalid,
      undefined,
      "Send Authorization: Bearer <access_token> with a token from POST /oauth/token of this emulator.",
    );
  if (token.expiresAt <= now)
    return refusal(
      tokenInvalid ?? bearerErrors.expired,
      undefined,
      "Tokens live one hour on the emulator's clock: fetch a new one.",
    );
  return token;
};

/** The user that a person's token acts for; undefined once they are gone or not active. */
export const actorOf = (tenant: Tenant, userId: string): User | undefined => {
  const user = tenant.users.byId(userId);
  return user?.status === "active" ? user : undefined;
};

/** Whether a path's `{userId}` names the person behind the token. */
const isOwn = (tenant: Tenant, userId: string, target: string): boolean =>
  target === "me" || target === userId || (target !== "" && tenant.users.byEmail(target)?.id === userId);

const isWide = (scope: string): boolean => scope.endsWith(":admin") || scope.endsWith(":master");

/**
 * Keeps a person's token to that person: with user-level scopes only, `me` and their own id and address are all that a
 * path may name. Where an operation has no scope of the wide kind nothing is said.
 */
const checkReach = (token: Token, operation: Operation, target: string): Outcome | undefined => {
  if (target === "") return undefined;
  const accepted = [...operation.scopes.granular, ...operation.scopes.classic];
  if (!accepted.some(isWide) || accepted.some((scope) => isWide(scope) && token.scopes.includes(scope)))
    return undefined;
  return refusal(userLevelError, undefined, "The token has user-level scopes only: use me, or ask for :admin scopes.");
};

/** The operations that a token's scopes were found to open: a token has a hundred of them, and they never change. */
const opened = new WeakMap<Token, Set<Operation>>();

const opens = (token: Token, operation: Operation): boolean => {
  let known = opened.get(token);
  if (known?.has(operation) === true) return true;
  const { granular, classic: broad } = operation.scopes;
  const has = (scope: string): boolean => token.scopes.includes(scope);
  if (!granular.some(has) && !broad.some(has)) return false;
  if (known === undefined) {
    known = new Set();
    opened.set(token, known);
  }
  known.add(operation);
  return true;
};

/** Refuses a token without any scope the operation takes, or whose user lacks the permission. */
export const checkScopes = (
  tenant: Tenant,
  token: Token,
  operation: Operation,
  target: string,
): Outcome | undefined => {
  const { scopes } = operation;
  if (!opens(token, operation)) {
    if (token.scopes.some((scope) => classic.has(scope)))
      return refusal(operation.errors["classicScope"] ?? bearerErrors.classicScope, {
        scopes: scopes.classic.join(", "),
      });
    // Where Zoom documents no granular scope the classic ones are named (inferred).
    const named = scopes.granular.length > 0 ? scopes.granular : scopes.classic;
    return refusal(bearerErrors.granularScope, { scopes: named.join(", ") });
  }
  if (token.userId !== undefined) {
    // Nobody needs a role for what is their own.
    if (isOwn(tenant, token.userId, target)) return undefined;
    const beyond = checkReach(token, operation, target);
    if (beyond !== undefined) return beyond;
  }
  const permissions = privilegesOf(tenant, token);
  const missing = permissions === null ? undefined : operation.permissions.find((one) => !permissions.includes(one));
  if (missing === undefined) return undefined;
  const words = operation.media === scimMedia.type ? operation.errors["permission"] : undefined;
  return words === undefined ? refusal(bearerErrors.permission, { permission: missing }) : scimRefusal(words);
};
