import { headerKey } from "./header-key.ts";
import { nothing, type Reading, shown } from "./finding.ts";
import type { CreateAction } from "./types.ts";

/** @source POST /users, action: the four words, case-sensitive on the wire (documented, observed). */
const words: ReadonlyMap<string, CreateAction> = new Map([
  ["create", "create"],
  ["invite", "create"],
  ["autocreate", "autoCreate"],
  ["auto", "autoCreate"],
  ["custcreate", "custCreate"],
  ["cust", "custCreate"],
  ["ssocreate", "ssoCreate"],
  ["sso", "ssoCreate"],
]);

/** The action that a word means, in any case; undefined for other words. */
export const actionOf = (cell: string): CreateAction | undefined => words.get(headerKey(cell));

/** The action in a cell; an empty cell says nothing. */
export const readAction = (cell: string): Reading<CreateAction> => {
  if (cell.trim() === "") return nothing;
  const value = actionOf(cell);
  if (value !== undefined) return { value, ...nothing };
  const fix = "Understood are: create (or invite), autoCreate, custCreate, ssoCreate (or sso).";
  return { problems: [{ code: "action_unknown", what: `${shown(cell.trim())} is not an action`, fix }], notes: [] };
};
