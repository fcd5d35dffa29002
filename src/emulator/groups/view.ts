import type { Group } from "../records.ts";
import type { Tenant } from "../tenant.ts";

/** A group as GET and POST show it. */
export const groupView = (tenant: Tenant, group: Group) => ({
  id: group.id,
  name: group.name,
  total_members: tenant.groups.count(group),
});
