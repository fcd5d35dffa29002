import { groupLimits, groupList } from "#zoom";

import { ok } from "../answer.ts";
import type { Handler } from "../handlers.ts";
import { askedPage, nextToken, takePage } from "../paging.ts";
import { checkPaid } from "./find.ts";
import { groupView } from "./view.ts";

/** GET /groups, in order of creation (unknown at Zoom; stable here). */
export const listGroups: Handler = (call) => {
  const refused = checkPaid(call, groupList.errors);
  if (refused !== undefined) return refused;
  const { tenant } = call;
  const asked = askedPage(call, groupList.id, groupLimits.maxPage);
  if ("body" in asked) return asked;
  const page = takePage(tenant.groups.all(), asked);
  return ok(
    200,
    JSON.stringify({
      groups: page.items.map((group) => groupView(tenant, group)),
      total_records: tenant.groups.size,
      next_page_token: nextToken(call, asked, page),
    }),
  );
};
