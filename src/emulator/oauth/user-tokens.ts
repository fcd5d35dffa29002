import { createHash } from "node:crypto";

import { deviceGrant, refreshGrant, tokenErrors } from "#zoom";

import type { Outcome } from "../answer.ts";
import type { App, Grant } from "./records.ts";
import type { World } from "../world.ts";
import { type AppCall, refuseApp, sameSecret } from "./app-call.ts";
import { issueToken } from "./issue.ts";
import { signToken } from "./sign.ts";
import { tokenAnswer } from "./token-answer.ts";

/** The code challenge that a verifier comes to. */
const challengeOf = (verifier: string, method: Grant["challengeMethod"]): string =>
  method === "plain" ? verifier : createHash("sha256").update(verifier).digest("base64url");

const refuseToken = ({ world, app }: AppCall, hint: string): Outcome => {
  const isBare = world.tenants.get(app.account)?.account.switches.invalidGrant === "bare";
  return refuseApp(tokenErrors.invalidToken, hint, isBare);
};

const refreshLifeMs = (world: World, app: App): number =>
  world.tenants.get(app.account)?.account.switches.refreshLife === "15 years"
    ? refreshGrant.olderLifetimeMs
    : refreshGrant.lifetimeMs;

/** The tokens of a consent: an access token, and a refresh token that takes the place of all earlier ones. */
const giveTokens = ({ world, app }: AppCall, grant: Grant): Outcome => {
  const { account, clientId, consent, scopes, userId } = grant;
  // A newer consent of the same person to the same app ends the older one (4741).
  world.grants.removeWhere(
    (other) => other.kind === "refresh" && other.clientId === clientId && other.userId === userId,
  );
  const now = world.now();
  const expiresAt = now + refreshLifeMs(world, app);
  const claims = { iss: `zm:cid:${clientId}`, uid: userId, aid: account, exp: Math.floor(expiresAt / 1000) };
  const header = { sv: "000001", alg: "HS512", v: "2.0", kid: world.identifiers.id() };
  const secret = signToken(world, header, { ...claims, type: 1, code: consent, jti: world.identifiers.id() });
  world.grants.put({ secret, kind: "refresh", clientId, account, consent, userId, scopes, expiresAt });
  return tokenAnswer(world, issueToken(world, app, { grant }), secret);
};

const isThere = ({ world }: AppCall, { account, userId }: Grant): boolean =>
  world.tenants.get(account)?.users.byId(userId)?.status === "active";

const refuseCode = (hint: string): Outcome => refuseApp(tokenErrors.codeInvalid, hint);

/** What is wrong with the exchange of a code; undefined when nothing is. */
const codeProblem = (call: AppCall, grant: Grant | undefined): Outcome | undefined => {
  if (grant === undefined || grant.clientId !== call.app.clientId)
    return refuseCode("4734: this app was given no such code, or it was exchanged already: a code is good once.");
  if (grant.expiresAt <= call.world.now()) return refuseCode("4733: a code is good for five minutes.");
  if (call.parameters.get("redirect_uri") !== grant.redirectUri)
    return refuseApp(tokenErrors.redirectMismatch, "4709: redirect_uri must be the one the code was given for.");
  const { challenge, challengeMethod } = grant;
  const verifier = call.parameters.get("code_verifier") ?? "";
  if (challenge !== undefined && !sameSecret(challengeOf(verifier, challengeMethod), challenge))
    return refuseCode("code_verifier does not come to the code_challenge that the code was given for.");
  return isThere(call, grant) ? undefined : refuseCode("4735: the user who consented is gone or not active.");
};

/** grant_type=authorization_code. */
export const answerCode = (call: AppCall): Outcome => {
  const grant = call.world.grants.find("code", call.parameters.get("code") ?? "");
  const refused = codeProblem(call, grant);
  if (refused !== undefined || grant === undefined) return refused ?? refuseCode("");
  call.world.grants.remove(grant);
  return giveTokens(call, grant);
};

const sameScopes = (app: App, grant: Grant): boolean =>
  app.scopes.length === grant.scopes.length && app.scopes.every((scope) => grant.scopes.includes(scope));

/** grant_type=refresh_token: the old refresh token ends with its use. */
export const answerRefresh = (call: AppCall): Outcome => {
  const { world, app, parameters } = call;
  const grant = world.grants.find("refresh", parameters.get("refresh_token") ?? "");
  if (grant === undefined || grant.clientId !== app.clientId)
    return refuseToken(
      call,
      "No such refresh token of this app: each is good once and gives the next; a newer consent ends it too.",
    );
  if (grant.expiresAt <= world.now()) return refuseToken(call, "The refresh token has expired: ask for consent again.");
  if (!isThere(call, grant)) return refuseToken(call, "4735: the user who consented is gone or not active.");
  if (!sameScopes(app, grant))
    return refuseToken(call, "4711: the app's scopes have changed since the consent: ask for it again.");
  return giveTokens(call, grant);
};

/** grant_type of RFC 8628: the device asks until somebody has typed its code. */
export const answerDevice = (call: AppCall): Outcome => {
  const { world, app, parameters } = call;
  const grant = world.grants.find("device", parameters.get("device_code") ?? "");
  if (grant === undefined || grant.clientId !== app.clientId)
    return refuseToken(call, "This app was given no such device_code, or it has its tokens already.");
  const now = world.now();
  if (grant.expiresAt <= now) return refuseApp(tokenErrors.deviceExpired, "Start again with POST /oauth/devicecode.");
  const isHasty = grant.polledAt !== undefined && now - grant.polledAt < deviceGrant.intervalSeconds * 1000;
  world.grants.put({ ...grant, polledAt: now });
  if (isHasty) return refuseApp(tokenErrors.slowDown, `Ask every ${deviceGrant.intervalSeconds} seconds.`);
  if (grant.state === "open")
    return refuseApp(tokenErrors.authorizationPending, "Nobody has typed the user_code at verification_uri yet.");
  world.grants.remove(grant);
  if (grant.state === "denied") return refuseApp(tokenErrors.accessDenied, "The person declined.");
  return isThere(call, grant) ? giveTokens(call, grant) : refuseToken(call, "4735: the user who consented is gone.");
};
