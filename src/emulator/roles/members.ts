import { roleLimits, roleMembers } from "#zoom";

import { ok } from "../answer.ts";
import type { Handler } from "../handlers.ts";
import { askedPage, nextToken, pageHead, takePage } from "../paging.ts";
import { findRole } from "./find.ts";
import { countMembers, isMember } from "./members-of.ts";

/** GET /roles/{roleId}/members. */
export const listRoleMembers: Handler = (call) => {
  const role = findRole(call, roleMembers.errors);
  if ("body" in role) return role;
  const asked = askedPage(call, `${roleMembers.id} ${role.id}`, roleLimits.maxPage);
  if ("body" in asked) return asked;
  const { tenant } = call;
  const page = takePage(tenant.users.from(asked.fromSeq), asked, (user) => isMember(user, role));
  return ok(
    200,
    JSON.stringify({
      ...pageHead(asked, countMembers(tenant).get(role.id) ?? 0),
      next_page_token: nextToken(call, asked, page),
      members: page.items.map((user) => ({
        id: user.id,
        email: user.email,
        first_name: user.firstName,
        last_name: user.lastName,
        type: user.type,
        department: user.profile?.dept ?? "",
      })),
    }),
  );
};
