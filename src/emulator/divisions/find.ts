import type { ErrorTemplate } from "#zoom";

import { type Outcome, refusal } from "../answer.ts";
import type { Call } from "../handlers.ts";
import { stringsOf } from "../read.ts";
import type { Division, User } from "../records.ts";

/** The account's divisions, the main one first: it is made when somebody first asks. */
export const divisionsOf = ({ world, tenant }: Call): readonly Division[] => {
  const { division: shelf } = tenant.shelves;
  if (shelf.size === 0)
    shelf.put({
      seq: world.nextSeq(tenant),
      account: tenant.account.id,
      id: world.identifiers.id(),
      name: "Main division",
      description: "",
      isMain: true,
    });
  return shelf.all();
};

/** The division a path names, or why there is none. */
export const findDivision = (call: Call, errors: { readonly unknown: ErrorTemplate }): Division | Outcome =>
  divisionsOf(call).find(({ id }) => id === call.parameters["divisionId"]) ?? refusal(errors.unknown);

/** Users in a division; the main one has those who are in no other. */
export const usersIn = ({ tenant }: Call, { id, isMain }: Division): readonly User[] =>
  tenant.users.all().filter(({ profile }) => {
    const [own] = profile?.division_ids ?? [];
    return own === id || (isMain && (typeof own !== "string" || tenant.shelves.division.byId(own) === undefined));
  });

/**
 * The division of a list of ids, as a list; undefined without a list. Zoom takes "only one for now" (documented): the first that
 * the account has. Others are dropped: what Zoom answers to them is not documented (inferred from group members, where it
 * drops unknown ones).
 */
export const knownDivision = ({ tenant }: Call, given: unknown): readonly string[] | undefined =>
  stringsOf(given)
    ?.filter((id) => tenant.shelves.division.byId(id) !== undefined)
    .slice(0, 1);
