import { accountCredentials } from "#zoom";

import type { Outcome } from "../answer.ts";
import type { Token } from "./records.ts";
import type { World } from "../world.ts";

/** What an app gets for a grant; `refreshToken` only where a person consented. */
export const tokenAnswer = (world: World, token: Token, refreshToken?: string): Outcome => ({
  status: 200,
  body: JSON.stringify({
    access_token: token.token,
    token_type: "bearer",
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    expires_in: accountCredentials.lifetimeSeconds,
    scope: token.scopes.join(" "),
    api_url: world.apiOrigin ?? world.origin,
  }),
});
