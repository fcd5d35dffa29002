import { roleDelete } from "#zoom";

import { ok, refusal } from "../answer.ts";
import type { Handler } from "../handlers.ts";
import { isBuiltIn } from "./book.ts";
import { findRole } from "./find.ts";
import { removeRole } from "./members-of.ts";

/** DELETE /roles/{roleId}. */
export const deleteRole: Handler = (call) => {
  const role = findRole(call, roleDelete.errors);
  if ("body" in role) return role;
  if (isBuiltIn(role)) return refusal(roleDelete.errors.notFound, undefined, "Zoom's own roles cannot be deleted.");
  removeRole(call.world, call.tenant, role);
  return ok(204, "");
};
