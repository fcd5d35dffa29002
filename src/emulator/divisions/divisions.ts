import { divisionCreate, divisionDelete, divisionGet, divisionLimits, divisionList, divisionUpdate } from "#zoom";

import { ok, type Outcome, refusal } from "../answer.ts";
import type { Call, Handler } from "../handlers.ts";
import { askedPage, nextToken, takePage } from "../paging.ts";
import { stringOf } from "../read.ts";
import type { Division } from "../records.ts";
import { divisionsOf, findDivision, usersIn } from "./find.ts";

const view = ({ id, name, description }: Division) => ({
  division_id: id,
  division_name: name,
  division_description: description,
});

/** GET /divisions: the main one, then the others in order of creation (unknown at Zoom; stable here). */
export const listDivisions: Handler = (call) => {
  const asked = askedPage(call, divisionList.id, divisionLimits.maxPage);
  if ("body" in asked) return asked;
  const all = divisionsOf(call);
  const page = takePage(all, asked);
  return ok(
    200,
    JSON.stringify({
      next_page_token: nextToken(call, asked, page),
      page_size: asked.size,
      total_records: all.length,
      divisions: page.items.map((division) => ({
        ...view(division),
        is_main_division: division.isMain,
        total_members: usersIn(call, division).length,
      })),
    }),
  );
};

/** Zoom's answer to a name that is empty or taken. */
const refuseName = (call: Call, name: string, own?: Division): Outcome | undefined => {
  if (name.trim() === "") return refusal(divisionCreate.errors.validation, undefined, "division_name is empty.");
  const isTaken = divisionsOf(call).some((other) => other !== own && other.name.toLowerCase() === name.toLowerCase());
  return isTaken ? refusal(divisionCreate.errors.nameUsed) : undefined;
};

/** POST /divisions. */
export const createDivision: Handler = (call) => {
  const { world, tenant, body } = call;
  const name = stringOf(body["division_name"]) ?? "";
  const refused = refuseName(call, name);
  if (refused !== undefined) return refused;
  if (tenant.shelves.division.size >= divisionLimits.total.count) return refusal(divisionCreate.errors.tooMany);
  const division: Division = {
    seq: world.nextSeq(tenant),
    account: tenant.account.id,
    id: world.identifiers.id(),
    name,
    description: stringOf(body["division_description"]) ?? "",
    isMain: false,
  };
  tenant.shelves.division.put(division);
  return ok(201, JSON.stringify(view(division)));
};

/** GET /divisions/{divisionId}. */
export const getDivision: Handler = (call) => {
  const division = findDivision(call, divisionGet.errors);
  if ("body" in division) return division;
  return ok(200, JSON.stringify({ ...view(division), is_main_division: division.isMain }));
};

/** PATCH /divisions/{divisionId}. */
export const updateDivision: Handler = (call) => {
  const division = findDivision(call, divisionUpdate.errors);
  if ("body" in division) return division;
  const name = stringOf(call.body["division_name"]) ?? division.name;
  const refused = refuseName(call, name, division);
  if (refused !== undefined) return refused;
  division.name = name;
  division.description = stringOf(call.body["division_description"]) ?? division.description;
  call.tenant.shelves.division.put(division);
  return ok(204, "");
};

/** DELETE /divisions/{divisionId}: an empty one that is not the main one. */
export const deleteDivision: Handler = (call) => {
  const { errors } = divisionDelete;
  const division = findDivision(call, errors);
  if ("body" in division) return division;
  if (division.isMain) return refusal(errors.main);
  if (usersIn(call, division).length > 0) return refusal(errors.notEmpty);
  call.tenant.shelves.division.remove(division);
  return ok(204, "");
};
