/** An app that an account has registered. */
export interface App {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly account: string;
  /** What consent pages and lists call it. Default: its client id. */
  readonly name?: string;
  /** Default `server-to-server`. A `general` app acts for people who consent to it. */
  readonly kind?: AppKind;
  /** Where a consent page may send people, letter by letter; only of a general app. */
  readonly redirectUris?: readonly string[];
  /** False once it was deactivated. */
  readonly active?: boolean;
  /** Signs its events. Default: its client secret. */
  readonly secretToken?: string;
  readonly scopes: readonly string[];
  /** Role permissions of the user behind the app; null = the Owner's, which is all. */
  readonly permissions: readonly string[] | null;
  /** The role of the user behind the app, whose privileges count then instead of `permissions`. */
  readonly roleId?: string;
}

export type AppKind = "server-to-server" | "general";

/** What an app can still turn into tokens: a code of the consent page, a refresh token, or a device's code. */
export interface Grant {
  /** The code or token itself. */
  readonly secret: string;
  readonly kind: "code" | "refresh" | "device";
  readonly clientId: string;
  readonly account: string;
  /** The act of consent that it comes from; its tokens carry it too. */
  readonly consent: string;
  /** Who consented; "" as long as nobody has (a device). */
  readonly userId: string;
  readonly scopes: readonly string[];
  /** Milliseconds on the emulator's clock. */
  readonly expiresAt: number;
  readonly redirectUri?: string;
  /** PKCE: what the verifier must come to. */
  readonly challenge?: string;
  readonly challengeMethod?: "S256" | "plain";
  readonly userCode?: string;
  /** Of a device: nobody has typed its code yet, or somebody said yes or no. */
  readonly state?: "open" | "allowed" | "denied";
  /** When a device last asked. */
  readonly polledAt?: number;
}

export interface Token {
  readonly token: string;
  readonly clientId: string;
  readonly account: string;
  /** The user it acts for; without it the Owner, as server-to-server tokens do. */
  readonly userId?: string;
  /** The consent it comes from: revoking one of its tokens revokes them all. */
  readonly consent?: string;
  readonly scopes: readonly string[];
  readonly permissions: readonly string[] | null;
  readonly roleId?: string;
  /** Milliseconds on the emulator's clock. */
  readonly expiresAt: number;
}
