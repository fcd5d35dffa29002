import { dig, keysOf } from "../conformance/hosts.ts";

/** Ids that an account gave out, by the list they belong to (`users`, `groups`, `contacts/groups`). The latest are kept. */
export interface Known {
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Tokens by what they may do; the last ones made. */
  readonly tokens: string[];
  readonly ids: Map<string, string[]>;
  readonly emails: string[];
  /** Addresses made up so far. */
  made: number;
}

const kept = 60;

const remember = (list: string[], value: string): void => {
  if (value === "" || list.includes(value)) return;
  list.push(value);
  if (list.length > kept) list.splice(0, 1);
};

export const rememberId = ({ ids }: Known, list: string, id: string): void => {
  const known = ids.get(list) ?? [];
  ids.set(list, known);
  remember(known, id);
};

/** The list that a path parameter names a member of: what stands before it, or users for whatever has no list of its own. */
export const listOf = (path: string, parameter: string): string => {
  const before = path
    .slice(0, path.indexOf(`/{${parameter}}`))
    .replace(/^\/scim2\//, "/")
    .toLowerCase();
  if (before === "/accounts") return "accounts";
  const last =
    before.startsWith("/contacts/groups") && !before.includes("{") ? "contacts/groups" : before.replace(/^.*\//, "");
  return ["members", "admins", "assistants", "schedulers"].includes(last) ? "users" : last;
};

/** Remembers what an answer to `path` (as in the facts) told: the ids of what was made or listed, and addresses. */
export const learn = (known: Known, path: string, body: unknown): void => {
  const list = listOf(`${path}/{id}`, "id");
  const visit = (value: unknown, name: string, depth: number): void => {
    if (depth > 4) return;
    if (Array.isArray(value)) {
      for (const item of value.slice(0, 10)) visit(item, name, depth + 1);
      return;
    }
    const id = dig(value, "id");
    const email = dig(value, "email") ?? dig(value, "userName");
    if (typeof email === "string") remember(known.emails, email);
    if (typeof id === "string") rememberId(known, name === "Resources" || name === "" ? list : name, id);
    for (const key of keysOf(value)) {
      const inner = dig(value, key);
      if (typeof inner === "object" && inner !== null)
        visit(inner, ["members", "admins"].includes(key) ? "users" : key, depth + 1);
      else if (key.endsWith("_id") && typeof inner === "string") rememberId(known, key, inner);
    }
  };
  visit(body, "", 0);
  for (const key of ["group_id", "role_id", "division_id"]) {
    const id = dig(body, key);
    if (typeof id === "string") rememberId(known, list, id);
  }
};

/** Every id of an account, for those that fit nowhere. */
export const anyId = (known: Known): string[] => [...known.ids.values(), known.emails].flat();
