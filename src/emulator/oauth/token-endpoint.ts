import { timingSafeEqual } from "node:crypto";

import { bodyText, type Exchange } from "#base";
import { accountCredentials, tokenErrors } from "#zoom";

import type { Outcome } from "../answer.ts";
import type { App } from "../records.ts";
import type { World } from "../world.ts";
import { issueToken } from "./issue.ts";

const refuse = (error: (typeof tokenErrors)[keyof typeof tokenErrors], hint: string): Outcome => ({
  status: error.status,
  body: JSON.stringify({ reason: error.reason, error: error.error }),
  hint,
});

const same = (left: string, right: string): boolean => {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};

const basicApp = (world: World, header: unknown): App | undefined => {
  const match = typeof header === "string" ? /^Basic\s+(\S+)$/i.exec(header) : null;
  if (match?.[1] === undefined) return undefined;
  const [clientId = "", ...rest] = Buffer.from(match[1], "base64").toString().split(":");
  const app = world.apps.get(clientId);
  return app !== undefined && same(app.clientSecret, rest.join(":")) ? app : undefined;
};

/** The parameters: the form body over the query. A JSON body has none, as at Zoom (DF-79648). */
const parametersOf = (exchange: Exchange, bodyOnly: boolean): URLSearchParams => {
  const parameters = new URLSearchParams(bodyOnly ? "" : exchange.query);
  const type = exchange.headers["content-type"];
  if (typeof type === "string" && type.toLowerCase().startsWith("application/x-www-form-urlencoded"))
    for (const [name, value] of new URLSearchParams(bodyText(exchange.body))) parameters.set(name, value);
  return parameters;
};

/** POST /oauth/token, grant account_credentials. Errors are HTTP 400 with reason and error, not the API's envelope. */
export const answerToken = (world: World, exchange: Exchange): Outcome => {
  const app = basicApp(world, exchange.headers["authorization"]);
  if (app === undefined)
    return refuse(tokenErrors.invalidClient, "Send Authorization: Basic base64(client_id:client_secret).");
  const bodyOnly = world.tenants.get(app.account)?.account.switches.tokenParameters === "body";
  const parameters = parametersOf(exchange, bodyOnly);
  if (parameters.get("grant_type") !== accountCredentials.grantType)
    return refuse(
      tokenErrors.unsupportedGrant,
      "Send grant_type=account_credentials in the query or as application/x-www-form-urlencoded; JSON is not read.",
    );
  if (parameters.get("account_id") !== app.account)
    return refuse(tokenErrors.invalidAccount, "account_id must be the id of the account the app belongs to.");
  const token = issueToken(world, app);
  return {
    status: 200,
    body: JSON.stringify({
      access_token: token.token,
      token_type: "bearer",
      expires_in: accountCredentials.lifetimeSeconds,
      scope: token.scopes.join(" "),
      api_url: world.apiOrigin ?? world.origin,
    }),
  };
};
