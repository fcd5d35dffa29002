import { roleUpdate } from "#zoom";

import { ok, refusal } from "../answer.ts";
import type { Handler } from "../handlers.ts";
import { numberOf, objectOf, stringOf, stringsOf } from "../read.ts";
import { isBuiltIn } from "./book.ts";
import { findRole } from "./find.ts";

const { errors } = roleUpdate;

/** PATCH /roles/{roleId}. */
export const updateRole: Handler = (call) => {
  const { world, tenant, body } = call;
  if (tenant.account.settings.plan === "free") return refusal(errors.notPaid);
  const role = findRole(call, errors);
  if ("body" in role) return role;
  if (isBuiltIn(role))
    return refusal(errors.unknown, undefined, "Zoom's own roles are not changed here; what Zoom answers is unknown.");
  const name = stringOf(body["name"]) ?? "";
  if (name.trim() !== "" && tenant.roles.isNameUsed(name, role)) return refusal(errors.nameUsed, { roleName: name });
  world.changeRole(role, () => {
    if (name.trim() !== "") role.name = name;
    role.description = stringOf(body["description"]) ?? role.description;
    role.privileges = stringsOf(body["privileges"]) ?? role.privileges;
    role.secondLevel = numberOf(objectOf(body["sub_account_privileges"])["second_level"]) ?? role.secondLevel;
  });
  return ok(204, "");
};
