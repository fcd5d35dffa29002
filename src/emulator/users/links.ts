import { userVanityName } from "#zoom";

import { ok, refusal } from "../answer.ts";
import type { Handler } from "../handlers.ts";

/** GET /users/vanity_name: whether somebody in the account has that personal link. */
export const checkLink: Handler = ({ tenant, query }) => {
  const name = query.get("vanity_name");
  if (name === null || name === "") return refusal(userVanityName.errors.nameMissing);
  return ok(200, JSON.stringify({ existed: tenant.links.holder(name) !== undefined }));
};
