import { exactJson } from "#base";

import { ok } from "../answer.ts";
import { validationFailed } from "../bind.ts";
import type { Call, Handler } from "../handlers.ts";
import { askedPage, given, nextToken, pageHead, takePage } from "../paging.ts";
import type { UserStatus } from "../records.ts";
import { rowView } from "./view.ts";

const statuses: readonly UserStatus[] = ["active", "inactive", "pending"];

const total = (call: Call, status: UserStatus): number => {
  const role = given(call.query, "role_id");
  if (role === null) return call.tenant.users.count(status);
  let count = 0;
  for (const user of call.tenant.users.from(0)) if (user.status === status && user.roleId === role) count += 1;
  return count;
};

/** GET /users. The order is that of creation, for every status (unknown at Zoom; stable here, switch `userOrder`). */
export const listUsers: Handler = (call) => {
  const { query, tenant } = call;
  const wanted = given(query, "status") ?? "active";
  const status = statuses.find((known) => known === wanted);
  if (status === undefined) return validationFailed([{ field: "status", message: "Invalid field." }]);
  const role = given(query, "role_id");
  const { switches } = tenant.account;
  const what = `users ${status} ${role ?? ""} ${query.get("include_fields") ?? ""} ${switches.userOrder}`;
  const asked = askedPage(call, what, Number(switches.pageSizeLimit));
  if ("body" in asked) return asked;
  const isNewestFirst = switches.userOrder === "newest first";
  const page = takePage(
    isNewestFirst ? tenant.users.backFrom(asked.byToken ? asked.fromSeq : Infinity) : tenant.users.from(asked.fromSeq),
    // The walk has begun where the page does, in either direction.
    { ...asked, fromSeq: 0 },
    (user) => user.status === status && (role === null || user.roleId === role),
  );
  return ok(
    200,
    exactJson.stringify({
      ...pageHead(asked, total(call, status)),
      next_page_token: nextToken(call, asked, page),
      users: page.items.map((user) => rowView(user, query.get("include_fields"), call.world.origin)),
    }),
  );
};
