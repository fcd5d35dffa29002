import type { Exchange } from "#base";
import {
  accountCredentials,
  authorizationCode,
  clientCredentials,
  deviceGrant,
  refreshGrant,
  tokenErrors,
} from "#zoom";

import type { Outcome } from "../answer.ts";
import type { World } from "../world.ts";
import { type AppCall, readAppCall, refuseApp } from "./app-call.ts";
import { answerCode, answerDevice, answerRefresh } from "./user-tokens.ts";
import { tokenAnswer } from "./token-answer.ts";
import { issueToken } from "./issue.ts";

const answerAccount = ({ world, app, parameters }: AppCall): Outcome => {
  if (parameters.get("account_id") !== app.account)
    return refuseApp(tokenErrors.invalidAccount, "account_id must be the id of the account the app belongs to.");
  return tokenAnswer(world, issueToken(world, app));
};

const answerClient = ({ world, app }: AppCall): Outcome =>
  tokenAnswer(world, issueToken(world, app, { scopes: clientCredentials.scopes }));

const general: ReadonlyMap<string, (call: AppCall) => Outcome> = new Map([
  [authorizationCode.grantType, answerCode],
  [clientCredentials.grantType, answerClient],
  [deviceGrant.grantType, answerDevice],
  [refreshGrant.grantType, answerRefresh],
]);

const noGrant =
  "Send grant_type=account_credentials (server-to-server app) or authorization_code, refresh_token, client_credentials, urn:ietf:params:oauth:grant-type:device_code (general app) in the query or as application/x-www-form-urlencoded; JSON is not read.";

/** POST /oauth/token: what an app may ask depends on its kind. */
export const answerToken = (world: World, exchange: Exchange): Outcome => {
  const call = readAppCall(world, exchange);
  if ("status" in call) return call;
  const grantType = call.parameters.get("grant_type") ?? "";
  const isGeneral = call.app.kind === "general";
  if (grantType === accountCredentials.grantType && !isGeneral) return answerAccount(call);
  const answer = isGeneral ? general.get(grantType) : undefined;
  if (answer !== undefined) return answer(call);
  const isOther = grantType === accountCredentials.grantType || general.has(grantType);
  const kind = isGeneral ? "general" : "server-to-server";
  return refuseApp(
    tokenErrors.unsupportedGrant,
    isOther ? `The app is of the kind ${kind}, which has no ${grantType}: register another one.` : noGrant,
  );
};
