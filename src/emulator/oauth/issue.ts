import { createHmac } from "node:crypto";

import { accountCredentials } from "#zoom";

import type { App, Token } from "../records.ts";
import { ownerOf, type World } from "../world.ts";
import { signToken } from "./sign.ts";

/** Claims and header as seen in real tokens (section 2.1 of the fact sheet). */
const jwt = (world: World, app: App, ownerId: string, issuedAt: number, expiresAt: number): string => {
  const header = { sv: "000001", alg: "HS512", v: "2.0", kid: world.identifiers.id() };
  const claims = {
    aud: "https://oauth.zoom.us",
    uid: ownerId,
    ver: 10,
    auid: createHmac("sha256", world.signingKey).update(ownerId).digest("hex"),
    nbf: Math.floor(issuedAt / 1000),
    code: world.identifiers.id(),
    iss: `zm:cid:${app.clientId}`,
    gno: 0,
    exp: Math.floor(expiresAt / 1000),
    type: 3,
    iat: Math.floor(issuedAt / 1000),
    aid: app.account,
  };
  return signToken(world, header, claims);
};

/** Life of the ready tokens that we hand out, a convenience of ours: 30 days. Zoom has no such tokens. */
export const readyTokenMs = 30 * 86_400_000;

/** Old tokens are swept out each time the number of tokens reaches a multiple of this. */
const tokensPerSweep = 1000;

/** Makes a token of an app: its scopes, the permissions of the user behind it, an hour unless told otherwise. */
export const issueToken = (
  world: World,
  app: App,
  lifetimeMs: number = accountCredentials.lifetimeSeconds * 1000,
): Token => {
  const now = world.now();
  const ownerId = ownerOf(world.tenants.get(app.account))?.id ?? app.account;
  const token: Token = {
    token: jwt(world, app, ownerId, now, now + lifetimeMs),
    clientId: app.clientId,
    account: app.account,
    scopes: app.scopes,
    permissions: app.permissions,
    ...(app.roleId === undefined ? {} : { roleId: app.roleId }),
    expiresAt: now + lifetimeMs,
  };
  world.addToken(token);
  if (world.tokens.size % tokensPerSweep === 0) world.forgetTokens();
  return token;
};
