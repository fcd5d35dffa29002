import { type ErrorTemplate, userErrors } from "#zoom";

import { type Outcome, refusal } from "../answer.ts";
import { elsewhereOf } from "../elsewhere.ts";
import type { Call } from "../handlers.ts";
import type { User } from "../records.ts";
import { ownerOf } from "../tenant.ts";

/** The user a path names (id, e-mail or `me`), or Zoom's answer when there is none; some operations punctuate it differently. */
export const findUser = (call: Call, notFound: ErrorTemplate = userErrors.notFound): User | Outcome => {
  const { tenant, userId } = call;
  const user = userId === "me" ? findMe(call) : (tenant.users.byId(userId) ?? tenant.users.byEmail(userId));
  if (user === undefined) {
    const elsewhere = elsewhereOf(tenant.account, userId);
    return elsewhere === undefined || elsewhere === "claimed"
      ? refusal(notFound, { userId })
      : refusal(userErrors.elsewhere, { userId });
  }
  return user.status === "expired" ? refusal(userErrors.invitationExpired) : user;
};

/** A person's token means that person; a server-to-server token is the Owner's. */
const findMe = ({ tenant, token }: Call): User | undefined => {
  if (token.userId !== undefined) return tenant.users.byId(token.userId);
  return tenant.account.switches.me === "refuse" ? undefined : ownerOf(tenant);
};

/** Tells a user from an answer. */
export const isOutcome = (found: User | Outcome): found is Outcome => "body" in found;
