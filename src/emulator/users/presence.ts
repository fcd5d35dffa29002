import { fieldMessages, presence as facts, presenceGet, presenceUpdate, roles } from "#zoom";

import { ok, type Outcome, refusal } from "../answer.ts";
import { validationFailed } from "../bind.ts";
import type { Call, Handler } from "../handlers.ts";
import { numberOf, stringOf } from "../read.ts";
import { isTooEarly } from "../recent.ts";
import type { Presence } from "../belongings.ts";
import type { User } from "../records.ts";
import { actsFor } from "../roles/administrators.ts";
import { presenceUpdated } from "../webhooks/client-events.ts";
import type { Tenant } from "../tenant.ts";
import { findUser, isOutcome } from "./find.ts";
import { timeText } from "./view.ts";

const minuteMs = 60_000;
const available = "Available";

type Now = Pick<Presence, "status" | "until">;

/** Puts a user before a client, with a status. */
export const signIn = (tenant: Tenant, user: User, status: string = available, until: number | null = null): void =>
  tenant.shelves.presence.put({ account: user.account, id: user.id, status, until });

/** Takes a user from the client, who was before one or not. */
export const signOut = (tenant: Tenant, user: User): void => {
  const record = tenant.shelves.presence.byId(user.id);
  if (record !== undefined) tenant.shelves.presence.remove(record);
};

/** What a user is doing; undefined = the user is not signed in to a client. The Owner always is (assumed). */
const presenceOf = (tenant: Tenant, user: User, now: number): Now | undefined => {
  if (user.status !== "active") return undefined;
  const record = tenant.shelves.presence.byId(user.id);
  if (record === undefined) return user.roleId === roles.owner.id ? { status: available, until: null } : undefined;
  return record.until !== null && record.until <= now ? { status: available, until: null } : record;
};

interface PresenceErrors {
  readonly failed: (typeof presenceGet.errors)["failed"];
  readonly barred: (typeof presenceGet.errors)["barred"];
  readonly notFound: (typeof presenceGet.errors)["notFound"];
}

/** The user of the path with what the user is doing, or why not. */
const find = (call: Call, errors: PresenceErrors): { readonly user: User; readonly current: Now } | Outcome => {
  const user = findUser(call, errors.notFound);
  if (isOutcome(user)) return user;
  if (!actsFor(call, user)) return refusal(errors.barred);
  const current = presenceOf(call.tenant, user, call.now);
  return current === undefined
    ? refusal(
        errors.failed,
        undefined,
        "The user is not signed in to a client: seed the user with a presence, or accept the invitation.",
      )
    : { user, current };
};

/** GET /users/{userId}/presence_status. */
export const getPresence: Handler = (call) => {
  const found = find(call, presenceGet.errors);
  if ("body" in found) return found;
  const { status, until } = found.current;
  if (until === null) return ok(200, JSON.stringify({ status }));
  const remaining = Math.ceil((until - call.now) / minuteMs);
  return ok(200, JSON.stringify({ status, end_time: timeText(until), remaining_time: remaining }));
};

/** Both spellings of Zoom's. */
const isDoNotDisturb = (status: string): boolean => status === facts.doNotDisturb || status === "Do_Not_Disturb";

/** PUT /users/{userId}/presence_status. */
export const updatePresence: Handler = (call) => {
  const { body, now, tenant, world } = call;
  const status = stringOf(body["status"]) ?? "";
  const duration = numberOf(body["duration"]) ?? facts.duration.default;
  if (duration < 1 || duration > facts.duration.most)
    return validationFailed([{ field: "duration", message: fieldMessages.invalid.text }]);
  const found = find(call, presenceUpdate.errors);
  if ("body" in found) return found;
  const { user } = found;
  if (isTooEarly(call, `presence ${user.id}`, facts.changeEveryMs)) return refusal(presenceUpdate.errors.tooOften);
  if (isDoNotDisturb(status)) signIn(tenant, user, facts.doNotDisturb, now + duration * minuteMs);
  else signIn(tenant, user, status);
  presenceUpdated(world, tenant, user, isDoNotDisturb(status) ? facts.doNotDisturb : status);
  return ok(204, "");
};
