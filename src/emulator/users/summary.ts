import { userTypes } from "#zoom";

import { ok } from "../answer.ts";
import type { Handler } from "../handlers.ts";

/** GET /users/summary: the total leaves pending users out; so do the counts by type. */
export const summarizeUsers: Handler = ({ tenant }) => {
  const byType = new Map<number, number>();
  for (const user of tenant.users.from(0))
    if (user.status === "active" || user.status === "inactive") byType.set(user.type, (byType.get(user.type) ?? 0) + 1);
  const of = (type: number): number => byType.get(type) ?? 0;
  return ok(
    200,
    JSON.stringify({
      licensed_users_count: of(userTypes.licensed.type),
      basic_users_count: of(userTypes.basic.type),
      on_prem_users_count: of(userTypes.onPrem.type),
      room_users_count: 0,
      pending_users_count: tenant.users.count("pending"),
      join_only_users_count: of(userTypes.none.type),
      total_users_count: tenant.users.count("active") + tenant.users.count("inactive"),
    }),
  );
};
