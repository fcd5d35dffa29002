import type { Group, Profile, User } from "../records.ts";

/** A group with who is in it. Who belongs where is kept with the users; this is the index. */
interface Entry {
  readonly group: Group;
  readonly members: Set<User>;
  readonly admins: Set<User>;
}

const nameKey = (name: string): string => name.toLowerCase();

/** In order of creation, however they came in. */
const inOrder = (users: Iterable<User>): User[] => [...users].toSorted((one, other) => one.seq - other.seq);

/** The groups of one account: by id, by name, and in the order they were made. */
export class GroupBook {
  readonly #byId = new Map<string, Entry>();
  readonly #byName = new Map<string, Group>();

  get size(): number {
    return this.#byId.size;
  }

  byId(id: string): Group | undefined {
    return this.#byId.get(id)?.group;
  }

  byName(name: string): Group | undefined {
    return this.#byName.get(nameKey(name));
  }

  all(): Group[] {
    return Array.from(this.#byId.values(), ({ group }) => group);
  }

  add(group: Group): void {
    this.#byId.set(group.id, { group, members: new Set(), admins: new Set() });
    this.#byName.set(nameKey(group.name), group);
  }

  remove(group: Group): void {
    this.#byId.delete(group.id);
    this.#byName.delete(nameKey(group.name));
  }

  rename(group: Group, name: string): void {
    this.#byName.delete(nameKey(group.name));
    group.name = name;
    this.#byName.set(nameKey(name), group);
  }

  count(group: Group): number {
    return this.#byId.get(group.id)?.members.size ?? 0;
  }

  members(group: Group): User[] {
    return inOrder(this.#byId.get(group.id)?.members ?? []);
  }

  admins(group: Group): User[] {
    return inOrder(this.#byId.get(group.id)?.admins ?? []);
  }

  /** Enters a user in the groups that the profile names. */
  take(user: User): void {
    if (user.profile !== null) this.#each(user.profile, (users) => users.add(user));
  }

  /** Strikes a user out, before a change or for good. */
  release(user: User): void {
    if (user.profile !== null) this.#each(user.profile, (users) => users.delete(user));
  }

  #each(profile: Profile, visit: (users: Set<User>) => unknown): void {
    for (const id of profile.group_ids ?? []) {
      const entry = this.#byId.get(id);
      if (entry !== undefined) visit(entry.members);
    }
    for (const id of profile.admin_group_ids ?? []) {
      const entry = this.#byId.get(id);
      if (entry !== undefined) visit(entry.admins);
    }
  }
}
