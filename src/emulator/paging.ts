import { paging, userList } from "#zoom";

import { type Outcome, refusal } from "./answer.ts";
import { validationFailed } from "./bind.ts";
import type { Call } from "./handlers.ts";

/** A parameter's value; empty counts as absent. */
export const given = (query: URLSearchParams, name: string): string | null => {
  const value = query.get(name);
  return value === "" ? null : value;
};

/** The page size asked for, or Zoom's answer to a value outside the range. */
const pageSize = ({ query, tenant }: Call, most: number, defaultSize: number): number | Outcome => {
  const asked = given(query, "page_size");
  if (asked === null) return defaultSize;
  const size = Number(asked);
  if (Number.isInteger(size) && size >= 1 && size <= most) return size;
  if (tenant.account.switches.pageSizeOutOfRange === "refuse" || !Number.isFinite(size))
    return validationFailed([{ field: "page_size", message: "Invalid field." }]);
  return Math.min(Math.max(Math.trunc(size), 1), most);
};

/** Where a page begins and how long it is. */
interface Asked {
  /** A token goes on with the query it was made for: this is that query. */
  readonly key: string;
  readonly size: number;
  readonly fromSeq: number;
  readonly skip: number;
  readonly byToken: boolean;
}

/** The page a query asks for: by token, by page_number, or the first. `what` is all of the query that must be repeated. */
export const askedPage = (
  call: Call,
  what: string,
  most: number,
  defaultSize: number = paging.defaultSize,
): Asked | Outcome => {
  const { query, tenant, now } = call;
  const size = pageSize(call, most, defaultSize);
  if (typeof size !== "number") return size;
  const key = `${size} ${what}`;
  const token = given(query, "next_page_token");
  if (token !== null) {
    const page = tenant.pages.get(token);
    if (page === undefined || page.expiresAt <= now || page.query !== key) return refusal(userList.errors.pageToken);
    return { key, size, fromSeq: page.fromSeq, skip: 0, byToken: true };
  }
  const number = Number(query.get("page_number") ?? 1);
  const skip = Number.isInteger(number) && number > 1 ? (number - 1) * size : 0;
  return { key, size, fromSeq: 0, skip, byToken: false };
};

interface Page<Item> {
  readonly items: Item[];
  /** Where the next page begins; undefined on the last one. */
  readonly nextSeq: number | undefined;
}

/** One page of things in order of their `seq`. */
export const takePage = <Item extends { readonly seq: number }>(
  all: Iterable<Item>,
  asked: Asked,
  keep: (item: Item) => boolean = () => true,
): Page<Item> => {
  const items: Item[] = [];
  let { skip } = asked;
  for (const item of all) {
    if (item.seq < asked.fromSeq || !keep(item)) continue;
    if (skip > 0) skip -= 1;
    else if (items.length === asked.size) return { items, nextSeq: item.seq };
    else items.push(item);
  }
  return { items, nextSeq: undefined };
};

/** The token of the next page; empty on the last one. */
export const nextToken = (call: Call, asked: Asked, { nextSeq }: Page<unknown>): string => {
  if (nextSeq === undefined) return "";
  const { pages } = call.tenant;
  for (const [old, page] of pages) {
    if (page.expiresAt > call.now) break;
    pages.delete(old);
  }
  const token = (call.world.identifiers.id() + call.world.identifiers.id()).replaceAll(/[-_]/g, "0").slice(0, 35);
  pages.set(token, { query: asked.key, fromSeq: nextSeq, expiresAt: call.now + paging.tokenLifetimeMs });
  return token;
};

/** Counts as Zoom shows them: page_count and page_number only on pages not fetched by token (DF-68825, wire). */
export const pageHead = (asked: Asked, total: number) => ({
  page_count: asked.byToken ? undefined : Math.ceil(total / asked.size),
  page_number: asked.byToken ? undefined : Math.floor(asked.skip / asked.size) + 1,
  page_size: asked.size,
  total_records: total,
});
