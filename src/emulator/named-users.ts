import type { Call } from "./handlers.ts";
import { listOf, objectOf, stringOf } from "./read.ts";
import type { User } from "./records.ts";

/** A user of the account by id or e-mail. */
export const userNamed = ({ tenant }: Call, name: string): User | undefined =>
  tenant.users.byId(name) ?? tenant.users.byEmail(name);

/** What a list of `{id}` or `{email}` comes to. */
export interface NamedUsers {
  /** Each once, in the order given. */
  readonly users: readonly User[];
  /** Why not everybody who was named is among them. */
  readonly hint?: string;
}

/** The users a body lists by id or e-mail; the id wins. Unknown and pending ones are dropped without a word (inferred). */
export const namedUsers = (call: Call, list: unknown): NamedUsers => {
  const { users } = call.tenant;
  const found = new Set<User>();
  const dropped: string[] = [];
  for (const item of listOf(list) ?? []) {
    const given = objectOf(item);
    const id = stringOf(given["id"]) ?? "";
    const email = stringOf(given["email"]) ?? "";
    const user = id === "" ? users.byEmail(email) : users.byId(id);
    if (user?.status === "active" || user?.status === "inactive") found.add(user);
    else dropped.push(user === undefined ? `${id || email}: no such user` : `${id || email}: ${user.status}`);
  }
  return dropped.length === 0
    ? { users: [...found] }
    : { users: [...found], hint: `Dropped without a word, as Zoom is assumed to do: ${dropped.join("; ")}.` };
};

/** `ids` as Zoom writes them: one text. */
export const idsOf = (users: readonly User[]): string => users.map(({ id }) => id).join(",");
