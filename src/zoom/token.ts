import { documented, inferred, type Source, wire } from "./source.ts";

/** POST /oauth/token with grant_type=account_credentials (server-to-server OAuth). */
export const accountCredentials = {
  path: "/oauth/token",
  grantType: "account_credentials",
  lifetimeSeconds: 3600,
  /** No refresh token: ask again. Several tokens may be valid at once. */
  parametersIn: "query or form body",
  source: documented("ZDoc s2s-oauth"),
} as const;

/** An error of the token endpoint: HTTP 400 with `{reason, error}`, not the envelope of the API. */
export interface TokenErrorTemplate {
  readonly status: 400;
  readonly reason: string;
  readonly error: string;
  readonly trigger: string;
  readonly source: Source;
}

export const tokenErrors = {
  authorizationPending: {
    status: 400,
    reason: "Authorization pending",
    error: "authorization_pending",
    trigger: "a device asks before anybody has typed its code",
    source: documented("ZPlug for the error; the reason's words are inferred"),
  },
  accessDenied: {
    status: 400,
    reason: "Access denied",
    error: "access_denied",
    trigger: "the person declined the device's request",
    source: inferred("RFC 8628"),
  },
  codeInvalid: {
    status: 400,
    reason: "Invalid authorization code",
    error: "invalid_grant",
    trigger: "the code is unknown, used, older than five minutes (4733, 4734), or its code_verifier is wrong",
    source: documented("ZPlug for the error; the reason's words are inferred"),
  },
  deviceExpired: {
    status: 400,
    reason: "Device code is expired",
    error: "expired_token",
    trigger: "nobody typed the device's code within 15 minutes",
    source: documented("ZPlug for the error; the reason's words are inferred"),
  },
  disabled: {
    status: 400,
    reason: "The app has been disabled.",
    error: "invalid_client",
    trigger: "the app was deactivated (4717)",
    source: inferred("ZDoc oauth-error-messages has the number only"),
  },
  invalidClient: {
    status: 400,
    reason: "Invalid client_id or client_secret",
    error: "invalid_client",
    trigger: "unknown client id, wrong secret, or no Basic credentials",
    source: wire("zoom-laravel#3; status from Worklytics docs"),
  },
  invalidAccount: {
    status: 400,
    reason: "Bad Request",
    error: "invalid_request",
    trigger: "account_id is missing or not the app's account",
    source: wire("Worklytics psoxy docs"),
  },
  invalidToken: {
    status: 400,
    reason: "Invalid Token!",
    error: "invalid_grant",
    trigger:
      "the refresh token is unknown, used, expired, revoked, another app's, or older than a newer consent or a change of scopes",
    source: wire("raycast#10896, #10525; sometimes without the reason"),
  },
  redirectMismatch: {
    status: 400,
    reason: "Redirect URI mismatch.",
    error: "invalid_request",
    trigger: "redirect_uri is not the one that the code was given for (4709)",
    source: documented("ZDoc oauth-error-messages; the error's name is inferred"),
  },
  slowDown: {
    status: 400,
    reason: "Slow down",
    error: "slow_down",
    trigger: "a device asks twice within five seconds",
    source: documented("ZPlug for the error; the reason's words are inferred"),
  },
  unsupportedGrant: {
    status: 400,
    reason: "unsupported grant type",
    error: "unsupported_grant_type",
    trigger: "grant_type is missing or unknown; also when the parameters were sent as JSON",
    source: wire("server-to-server-oauth-token#3, DF-79648"),
  },
} as const satisfies Record<string, TokenErrorTemplate>;

/** The claims of an access token. Clients must treat it as opaque. */
export const tokenFormSource: Source = wire("section 2.1 of the fact sheet");

/** An error as another product of Zoom's sends it: quotes inside a text that nobody escaped, so that it is no JSON. */
export const brokenError = {
  status: 400,
  body: '{"code":104,"message":"Invalid access token, does not contain scopes: ["user:read:user:admin"]."}',
  source: wire("ZN Internal.cs, DF-115792"),
} as const;

/** Errors of the Authorization header, before any operation looks at the request. */
export const bearerErrors = {
  invalid: {
    status: 401,
    code: 124,
    message: "Invalid access token.",
    trigger: "no token, a malformed or an unknown one",
    source: wire("MacsiDigital#22; the documentation lists 124 under HTTP 400"),
  },
  expired: {
    status: 401,
    code: 124,
    message: "Access token is expired.",
    trigger: "the token is older than its lifetime",
    source: wire("zoom_rb#382"),
  },
  granularScope: {
    status: 400,
    code: 4711,
    message: "Invalid access token, does not contain scopes:[{scopes}].",
    trigger: "the app has granular scopes and none of those the operation takes",
    source: wire("zoom-laravel#15, DF-108207"),
  },
  classicScope: {
    status: 400,
    code: 4700,
    message: "Invalid access token, does not contain scopes:[{scopes}].",
    trigger: "the app has classic scopes and none of those the operation takes",
    source: inferred("code documented, text by analogy with 4711"),
  },
  permission: {
    status: 400,
    code: 200,
    message: "Invalid access token. Does not contain permissions [{permission}].",
    trigger: "the role of the acting user lacks the permission",
    source: documented("OAS-U"),
  },
  routeUnknown: {
    status: 404,
    code: 2300,
    message: "This API endpoint is not recognized.",
    trigger: "a path or method Zoom does not have",
    source: documented("OAS-U for the text; the HTTP status is unknown"),
  },
} as const;
