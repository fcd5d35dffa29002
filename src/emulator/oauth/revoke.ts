import type { Exchange } from "#base";
import { revoked, tokenErrors } from "#zoom";

import { ok, type Outcome } from "../answer.ts";
import type { World } from "../world.ts";
import { readAppCall, refuseApp } from "./app-call.ts";

/** Ends a consent: its refresh token and every access token that came from it. */
export const endConsent = (world: World, consent: string): void => {
  world.removeTokens((token) => token.consent === consent);
  world.grants.removeWhere((grant) => grant.consent === consent);
};

/** POST /oauth/revoke: an access or refresh token of the app; with it goes the consent that it came from. */
export const revoke = (world: World, exchange: Exchange): Outcome => {
  const call = readAppCall(world, exchange);
  if ("status" in call) return call;
  const secret = call.parameters.get("token") ?? "";
  const found = world.tokens.get(secret) ?? world.grants.find("refresh", secret);
  if (found === undefined || found.clientId !== call.app.clientId)
    return refuseApp(tokenErrors.invalidToken, "4737: this app has no such token. Send it as the parameter token.");
  if (found.consent === undefined) world.removeTokens(({ token }) => token === secret);
  else endConsent(world, found.consent);
  return ok(200, JSON.stringify(revoked.body));
};
