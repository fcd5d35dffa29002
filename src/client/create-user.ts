import { userCreate, userErrors } from "#zoom";
import { z } from "zod";

import type { Refusal } from "./answer.ts";
import type { Caller, CallResult } from "./caller.ts";
import { clientErrors } from "./errors.ts";
import { findUser, type Sighting } from "./find-user.ts";
import { fixFor } from "./fixes.ts";
import { createBody, type NewUser } from "./new-user.ts";
import type { UserDetail } from "./user.ts";

/** Who has the address of a user that could not be created. */
export type ExistsKind =
  | "active here"
  | "pending here"
  | "inactive here"
  | "active elsewhere"
  | "claimed or expired, not visible";

/** How creating a user ended. */
export type CreateOutcome =
  | { readonly outcome: "created"; readonly id: string; readonly email: string; readonly type: number }
  /** An earlier attempt of ours, whose answer was lost, made this user. */
  | {
      readonly outcome: "adopted";
      readonly id?: string | undefined;
      readonly email: string;
      readonly type: number;
      readonly user: UserDetail;
    }
  | { readonly outcome: "exists"; readonly kind: ExistsKind; readonly user?: UserDetail }
  /** Nothing was made; `fix` says in plain words what to do. */
  | (Refusal & { readonly outcome: "refused"; readonly fix: string })
  /**
   * A limit forbids the call. Come back at `until` (ms since 1970, account's clock) with `intent`: it is `again` when
   * an attempt of unknown outcome went before.
   */
  | { readonly outcome: "deferred"; readonly until: number; readonly reason: string; readonly intent: Intent };

export type Intent = "first" | "again";

/** What the caller knows of earlier attempts. */
export interface CreateContext {
  /** `again`: we meant to create this user before and do not know how it ended. `first` when absent. */
  readonly intent?: Intent;
  /** With `again`: when that first was (ms since 1970, account's clock). A user made before then is not adopted. */
  readonly since?: number;
}

const maxPosts = 3;
/** Clocks differ a little, and user_created_at has whole seconds. */
const toleranceMs = 60_000;

const createdSchema = z.object({ id: z.string().min(1), email: z.string().min(1), type: z.number() });

const { activeElsewhere, emailUsed } = userCreate.errors;
const isTaken = ({ status, code }: Refusal): boolean =>
  status === emailUsed.status ||
  code === emailUsed.code ||
  code === activeElsewhere.code ||
  code === userErrors.invitationExpired.code;

/** The attempts for one user. */
interface Attempts {
  readonly input: NewUser;
  /** An attempt went out whose outcome nobody knows. */
  unsure: boolean;
  /** When the first attempt was, by the account's clock as known now. */
  readonly since: () => number | undefined;
}

const couldBeOurs = (user: UserDetail, { input, since }: Attempts): boolean => {
  if (user.status === "inactive" || user.email.toLowerCase() !== input.email.toLowerCase()) return false;
  const madeAt = user.createdAt === undefined ? Number.NaN : Date.parse(user.createdAt);
  const first = since();
  return Number.isNaN(madeAt) || first === undefined || madeAt >= first - toleranceMs;
};

const foundOutcome = (user: UserDetail, attempts: Attempts): CreateOutcome =>
  attempts.unsure && couldBeOurs(user, attempts)
    ? { outcome: "adopted", id: user.id, email: user.email, type: user.type, user }
    : { outcome: "exists", kind: `${user.status} here`, user };

const deferred = (limit: Extract<CallResult, { kind: "deferred" }>, { unsure }: Attempts): CreateOutcome => ({
  outcome: "deferred",
  until: limit.until,
  reason: limit.reason,
  intent: unsure ? "again" : "first",
});

/** The outcome that a look-up shows; undefined when the user is not there. */
const seen = (sighting: Sighting, attempts: Attempts): CreateOutcome | undefined => {
  if (sighting.kind === "here") return foundOutcome(sighting.user, attempts);
  return sighting.kind === "deferred" ? deferred(sighting, attempts) : undefined;
};

/** Zoom's words without the password, should they repeat it. */
const withoutPassword = (refusal: Refusal, password: string | undefined): Refusal => {
  if (password === undefined || password === "") return refusal;
  const clean = (text: string): string => text.replaceAll(password, "***");
  return {
    ...refusal,
    message: clean(refusal.message),
    ...(refusal.fields === undefined
      ? {}
      : { fields: refusal.fields.map(({ field, message }) => ({ field, message: clean(message) })) }),
  };
};

/** A refusal: the address may be taken, and an attempt of unknown outcome may have been what took it. */
const settleRefusal = async (caller: Caller, attempts: Attempts, refusal: Refusal): Promise<CreateOutcome> => {
  const taken = isTaken(refusal);
  if (taken || attempts.unsure) {
    let outcome = seen(await findUser(caller, attempts.input.email), attempts);
    if (outcome === undefined && taken && attempts.unsure) {
      // Our own attempt may still be on its way into the directory.
      await caller.pause(2);
      outcome = seen(await findUser(caller, attempts.input.email), attempts);
    }
    if (outcome !== undefined) return outcome;
  }
  if (taken) {
    const elsewhere = refusal.code === activeElsewhere.code;
    return { outcome: "exists", kind: elsewhere ? "active elsewhere" : "claimed or expired, not visible" };
  }
  return {
    outcome: "refused",
    ...withoutPassword(refusal, attempts.input.password),
    fix: fixFor(userCreate.id, refusal.code),
  };
};

/** One POST. Undefined: nobody knows whether it had an effect. */
const post = async (caller: Caller, attempts: Attempts): Promise<CreateOutcome | undefined> => {
  const { input } = attempts;
  const result = await caller.call({
    operation: userCreate,
    body: createBody(input),
    kind: input.action === "create" ? "invite" : "call",
    repeatable: false,
  });
  if (result.kind === "deferred") return deferred(result, attempts);
  if (result.kind === "refused") return await settleRefusal(caller, attempts, result.refusal);
  if (result.kind === "lost") return undefined;
  const made = createdSchema.safeParse(result.value);
  return made.success ? { outcome: "created", ...made.data } : undefined;
};

/**
 * Creates a user, and never sends a POST again without having looked whether the one before it had an effect.
 * At most three POSTs; throws RC_CLIENT_UNREACHABLE when the outcome cannot be found out: come back with `again`.
 * A pending user shows no time of creation, so one that was invited by somebody else in the meantime is adopted too.
 */
export const createUser = async (
  caller: Caller,
  input: NewUser,
  context: CreateContext = {},
): Promise<CreateOutcome> => {
  const again = context.intent === "again";
  const startedAt = caller.clock.localNow();
  const attempts: Attempts = {
    input,
    unsure: again,
    since: () => (again ? context.since : startedAt + caller.clock.offsetMs()),
  };
  if (again) {
    const outcome = seen(await findUser(caller, input.email), attempts);
    if (outcome !== undefined) return outcome;
  }
  for (let posts = 1; posts <= maxPosts; posts += 1) {
    const outcome = await post(caller, attempts);
    if (outcome !== undefined) return outcome;
    attempts.unsure = true;
    await caller.pause(posts);
    const afterwards = seen(await findUser(caller, input.email), attempts);
    if (afterwards !== undefined) return afterwards;
  }
  throw clientErrors.make("RC_CLIENT_UNREACHABLE", `${input.email}: ${maxPosts} attempts to create it had no answer`);
};
