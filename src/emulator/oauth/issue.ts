import { createHmac } from "node:crypto";

import { accountCredentials, tokenTypes } from "#zoom";

import type { App, Grant, Token } from "./records.ts";
import { ownerOf } from "../tenant.ts";
import type { World } from "../world.ts";
import { signToken } from "./sign.ts";

/** Claims and header as seen in real tokens (section 2.1 of the fact sheet). */
const jwt = (world: World, app: App, userId: string, type: number, issuedAt: number, expiresAt: number): string => {
  const header = { sv: "000001", alg: "HS512", v: "2.0", kid: world.identifiers.id() };
  const claims = {
    aud: "https://oauth.zoom.us",
    uid: userId,
    ver: 10,
    auid: createHmac("sha256", world.signingKey).update(userId).digest("hex"),
    nbf: Math.floor(issuedAt / 1000),
    code: world.identifiers.id(),
    iss: `zm:cid:${app.clientId}`,
    gno: 0,
    exp: Math.floor(expiresAt / 1000),
    type,
    iat: Math.floor(issuedAt / 1000),
    aid: app.account,
  };
  return signToken(world, header, claims);
};

/** Life of the ready tokens that we hand out, a convenience of ours: 30 days. Zoom has no such tokens. */
export const readyTokenMs = 30 * 86_400_000;

/** Old tokens are swept out each time the number of tokens reaches a multiple of this. */
const tokensPerSweep = 1000;

interface Issue {
  /** An hour unless told otherwise. */
  readonly lifetimeMs?: number;
  /** The consent it comes from; without it the token is the Owner's. */
  readonly grant?: Grant;
  /** Default: those of the grant, or the app's. */
  readonly scopes?: readonly string[];
}

/** Makes a token of an app: its scopes, the permissions of the user behind it. */
export const issueToken = (
  world: World,
  app: App,
  { lifetimeMs = accountCredentials.lifetimeSeconds * 1000, grant, scopes }: Issue = {},
): Token => {
  const now = world.now();
  const userId = grant?.userId ?? ownerOf(world.tenants.get(app.account))?.id ?? app.account;
  const type = grant === undefined ? tokenTypes.accountCredentials : tokenTypes.user;
  const token: Token = {
    token: jwt(world, app, userId, type, now, now + lifetimeMs),
    clientId: app.clientId,
    account: app.account,
    scopes: scopes ?? grant?.scopes ?? app.scopes,
    permissions: app.permissions,
    ...(app.roleId === undefined ? {} : { roleId: app.roleId }),
    ...(grant === undefined ? {} : { userId, consent: grant.consent }),
    expiresAt: now + lifetimeMs,
  };
  world.addToken(token);
  if (world.tokens.size % tokensPerSweep === 0) world.forgetTokens();
  return token;
};
