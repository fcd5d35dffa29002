import { fieldMessages } from "#zoom";

import type { Outcome } from "../answer.ts";
import { type Body, isObject, validationFailed } from "../bind.ts";
import type { Call } from "../handlers.ts";
import { booleanOf, listOf, objectOf, stringOf } from "../read.ts";
import type { Leaf } from "./leaves.ts";
import { effective, type Place } from "./places.ts";

/** One way of signing in that people may be asked for. */
interface Option {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly domains: string;
  readonly default_option: boolean;
  readonly visible: boolean;
}

/** Every account begins with one option (inferred: Zoom's own names differ by account). */
const first = (accountId: string, option: string): Option => ({
  id: option === "meeting_authentication" ? `signIn_${accountId}` : `internally_${accountId}`,
  name: option === "meeting_authentication" ? "Sign in to Zoom" : "Users in my account",
  type: option === "meeting_authentication" ? "enforce_login" : "internally",
  domains: "",
  default_option: true,
  visible: true,
});

const listKey = (option: string): string => `${option}.authentication_options`;

const toOption = (value: unknown): Option => {
  const given = objectOf(value);
  return {
    id: stringOf(given["id"]) ?? "",
    name: stringOf(given["name"]) ?? "",
    type: stringOf(given["type"]) ?? "",
    domains: stringOf(given["domains"]) ?? "",
    default_option: booleanOf(given["default_option"]) ?? false,
    visible: booleanOf(given["visible"]) ?? true,
  };
};

/** The options as they are at a place: those of the nearest level that has changed any. */
const optionsAt = (accountId: string, place: Place, option: string): readonly Option[] =>
  (listOf(effective(place, listKey(option))) ?? [first(accountId, option)]).map(toOption);

/** GET with `option=meeting_authentication` or `recording_authentication`. */
export const authenticationView = (accountId: string, place: Place, option: string, leaves: readonly Leaf[]): Body =>
  Object.fromEntries(
    leaves.map(({ path, key, default: none }) => [
      path,
      path === "authentication_options" ? optionsAt(accountId, place, option) : (effective(place, key) ?? none),
    ]),
  );

const invalid = (field: "action" | "id" | "name" | "type", text: string): Outcome =>
  validationFailed([{ field: `authentication_option.${field}`, message: text }]);

const withDefault = (options: readonly Option[], id: string): readonly Option[] =>
  options.map((one) => ({ ...one, default_option: one.id === id }));

const added = (call: Call, options: readonly Option[], given: Body): readonly Option[] | Outcome => {
  for (const field of ["name", "type"] as const)
    if ((stringOf(given[field]) ?? "") === "") return invalid(field, fieldMessages.missing.text);
  return [...options, { ...toOption(given), id: `signIn_${call.world.identifiers.id()}` }];
};

const changed = (option: Option, action: string, given: Body): Option => {
  if (action === "show" || action === "hide") return { ...option, visible: action === "show" };
  return {
    ...option,
    name: stringOf(given["name"]) ?? option.name,
    type: stringOf(given["type"]) ?? option.type,
    domains: stringOf(given["domains"]) ?? option.domains,
    default_option: booleanOf(given["default_option"]) ?? option.default_option,
  };
};

const act = (call: Call, options: readonly Option[], given: Body): readonly Option[] | Outcome => {
  const action = stringOf(given["action"]) ?? "update";
  if (action === "add") return added(call, options, given);
  const named = options.find(({ id }) => id === given["id"]);
  if (named === undefined)
    return invalid("id", given["id"] === undefined ? fieldMessages.missing.text : fieldMessages.invalid.text);
  if (action === "delete") return options.filter((one) => one !== named);
  return options.map((one) => (one === named ? changed(one, action, given) : one));
};

/**
 * What a PATCH of `authentication_option` makes of the list: added and deleted by accounts, changed by all, shown and
 * hidden by groups and users. A level that changes one keeps the whole list from then on (inferred).
 */
export const changedOptions = (
  call: Call,
  place: Place,
  option: string,
  given: unknown,
): readonly [key: string, options: readonly Option[]] | Outcome => {
  if (!isObject(given)) return invalid("action", fieldMessages.missing.text);
  const before = optionsAt(call.tenant.account.id, place, option);
  const after = act(call, before, given);
  if ("status" in after) return after;
  const chosen = given["action"] === "add" ? after.at(-1)?.id : stringOf(given["id"]);
  return [listKey(option), given["default_option"] === true ? withDefault(after, chosen ?? "") : after];
};
