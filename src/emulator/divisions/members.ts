import { divisionLimits, divisionMembers, divisionMembersAssign } from "#zoom";

import { ok } from "../answer.ts";
import type { Handler } from "../handlers.ts";
import { idsOf, namedUsers } from "../named-users.ts";
import { askedPage, nextToken, takePage } from "../paging.ts";
import { listOf, objectOf } from "../read.ts";
import { displayName, timeText } from "../users/view.ts";
import { findDivision, usersIn } from "./find.ts";

/** GET /divisions/{divisionId}/users. */
export const listDivisionMembers: Handler = (call) => {
  const division = findDivision(call, divisionMembers.errors);
  if ("body" in division) return division;
  const asked = askedPage(call, `${divisionMembers.id} ${division.id}`, divisionLimits.maxPage);
  if ("body" in asked) return asked;
  const users = usersIn(call, division);
  const page = takePage(users, asked);
  return ok(
    200,
    JSON.stringify({
      next_page_token: nextToken(call, asked, page),
      page_size: asked.size,
      total_records: users.length,
      users: page.items.map((user) => ({
        user_id: user.id,
        user_display_name: displayName(user),
        user_email: user.email,
      })),
    }),
  );
};

/** POST /divisions/{divisionId}/users: they leave the division they were in. */
export const assignDivisionMembers: Handler = (call) => {
  const { world, tenant, now, body } = call;
  const division = findDivision(call, divisionMembersAssign.errors);
  if ("body" in division) return division;
  const listed = (listOf(body["users"]) ?? []).map((item) => {
    const { user_id: id, user_email: email } = objectOf(item);
    return { id, email };
  });
  const { users, hint } = namedUsers(call, listed);
  for (const user of users)
    world.changeUser(tenant, user, (changed) => {
      changed.profile = { ...changed.profile, division_ids: [division.id] };
    });
  const done = ok(201, JSON.stringify({ added_at: timeText(now), ids: idsOf(users) }));
  return hint === undefined ? done : { ...done, hint };
};
