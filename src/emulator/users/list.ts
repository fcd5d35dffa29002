import { exactJson } from "#base";
import { paging, userList } from "#zoom";

import { ok, type Outcome, refusal } from "../answer.ts";
import { validationFailed } from "../bind.ts";
import type { Call, Handler } from "../handlers.ts";
import type { User, UserStatus } from "../records.ts";
import { rowView } from "./view.ts";

const statuses: readonly UserStatus[] = ["active", "inactive", "pending"];

/** A parameter's value; empty counts as absent. */
const given = (query: URLSearchParams, name: string): string | null => {
  const value = query.get(name);
  return value === "" ? null : value;
};

/** The page size asked for, or Zoom's answer to a value outside the range. */
const pageSize = ({ query, tenant }: Call): number | Outcome => {
  const asked = given(query, "page_size");
  const { pageSizeLimit, pageSizeOutOfRange } = tenant.account.switches;
  const most = Number(pageSizeLimit);
  if (asked === null) return paging.defaultSize;
  const size = Number(asked);
  if (Number.isInteger(size) && size >= 1 && size <= most) return size;
  if (pageSizeOutOfRange === "refuse" || !Number.isFinite(size))
    return validationFailed([{ field: "page_size", message: "Invalid field." }]);
  return Math.min(Math.max(Math.trunc(size), 1), most);
};

/** Where the page begins: by token, by the deprecated page_number, or at the start. */
const pageStart = (call: Call, size: number, key: string): { fromSeq: number; skip: number } | Outcome => {
  const { query, tenant, now } = call;
  const token = given(query, "next_page_token");
  if (token !== null) {
    const page = tenant.pages.get(token);
    if (page === undefined || page.expiresAt <= now || page.query !== key) return refusal(userList.errors.pageToken);
    return { fromSeq: page.fromSeq, skip: 0 };
  }
  const number = Number(query.get("page_number") ?? 1);
  return { fromSeq: 0, skip: Number.isInteger(number) && number > 1 ? (number - 1) * size : 0 };
};

interface Page {
  readonly users: User[];
  /** Where the next page begins; undefined on the last one. */
  readonly nextSeq: number | undefined;
}

const takePage = (call: Call, status: UserStatus, start: { fromSeq: number; skip: number }, size: number): Page => {
  const role = given(call.query, "role_id");
  const users: User[] = [];
  let skip = start.skip;
  for (const user of call.tenant.users.from(start.fromSeq)) {
    if (user.status !== status || (role !== null && user.roleId !== role)) continue;
    if (skip > 0) skip -= 1;
    else if (users.length === size) return { users, nextSeq: user.seq };
    else users.push(user);
  }
  return { users, nextSeq: undefined };
};

const total = (call: Call, status: UserStatus): number => {
  const role = given(call.query, "role_id");
  if (role === null) return call.tenant.users.count(status);
  let count = 0;
  for (const user of call.tenant.users.from(0)) if (user.status === status && user.roleId === role) count += 1;
  return count;
};

const rememberPage = (call: Call, key: string, fromSeq: number): string => {
  const { pages } = call.tenant;
  for (const [old, page] of pages) {
    if (page.expiresAt > call.now) break;
    pages.delete(old);
  }
  const token = (call.world.identifiers.id() + call.world.identifiers.id()).replaceAll(/[-_]/g, "0").slice(0, 35);
  pages.set(token, { query: key, fromSeq, expiresAt: call.now + paging.tokenLifetimeMs });
  return token;
};

/** GET /users. The order is that of creation, for every status (unknown at Zoom; stable here). */
export const listUsers: Handler = (call) => {
  const { query } = call;
  const asked = given(query, "status") ?? "active";
  const status = statuses.find((known) => known === asked);
  if (status === undefined) return validationFailed([{ field: "status", message: "Invalid field." }]);
  const size = pageSize(call);
  if (typeof size !== "number") return size;
  // A token goes on with the query it was made for: status, size and filters must be repeated.
  const key = `${status} ${size} ${given(query, "role_id") ?? ""} ${query.get("include_fields") ?? ""}`;
  const start = pageStart(call, size, key);
  if ("body" in start) return start;
  const page = takePage(call, status, start, size);
  const byToken = given(query, "next_page_token") !== null;
  const records = total(call, status);
  return ok(
    200,
    exactJson.stringify({
      page_count: byToken ? undefined : Math.ceil(records / size),
      page_number: byToken ? undefined : Math.floor(start.skip / size) + 1,
      page_size: size,
      total_records: records,
      next_page_token: page.nextSeq === undefined ? "" : rememberPage(call, key, page.nextSeq),
      users: page.users.map((user) => rowView(user, query.get("include_fields"))),
    }),
  );
};
