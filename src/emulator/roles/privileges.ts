import { roles } from "#zoom";

import type { Token } from "../oauth/records.ts";
import type { Tenant } from "../tenant.ts";

/**
 * What the user behind a token may do; null = everything. An app that acts with a role has what the role has at this
 * moment; once the role is gone its users are Members, who have nothing. A person's token has what that person's role has.
 */
export const privilegesOf = (tenant: Tenant, token: Token): readonly string[] | null => {
  const roleId = token.userId === undefined ? token.roleId : tenant.users.byId(token.userId)?.roleId;
  if (roleId === undefined) return token.permissions;
  if (roleId === roles.owner.id || roleId === roles.admin.id) return null;
  return tenant.roles.byId(roleId)?.privileges ?? [];
};
