import type { Credentials } from "./add-account.ts";
import { issueToken, readyTokenMs } from "./oauth/issue.ts";
import { ownerOf } from "./tenant.ts";
import type { World } from "./world.ts";

/** Credentials of the account that a directory brought back: its first app, and a ready token that still lives. */
export const readyCredentials = (world: World): Credentials | undefined => {
  // A general app has no token without somebody's consent.
  const app = [...world.apps.values()].find(({ kind, active }) => kind !== "general" && active !== false);
  if (app === undefined) return undefined;
  const soon = world.now() + readyTokenMs / 2;
  let ready: string | undefined;
  for (const token of world.tokens.values())
    if (token.clientId === app.clientId && token.expiresAt > soon) ready = token.token;
  return {
    accountId: app.account,
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    token: ready ?? issueToken(world, app, { lifetimeMs: readyTokenMs }).token,
    ownerEmail: ownerOf(world.tenants.get(app.account))?.email ?? "",
  };
};
