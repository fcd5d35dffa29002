import { roleGet } from "#zoom";

import { ok, refusal } from "../answer.ts";
import type { Handler } from "../handlers.ts";
import { findRole } from "./find.ts";
import { countMembers } from "./members-of.ts";
import { privilegesOf } from "./privileges.ts";

/** GET /roles/{roleId}. */
export const getRole: Handler = (call) => {
  const allowed = privilegesOf(call.tenant, call.token);
  if (allowed !== null && !allowed.includes("Role:Read")) return refusal(roleGet.errors.noPermission);
  const role = findRole(call, roleGet.errors);
  if ("body" in role) return role;
  return ok(
    200,
    JSON.stringify({
      id: role.id,
      name: role.name,
      description: role.description,
      type: role.type,
      privileges: role.privileges,
      sub_account_privileges: role.secondLevel === null ? undefined : { second_level: role.secondLevel },
      privilege_scopes: [],
      total_members: countMembers(call.tenant).get(role.id) ?? 0,
    }),
  );
};
