import type { SettingHolder } from "#zoom";

import { type Outcome, ok } from "../answer.ts";
import type { Call } from "../handlers.ts";
import { authenticationView } from "./authentication.ts";
import { isLocking } from "./keys.ts";
import { knownOption, type Leaf, lockLeaves, settingLeaves } from "./leaves.ts";
import { asked, nest } from "./nest.ts";
import { effective, lockValue, type Place } from "./places.ts";

/** Says so when an option names nothing. */
const optionHint = (holder: SettingHolder, option: string | null): string | undefined =>
  option === null || option === "" || knownOption(holder, option) !== ""
    ? undefined
    : `option=${option} names no document of ${holder} settings: it was ignored.`;

const answer = (body: unknown, hint: string | undefined): Outcome => ({
  ...ok(200, JSON.stringify(body)),
  ...(hint === undefined ? {} : { hint }),
});

/** GET of settings: the document of `option`, with what counts at this place. */
export const readSettings = (call: Call, place: Place): Outcome => {
  const wanted = call.query.get("option");
  const option = knownOption(place.holder, wanted);
  const leaves = asked(settingLeaves(place.holder, option), call.query);
  const hint = optionHint(place.holder, wanted);
  const body = option.endsWith("_authentication")
    ? authenticationView(call.tenant.account.id, place, option, leaves)
    : nest(leaves, (leaf) => effective(place, leaf.key) ?? leaf.default);
  return answer(body, hint);
};

/** A lock in the type of its row: some are a text, which is only there when it was given. */
const shownLock = (place: Place, { path, type }: Leaf): boolean | string | undefined => {
  const value = lockValue(place, path);
  if (type === "boolean") return isLocking(value);
  return value === undefined ? undefined : String(value);
};

/** GET of locks; true where somebody above has locked the setting. */
export const readLocks = (call: Call, place: Place & { readonly holder: "account" | "group" }): Outcome => {
  const option = call.query.get("option") === "meeting_security" ? "meeting_security" : "";
  const leaves = asked(lockLeaves(place.holder, option), call.query);
  return answer(
    nest(leaves, (leaf) => shownLock(place, leaf)),
    undefined,
  );
};
