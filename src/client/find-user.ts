import { userErrors, userGet } from "#zoom";

import type { Refusal } from "./answer.ts";
import { type Caller, type CallResult, unreachable } from "./caller.ts";
import { clientErrors, LimitError, RefusedError } from "./errors.ts";
import { fixFor } from "./fixes.ts";
import { type NotHere, type UserDetail, userDetailSchema } from "./user.ts";

/** What a look-up shows. */
export type Sighting =
  | { readonly kind: "here"; readonly user: UserDetail }
  | ({ readonly kind: "not here" } & NotHere)
  | Extract<CallResult, { kind: "deferred" }>;

const notHere = ({ status, code }: Refusal): NotHere | undefined => {
  if (code === userErrors.notFound.code || status === 404) return { notHere: "not found" };
  if (code === userErrors.elsewhere.code) return { notHere: "elsewhere" };
  if (code === userErrors.invitationExpired.code) return { notHere: "invitation expired" };
  return undefined;
};

/** Looks a user up by id or e-mail; a limit is a value here. */
export const findUser = async (caller: Caller, idOrEmail: string): Promise<Sighting> => {
  const what = `GET /users/${idOrEmail}`;
  const result = await caller.call({ operation: userGet, userId: idOrEmail, repeatable: true });
  if (result.kind === "deferred") return result;
  if (result.kind === "lost") throw unreachable(what, result);
  if (result.kind === "refused") {
    const missing = notHere(result.refusal);
    if (missing !== undefined) return { kind: "not here", ...missing };
    throw new RefusedError(what, result.refusal, fixFor(userGet.id, result.refusal.code));
  }
  const user = userDetailSchema.safeParse(result.value);
  if (user.success) return { kind: "here", user: user.data };
  throw clientErrors.make("RC_CLIENT_ANSWER", `${what} answered without a user`);
};

/** Looks a user up by id or e-mail; a limit throws. */
export const getUser = async (caller: Caller, idOrEmail: string): Promise<UserDetail | NotHere> => {
  const sighting = await findUser(caller, idOrEmail);
  if (sighting.kind === "here") return sighting.user;
  if (sighting.kind === "not here") return { notHere: sighting.notHere };
  throw new LimitError(`GET /users/${idOrEmail}`, sighting.until, sighting.reason);
};
