import { timingSafeEqual } from "node:crypto";

import { bodyText, type Exchange } from "#base";
import { tokenErrors } from "#zoom";

import type { Outcome } from "../answer.ts";
import type { App } from "./records.ts";
import type { World } from "../world.ts";

/** What an app asks of /oauth/token and its neighbours. */
export interface AppCall {
  readonly world: World;
  readonly app: App;
  readonly parameters: URLSearchParams;
}

/** An error of these endpoints: HTTP 400 with reason and error, not the API's envelope. */
export const refuseApp = (
  error: (typeof tokenErrors)[keyof typeof tokenErrors],
  hint: string,
  isBare = false,
): Outcome => ({
  status: error.status,
  body: JSON.stringify(isBare ? { error: error.error } : { reason: error.reason, error: error.error }),
  hint,
});

/** Whether two secrets are the same, in a time that does not depend on where they differ. */
export const sameSecret = (left: string, right: string): boolean => {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};

const basicApp = (world: World, header: unknown): App | undefined => {
  const match = typeof header === "string" ? /^Basic\s+(\S+)$/i.exec(header) : null;
  if (match?.[1] === undefined) return undefined;
  const [clientId = "", ...rest] = Buffer.from(match[1], "base64").toString().split(":");
  const app = world.apps.get(clientId);
  return app !== undefined && sameSecret(app.clientSecret, rest.join(":")) ? app : undefined;
};

const isForm = ({ headers }: Exchange): boolean => {
  const type = headers["content-type"];
  return typeof type === "string" && type.toLowerCase().startsWith("application/x-www-form-urlencoded");
};

/** The form body's parameters. A JSON body has none, as at Zoom (DF-79648). */
export const formOf = (exchange: Exchange): URLSearchParams =>
  new URLSearchParams(isForm(exchange) ? bodyText(exchange.body) : "");

/** The app that calls, by its Basic credentials, and its parameters: the form body over the query. */
export const readAppCall = (world: World, exchange: Exchange): AppCall | Outcome => {
  const app = basicApp(world, exchange.headers["authorization"]);
  if (app === undefined)
    return refuseApp(tokenErrors.invalidClient, "Send Authorization: Basic base64(client_id:client_secret).");
  if (app.active === false)
    return refuseApp(tokenErrors.disabled, "The app was deactivated: PATCH /_rollcall/apps/{client} with active true.");
  const bodyOnly = world.tenants.get(app.account)?.account.switches.tokenParameters === "body";
  const parameters = new URLSearchParams(bodyOnly ? "" : exchange.query);
  for (const [name, value] of formOf(exchange)) parameters.set(name, value);
  return { world, app, parameters };
};
