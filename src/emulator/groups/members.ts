import { groupLimits, groupMembers } from "#zoom";

import { ok } from "../answer.ts";
import type { Handler } from "../handlers.ts";
import { askedPage, nextToken, pageHead, takePage } from "../paging.ts";
import { findGroup } from "./find.ts";

/** GET /groups/{groupId}/members, in order of the users' creation (unknown at Zoom; stable here). */
export const listMembers: Handler = (call) => {
  const group = findGroup(call, groupMembers.errors);
  if ("body" in group) return group;
  const asked = askedPage(call, `${groupMembers.id} ${group.id}`, groupLimits.maxMembersPage);
  if ("body" in asked) return asked;
  const { groups } = call.tenant;
  const page = takePage(groups.members(group), asked);
  return ok(
    200,
    JSON.stringify({
      ...pageHead(asked, groups.count(group)),
      next_page_token: nextToken(call, asked, page),
      members: page.items.map((user) => ({
        id: user.id,
        email: user.email,
        first_name: user.firstName,
        last_name: user.lastName,
        type: user.type,
      })),
    }),
  );
};
