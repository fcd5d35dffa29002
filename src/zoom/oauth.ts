import { documented, inferred, type Source } from "./source.ts";

const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;

/** Where an app sends people and asks for tokens, below https://zoom.us. */
export const oauthPaths = {
  authorize: "/oauth/authorize",
  token: "/oauth/token",
  revoke: "/oauth/revoke",
  deviceCode: "/oauth/devicecode",
  source: documented("ZDoc oauth; ZPlug"),
} as const;

/** grant_type=authorization_code: a person consents, the app exchanges the code. */
export const authorizationCode = {
  grantType: "authorization_code",
  /** Good once. */
  codeLifetimeMs: 5 * minuteMs,
  accessLifetimeSeconds: 3600,
  /** RFC 7636; `plain` where no method is named. */
  challengeMethods: ["S256", "plain"],
  source: documented("ZDoc oauth"),
} as const;

/** grant_type=refresh_token: each use gives a new refresh token and ends the old one. */
export const refreshGrant = {
  grantType: "refresh_token",
  lifetimeMs: 90 * dayMs,
  /** What older pages of Zoom's say. */
  olderLifetimeMs: 15 * 365 * dayMs,
  source: documented("ZPlug says 90 days; older pages of ZDoc oauth say 15 years"),
} as const;

/** grant_type=client_credentials: a general app for itself, in nobody's name; no refresh token. */
export const clientCredentials = {
  grantType: "client_credentials",
  lifetimeSeconds: 3600,
  /** What such a token is good for here: the app's own event subscriptions. */
  scopes: [
    "marketplace:delete:event_subscription",
    "marketplace:read:list_event_subscriptions",
    "marketplace:update:event_subscription",
    "marketplace:write:event_subscription",
  ],
  source: documented("ZPlug: an app-owned token, not a person's"),
} as const;

/** The device's grant (RFC 8628): a person types a code on another device. */
export const deviceGrant = {
  grantType: "urn:ietf:params:oauth:grant-type:device_code",
  lifetimeSeconds: 900,
  /** Polling more often is answered with slow_down. */
  intervalSeconds: 5,
  source: documented("ZPlug"),
} as const;

/** The answer of POST /oauth/revoke. */
export const revoked = { body: { status: "success" }, source: documented("ZDoc oauth") } as const;

/** A number that the authorize page and logs show. */
interface OauthNumber {
  readonly number: number;
  readonly message: string;
  readonly source: Source;
}

const numbers = documented("ZDoc oauth-error-messages");

/** What the consent page says when it cannot send anybody back. */
export const oauthNumbers = {
  unknownClient: { number: 4702, message: "Invalid client.", source: numbers },
  redirect: { number: 4709, message: "Redirect URI mismatch.", source: numbers },
  disabled: { number: 4717, message: "The app has been disabled.", source: numbers },
  grant: {
    number: 4705,
    message: "Grant type is not supported.",
    source: inferred("ZDoc oauth-error-messages for the number; that a server-to-server app gets it is our reading"),
  },
} as const satisfies Record<string, OauthNumber>;

/** Why a user-level token may not look at somebody else. */
export const userLevelError = {
  status: 400,
  code: 4700,
  message: "Invalid access token, does not contain scopes.",
  trigger: "a token with user-level scopes only names another user than its own",
  source: documented("ZPlug"),
} as const;

/** Where the claims of a token differ by the kind of its grant. */
export const tokenTypes = {
  accountCredentials: 3,
  user: 0,
  source: inferred("that of a server-to-server token is on the wire: section 2.1 of the fact sheet"),
} as const;
