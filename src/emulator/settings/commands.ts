import { fieldMessages } from "#zoom";

import type { Outcome } from "../answer.ts";
import { type Body, validationFailed } from "../bind.ts";
import type { Call } from "../handlers.ts";
import { listOf, objectOf, stringOf, stringsOf } from "../read.ts";
import { effective, type Place } from "./places.ts";
import { settingsRecord } from "./shelf.ts";

type Values = Map<string, unknown>;

const bypassKey = "security.signin_with_sso.sso_bypass_users";

/** `sso_bypass_user_ids` with `operation`: adds users to those who may sign in without SSO, or takes them off. */
const bypass = ({ tenant }: Call, values: Values): Outcome | undefined => {
  const ids = stringsOf(values.get("security.signin_with_sso.sso_bypass_user_ids"));
  const operation = stringOf(values.get("security.signin_with_sso.operation")) ?? "add";
  values.delete("security.signin_with_sso.sso_bypass_user_ids");
  values.delete("security.signin_with_sso.operation");
  if (ids === undefined) return undefined;
  if (ids.some((id) => tenant.users.byId(id) === undefined))
    return validationFailed([
      { field: "security.signin_with_sso.sso_bypass_user_ids", message: fieldMessages.invalid.text },
    ]);
  const before = stringsOf(settingsRecord(tenant, "account")?.values[bypassKey]) ?? [];
  values.set(
    bypassKey,
    operation === "add" ? [...new Set([...before, ...ids])] : before.filter((id) => !ids.includes(id)),
  );
  return undefined;
};

/** Rules of conduct: given as a list with what to do with them; without that the list is replaced. */
const policies = ({ world }: Call, place: Place, values: Values, section: string): Outcome | undefined => {
  const key = `${section}.chat_etiquette_tool.policies`;
  const operate = stringOf(values.get(`${section}.chat_etiquette_tool.operate`));
  values.delete(`${section}.chat_etiquette_tool.operate`);
  const given = listOf(values.get(key))?.map((policy) => objectOf(policy));
  if (given === undefined) return undefined;
  const before = (listOf(effective(place, key)) ?? []).map((policy) => objectOf(policy));
  const fresh = (policy: Body): Body => ({ ...policy, id: stringOf(policy["id"]) ?? world.identifiers.id() });
  const has = (policy: Body): boolean => before.some(({ id }) => id === policy["id"]);
  if ((operate === "update" || operate === "delete") && !given.every(has))
    return validationFailed([{ field: `${key}.id`, message: fieldMessages.invalid.text }]);
  const change = (policy: Body): Body => ({ ...policy, ...given.find(({ id }) => id === policy["id"]) });
  const after = {
    create: () => [...before, ...given.map((policy) => ({ ...policy, id: world.identifiers.id() }))],
    update: () => before.map(change),
    delete: () => before.filter(({ id }) => !given.some((policy) => policy["id"] === id)),
  };
  values.set(
    key,
    operate === "create" || operate === "update" || operate === "delete" ? after[operate]() : given.map(fresh),
  );
  return undefined;
};

/** The parts of an account's PATCH that say what to do instead of what to be. */
export const applyCommands = (call: Call, place: Place, values: Values): Outcome | undefined => {
  // What becomes of `action` is not known, and templates come from the portal: nothing is done with it.
  values.delete("schedule_meeting.meeting_template.action");
  return (
    bypass(call, values) ?? policies(call, place, values, "chat") ?? policies(call, place, values, "meeting_security")
  );
};
