import type { Exchange } from "#base";
import type { GuardOptions } from "#system";
import { authorizationCode, oauthNumbers } from "#zoom";

import type { Outcome } from "../answer.ts";
import type { App, Grant } from "./records.ts";
import type { User } from "../records.ts";
import type { World } from "../world.ts";
import { consentProblem, readDecision, refuseForeign, showForm, whatIsAsked } from "./consent-page.ts";

/** What an app asked of the consent page, once its client id and redirect URI are known to be right. */
export interface ConsentRequest {
  readonly app: App;
  readonly redirectUri: string;
  readonly state: string | null;
  readonly challenge: string | null;
  readonly challengeMethod: "S256" | "plain";
}

const stop = ({ number, message }: (typeof oauthNumbers)[keyof typeof oauthNumbers], hint: string): Outcome =>
  consentProblem(400, `${message} (${number.toLocaleString("en-US")})`, hint);

/** The one redirect URI of an app, where it has one: then a request may leave it out (inferred, RFC 6749). */
const onlyUri = (app: App): string | null => (app.redirectUris?.length === 1 ? (app.redirectUris[0] ?? null) : null);

/** What a consent page is asked for; a page that says what is wrong where nobody may be sent back. */
export const readConsentRequest = (world: World, query: URLSearchParams): ConsentRequest | Outcome => {
  const clientId = query.get("client_id") ?? "";
  const app = world.apps.get(clientId);
  if (app === undefined) return stop(oauthNumbers.unknownClient, `There is no app with the client_id ${clientId}.`);
  if (app.active === false) return stop(oauthNumbers.disabled, "The app was deactivated.");
  if (app.kind !== "general")
    return stop(oauthNumbers.grant, "A server-to-server app asks nobody: register one of the kind general.");
  const redirectUri = query.get("redirect_uri") ?? onlyUri(app);
  if (redirectUri === null || app.redirectUris?.includes(redirectUri) !== true)
    return stop(
      oauthNumbers.redirect,
      `redirect_uri ${redirectUri ?? "is missing and"} is none of the app's, letter by letter: ${app.redirectUris?.join(", ") ?? "it has none"}.`,
    );
  const method = query.get("code_challenge_method") ?? "plain";
  return {
    app,
    redirectUri,
    state: query.get("state"),
    challenge: query.get("code_challenge"),
    challengeMethod: method === "S256" ? "S256" : "plain",
  };
};

/** Where the browser goes next: the app's redirect URI with what it must know. */
export const leadBack = (
  { redirectUri, state }: ConsentRequest,
  parameters: Readonly<Record<string, string>>,
): string => {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  if (state !== null) url.searchParams.set("state", state);
  return url.href;
};

const redirect = (location: string): Outcome => ({ status: 302, body: "", headers: ["Location", location] });

/** Makes the code that the app exchanges for tokens. */
export const giveCode = (
  world: World,
  { app, redirectUri, challenge, challengeMethod }: ConsentRequest,
  user: User,
): Grant => {
  const grant: Grant = {
    secret: world.identifiers.secret(),
    kind: "code",
    clientId: app.clientId,
    account: app.account,
    consent: world.identifiers.id(),
    userId: user.id,
    scopes: app.scopes,
    expiresAt: world.now() + authorizationCode.codeLifetimeMs,
    redirectUri,
    ...(challenge === null ? {} : { challenge, challengeMethod }),
  };
  world.grants.put(grant);
  return grant;
};

/** What is wrong with a request that the app is told of at its redirect URI. */
const requestProblem = (query: URLSearchParams): string | undefined => {
  if (query.get("response_type") !== "code") return "unsupported_response_type";
  const methods: readonly string[] = authorizationCode.challengeMethods;
  return methods.includes(query.get("code_challenge_method") ?? "plain") ? undefined : "invalid_request";
};

/** The origin of a redirect URI for the page's policy; the scheme alone where it is an app's own. */
const targetOf = (redirectUri: string): string => {
  const { origin, protocol } = new URL(redirectUri);
  return ` ${origin === "null" ? protocol : origin}`;
};

/** GET and POST /oauth/authorize: the consent page, and what was answered on it. */
export const authorize = (world: World, exchange: Exchange, guarding: GuardOptions): Outcome => {
  const query = new URLSearchParams(exchange.query);
  const foreign = refuseForeign(world, exchange, guarding);
  if (foreign !== undefined) return foreign;
  const request = readConsentRequest(world, query);
  if ("status" in request) return request;
  const wrong = requestProblem(query);
  if (wrong !== undefined) return redirect(leadBack(request, { error: wrong }));
  const { app } = request;
  const tenant = world.tenants.get(app.account);
  const form = {
    title: `Allow ${app.name ?? app.clientId}?`,
    content: whatIsAsked(app, tenant),
    formTarget: targetOf(request.redirectUri),
    tenant,
    guarding,
  };
  if (exchange.method !== "POST") return showForm(world, exchange, form);
  const decision = readDecision(world, exchange, form);
  if ("status" in decision) return decision;
  if (!decision.isAllowed) return redirect(leadBack(request, { error: "access_denied" }));
  return redirect(leadBack(request, { code: giveCode(world, request, decision.user).secret }));
};
