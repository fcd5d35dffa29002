import { assistantLimits, assistantsAdd, userTypes } from "#zoom";

import { ok, type Outcome, refusal } from "../answer.ts";
import { validationFailed } from "../bind.ts";
import type { Call, Handler } from "../handlers.ts";
import { idsOf, userNamed } from "../named-users.ts";
import { booleanOf, listOf, objectOf, stringOf } from "../read.ts";
import type { Assistant, User } from "../records.ts";
import type { Tenant } from "../tenant.ts";
import type { World } from "../world.ts";
import { findUser, isOutcome } from "./find.ts";
import { timeText } from "./view.ts";

const { errors } = assistantsAdd;

const assistantsOf = ({ profile }: User): readonly Assistant[] => profile?.assistants ?? [];

const presentAssistants = ({ tenant }: Pick<Call, "tenant">, user: User): readonly Assistant[] =>
  assistantsOf(user).filter(({ id }) => tenant.users.byId(id) !== undefined);

const setAssistants = (world: World, tenant: Tenant, user: User, assistants: readonly Assistant[]): void => {
  world.changeUser(tenant, user, () => {
    const { assistants: _before, ...rest } = user.profile ?? {};
    user.profile = assistants.length === 0 ? rest : { ...rest, assistants };
  });
};

const maySchedule = ({ type }: User): boolean => type === userTypes.licensed.type || type === userTypes.onPrem.type;

/** GET /users/{userId}/assistants. */
export const listAssistants: Handler = (call) => {
  const user = findUser(call);
  if (isOutcome(user)) return user;
  const assistants = assistantsOf(user).flatMap(({ id, events }) => {
    const known = call.tenant.users.byId(id);
    return known === undefined ? [] : [{ email: known.email, id, can_manage_host_private_event: events }];
  });
  return ok(200, JSON.stringify({ assistants }));
};

interface Wanted {
  readonly users: readonly User[];
  readonly assistants: readonly Assistant[];
}

/** The assistants a body names, or what is wrong with the first wrong one. */
const wantedAssistants = (call: Call, host: User): Wanted | Outcome => {
  // Who has left the account takes nobody's place.
  const before = presentAssistants(call, host);
  const users: User[] = [];
  const assistants: Assistant[] = [];
  for (const item of listOf(call.body["assistants"]) ?? []) {
    const given = objectOf(item);
    const email = stringOf(given["id"]) ?? stringOf(given["email"]) ?? "";
    const user = userNamed(call, email);
    if (user === undefined || user.status !== "active") return refusal(errors.assistantUnknown, { email });
    if (user === host) return refusal(errors.self);
    if (before.some(({ id }) => id === user.id)) return refusal(errors.already, { email });
    if (!maySchedule(user)) return refusal(errors.assistantUnlicensed, { email });
    if (users.includes(user)) continue;
    users.push(user);
    assistants.push({ id: user.id, events: booleanOf(given["can_manage_host_private_event"]) ?? false });
  }
  return before.length + users.length > assistantLimits.perUser
    ? validationFailed([{ field: "assistants", message: "Invalid field." }])
    : { users, assistants };
};

/** POST /users/{userId}/assistants: all of them or none. */
export const addAssistants: Handler = (call) => {
  const { world, tenant, userId, now } = call;
  const user = findUser(call);
  if (isOutcome(user)) return user;
  if (tenant.account.settings.plan === "free") return refusal(errors.notPaid, { userId });
  if (!maySchedule(user)) return refusal(errors.userUnlicensed, { userId });
  const wanted = wantedAssistants(call, user);
  if ("body" in wanted) return wanted;
  setAssistants(world, tenant, user, [...presentAssistants(call, user), ...wanted.assistants]);
  return ok(201, JSON.stringify({ add_at: timeText(now), ids: idsOf(wanted.users) }));
};

/** DELETE /users/{userId}/assistants. */
export const removeAssistants: Handler = (call) => {
  const user = findUser(call);
  if (isOutcome(user)) return user;
  setAssistants(call.world, call.tenant, user, []);
  return ok(204, "");
};

const dismiss = ({ world, tenant }: Call, host: User, assistant: User | undefined): void => {
  const left = presentAssistants({ tenant }, host).filter(({ id }) => id !== assistant?.id);
  if (left.length < assistantsOf(host).length) setAssistants(world, tenant, host, left);
};

/** DELETE /users/{userId}/assistants/{assistantId}. */
export const removeAssistant: Handler = (call) => {
  const user = findUser(call);
  if (isOutcome(user)) return user;
  dismiss(call, user, userNamed(call, call.parameters["assistantId"] ?? ""));
  return ok(204, "");
};

/** Those whom a user may schedule for. */
const hostsOf = ({ tenant }: Call, assistant: User): readonly User[] =>
  tenant.users.all().filter((user) => assistantsOf(user).some(({ id }) => id === assistant.id));

/** GET /users/{userId}/schedulers. */
export const listSchedulers: Handler = (call) => {
  const user = findUser(call);
  if (isOutcome(user)) return user;
  const schedulers = hostsOf(call, user).map(({ email, id, pmi }) => ({ email, id, pmi }));
  return ok(200, JSON.stringify({ schedulers }));
};

/** DELETE /users/{userId}/schedulers. */
export const removeSchedulers: Handler = (call) => {
  const user = findUser(call);
  if (isOutcome(user)) return user;
  for (const host of hostsOf(call, user)) dismiss(call, host, user);
  return ok(204, "");
};

/** DELETE /users/{userId}/schedulers/{schedulerId}. */
export const removeScheduler: Handler = (call) => {
  const user = findUser(call);
  if (isOutcome(user)) return user;
  const host = userNamed(call, call.parameters["schedulerId"] ?? "");
  if (host !== undefined) dismiss(call, host, user);
  return ok(204, "");
};
