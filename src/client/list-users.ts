import { userList } from "#zoom";
import { z } from "zod";

import type { Caller } from "./caller.ts";
import { clientErrors, RefusedError } from "./errors.ts";
import { fixFor } from "./fixes.ts";
import { type UserRow, userRowSchema, type UserStatus, userStatuses } from "./user.ts";

/**
 * The page size that every documented maximum allows.
 * @source documented: 2,000 in OAS-U, 300 in older documents and on Zoom's pagination page
 */
export const safePageSize = 300;

/** Pages in a row without a new user after which a listing counts as endless. */
const maxBarrenPages = 3;

interface Page {
  readonly users: readonly UserRow[];
  /** Empty on the last page. */
  readonly next: string;
}

const pageSchema = (status: UserStatus) =>
  z.object({ users: z.array(userRowSchema(status)).default([]), next_page_token: z.string().nullish() });

/** One page; `expired` when Zoom no longer takes the page token. */
const readPage = async (
  caller: Caller,
  status: UserStatus,
  pageSize: number,
  token: string,
): Promise<Page | "expired"> => {
  const result = await caller.expect({
    operation: userList,
    query: { status, page_size: String(pageSize), ...(token === "" ? {} : { next_page_token: token }) },
    repeatable: true,
  });
  const what = `listing ${status} users`;
  if (result.kind === "refused") {
    if (token !== "" && result.refusal.code === userList.errors.pageToken.code) return "expired";
    throw new RefusedError(what, result.refusal, fixFor(userList.id, result.refusal.code));
  }
  const page = pageSchema(status).safeParse(result.value);
  if (!page.success) {
    const where = page.error.issues[0]?.path.join(".") ?? "";
    throw clientErrors.make("RC_CLIENT_ANSWER", `${what}: the page is not as documented (at ${where})`);
  }
  return { users: page.data.users, next: page.data.next_page_token ?? "" };
};

/**
 * All users of one status, page by page. A page token that expires half-way (they live 15 minutes) makes the listing
 * start again once, without handing out anybody twice. Throws RC_CLIENT_LISTING when pages go on without new users.
 */
export async function* listUsers(
  caller: Caller,
  status: UserStatus,
  pageSize: number = safePageSize,
): AsyncGenerator<UserRow, void, undefined> {
  const handedOut = new Set<string>();
  let inThisPass = new Set<string>();
  let token = "";
  let barren = 0;
  let restarted = false;
  for (;;) {
    const page = await readPage(caller, status, pageSize, token);
    if (page === "expired") {
      if (restarted) throw clientErrors.make("RC_CLIENT_LISTING", `${status} users: the page token expired twice`);
      restarted = true;
      inThisPass = new Set();
      barren = 0;
      token = "";
      continue;
    }
    const before = inThisPass.size;
    for (const user of page.users) {
      const key = user.email.toLowerCase();
      inThisPass.add(key);
      if (handedOut.has(key)) continue;
      handedOut.add(key);
      yield user;
    }
    barren = inThisPass.size === before ? barren + 1 : 0;
    if (page.next === "") return;
    if (barren >= maxBarrenPages || (barren > 0 && page.next === token)) {
      throw clientErrors.make("RC_CLIENT_LISTING", `${status} users: pages go on without new users`);
    }
    token = page.next;
  }
}

/** Everybody: active, inactive, pending. Who changes status meanwhile is handed out once. */
export async function* listAllUsers(caller: Caller): AsyncGenerator<UserRow, void, undefined> {
  const handedOut = new Set<string>();
  for (const status of userStatuses) {
    for await (const user of listUsers(caller, status)) {
      const key = user.email.toLowerCase();
      if (!handedOut.has(key)) yield user;
      handedOut.add(key);
    }
  }
}
