import { fieldMessages } from "#zoom";

import { ok, type Outcome } from "../answer.ts";
import { validationFailed } from "../bind.ts";
import type { Call } from "../handlers.ts";
import { changedOptions } from "./authentication.ts";
import { knownOption, type Leaf, lockLeaves, settingLeaves } from "./leaves.ts";
import { takeApart } from "./nest.ts";
import { isLocked, type Place } from "./places.ts";
import { keepSettings, settingsRecord } from "./shelf.ts";

/** What a PATCH changes, by key; and what it said beside it, in plain words. */
export interface Wanted {
  readonly option: string;
  readonly values: Map<string, unknown>;
  readonly hint: string | undefined;
}

const named = (what: string, paths: readonly string[]): string[] =>
  paths.length === 0 ? [] : [`${what}: ${paths.join(", ")}.`];

const hintOf = (locked: readonly Leaf[], unknown: readonly string[], option: string): string | undefined => {
  const lines = [
    ...named(
      "Locked by the account or a group, so left as it is",
      locked.map(({ path }) => path),
    ),
    ...named(
      option === "" ? "No setting here (another option?), ignored" : `No setting of ${option}, ignored`,
      unknown,
    ),
  ];
  return lines.length === 0 ? undefined : lines.join(" ");
};

/** Reads the body of a PATCH of settings: what is locked above is left out, or refused. */
export const wantedSettings = (call: Call, place: Place): Wanted | Outcome => {
  const option = knownOption(place.holder, call.query.get("option"));
  const { values: given, unknown } = takeApart(call.body, settingLeaves(place.holder, option));
  const locked = [...given.keys()].filter(({ key }) => isLocked(place, key));
  if (locked.length > 0 && call.tenant.account.switches.lockedSettings === "refuse")
    return validationFailed(locked.map(({ path }) => ({ field: path, message: fieldMessages.invalid.text })));
  const values = new Map<string, unknown>();
  for (const [leaf, value] of given) if (!locked.includes(leaf)) values.set(leaf.key, value);
  return { option, values, hint: hintOf(locked, unknown, option) };
};

const optionPart = /^(\w+_authentication)\.authentication_option\./;

/** Puts the parts of `authentication_option`, which is a command and no setting, into the list of options. */
export const withAuthentication = (call: Call, place: Place, { option, values }: Wanted): Outcome | undefined => {
  const parts = [...values].filter(([key]) => optionPart.test(key));
  if (parts.length === 0) return undefined;
  const given = Object.fromEntries(parts.map(([key, value]) => [key.replace(optionPart, ""), value]));
  const changed = changedOptions(call, place, option, given);
  if ("status" in changed) return changed;
  for (const [key] of parts) values.delete(key);
  values.set(...changed);
  return undefined;
};

/** The answer to a PATCH. */
export const done = ({ hint }: Pick<Wanted, "hint">, status = 204): Outcome => ({
  ...ok(status, ""),
  ...(hint === undefined ? {} : { hint }),
});

/** Keeps what was set for a place. */
export const setValues = (call: Call, place: Place, values: ReadonlyMap<string, unknown>): void => {
  if (values.size === 0) return;
  const before = settingsRecord(call.tenant, place.id)?.values;
  keepSettings(call.tenant, place.id, { values: { ...before, ...Object.fromEntries(values) } });
};

/** PATCH of locks: only what is locked is kept. */
export const setLocks = (call: Call, place: Place & { readonly holder: "account" | "group" }): Wanted => {
  const option = call.query.get("option") === "meeting_security" ? "meeting_security" : "";
  const { values: given, unknown } = takeApart(call.body, lockLeaves(place.holder, option));
  const locks: Record<string, boolean | string> = { ...settingsRecord(call.tenant, place.id)?.locks };
  const values = new Map<string, unknown>();
  for (const [{ path }, value] of given) {
    if (typeof value !== "boolean" && typeof value !== "string") continue;
    values.set(path, value);
    if (value === false || value === "") delete locks[path];
    else locks[path] = value;
  }
  keepSettings(call.tenant, place.id, { locks });
  return { option, values, hint: hintOf([], unknown, option) };
};
