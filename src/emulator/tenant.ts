import { roles } from "#zoom";

import { Directory } from "./directory.ts";
import { GroupBook } from "./groups/book.ts";
import { RateWindows } from "./limits/windows.ts";
import type { Account, Records, User } from "./records.ts";
import { RoleBook } from "./roles/book.ts";
import { makeShelves, type Shelves } from "./shelf.ts";
import { PersonalLinks } from "./users/personal-links.ts";
import { SeatCount } from "./users/seats.ts";

/** One account with what hangs on it. */
export interface Tenant {
  readonly account: Account;
  readonly users: Directory;
  readonly seats: SeatCount;
  readonly links: PersonalLinks;
  readonly groups: GroupBook;
  readonly roles: RoleBook;
  readonly shelves: Shelves;
  readonly windows: RateWindows;
  /** next_page_token -> where it goes on. Not kept over a restart: they live 15 minutes. */
  readonly pages: Map<string, { readonly query: string; readonly fromSeq: number; readonly expiresAt: number }>;
  /** When something that may only happen every so often happened last, on the machine's clock. Not kept either. */
  readonly recent: Map<string, number>;
}

/** Whose account it is, as last found: after a change of owner the new one may stand anywhere among a million. */
const lastOwners = new WeakMap<Tenant, User>();

/** The account's Owner: the first user with that role. */
export const ownerOf = (tenant: Tenant | undefined): User | undefined => {
  if (tenant === undefined) return undefined;
  const last = lastOwners.get(tenant);
  if (last?.roleId === roles.owner.id && tenant.users.byId(last.id) === last) return last;
  for (const user of tenant.users.from(0)) {
    if (user.roleId !== roles.owner.id) continue;
    lastOwners.set(tenant, user);
    return user;
  }
  return undefined;
};

/** Told of every change that must outlive the process. */
export type Keep = <Kind extends keyof Records>(kind: Kind, key: string, record: Records[Kind] | undefined) => void;

/** An account with nobody in it. */
export const makeTenant = (account: Account, keep: Keep): Tenant => ({
  account,
  users: new Directory(),
  seats: new SeatCount(),
  links: new PersonalLinks(),
  groups: new GroupBook(),
  roles: new RoleBook(),
  shelves: makeShelves(keep),
  windows: new RateWindows(),
  pages: new Map(),
  recent: new Map(),
});
