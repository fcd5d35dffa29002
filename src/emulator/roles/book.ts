import { rolePrivileges, roles } from "#zoom";

import type { Role } from "../records.ts";

const builtIn = (
  { id, name }: { readonly id: string; readonly name: string },
  privileges: readonly string[],
): Role => ({
  account: "",
  id,
  name,
  description: "",
  type: "common",
  privileges,
  secondLevel: null,
});

/** The roles every account has. That an Admin has every privilege is assumed. */
const builtInRoles: readonly Role[] = [
  builtIn(roles.owner, rolePrivileges.names),
  builtIn(roles.admin, rolePrivileges.names),
  builtIn(roles.member, []),
];
const builtInById = new Map(builtInRoles.map((role) => [role.id, role]));
const builtInNames = new Set(builtInRoles.map(({ name }) => name.toLowerCase()));

/** One of Zoom's own roles: 0, 1, 2. */
export const isBuiltIn = (role: Role): boolean => builtInById.has(role.id);

/** The roles of one account: Zoom's own, then its own in the order they were made. */
export class RoleBook {
  readonly #byId = new Map<string, Role>();

  byId(id: string): Role | undefined {
    return builtInById.get(id) ?? this.#byId.get(id);
  }

  /** True when another role than `but` has the name, in any case. */
  isNameUsed(name: string, but?: Role): boolean {
    const key = name.toLowerCase();
    if (builtInNames.has(key)) return true;
    for (const role of this.#byId.values()) if (role !== but && role.name.toLowerCase() === key) return true;
    return false;
  }

  /** The name of a user's role. */
  nameOf(id: string): string {
    return this.byId(id)?.name ?? roles.member.name;
  }

  custom(): Role[] {
    return [...this.#byId.values()];
  }

  all(): Role[] {
    return [...builtInRoles, ...this.#byId.values()];
  }

  add(role: Role): void {
    this.#byId.set(role.id, role);
  }

  remove(role: Role): void {
    this.#byId.delete(role.id);
  }
}
