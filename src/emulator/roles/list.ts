import { roleList, roleTypes } from "#zoom";

import { ok } from "../answer.ts";
import { validationFailed } from "../bind.ts";
import type { Handler } from "../handlers.ts";
import { given } from "../paging.ts";
import { countMembers } from "./members-of.ts";

const types: readonly string[] = roleTypes.values;

/** GET /roles: all of a type, Zoom's own first. */
export const listRoles: Handler = ({ tenant, query }) => {
  const type = given(query, "type") ?? "common";
  if (!types.includes(type)) return validationFailed([{ field: "type", message: "Invalid field." }]);
  const counts = countMembers(tenant);
  const roles = tenant.roles.all().filter((role) => role.type === type);
  return ok(
    roleList.success.status,
    JSON.stringify({
      total_records: roles.length,
      roles: roles.map((role) => ({
        id: role.id,
        name: role.name,
        description: role.description,
        type: role.type,
        total_members: counts.get(role.id) ?? 0,
      })),
    }),
  );
};
