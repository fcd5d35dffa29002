import { groupAdmins, groupLimits } from "#zoom";

import { ok } from "../answer.ts";
import type { Handler } from "../handlers.ts";
import { askedPage, nextToken, takePage } from "../paging.ts";
import { displayName } from "../users/view.ts";
import { findGroup } from "./find.ts";

/** GET /groups/{groupId}/admins. */
export const listAdmins: Handler = (call) => {
  const group = findGroup(call, groupAdmins.errors);
  if ("body" in group) return group;
  const asked = askedPage(call, `${groupAdmins.id} ${group.id}`, groupLimits.maxPage);
  if ("body" in asked) return asked;
  const admins = call.tenant.groups.admins(group);
  const page = takePage(admins, asked);
  return ok(
    200,
    JSON.stringify({
      admins: page.items.map((user) => ({ email: user.email, name: displayName(user) })),
      page_size: asked.size,
      total_records: admins.length,
      next_page_token: nextToken(call, asked, page),
    }),
  );
};
