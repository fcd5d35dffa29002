import type { CreateAction } from "#zoom";

import type { Identifiers } from "../identifiers.ts";
import type { User } from "../records.ts";

/** Who holds which personal link of an account: `https://<vanity>.zoom.us/my/<name>`. */
export class PersonalLinks {
  readonly #holders = new Map<string, User>();

  take(user: User): void {
    const name = user.profile?.vanity_name;
    if (name !== undefined && !this.#holders.has(name)) this.#holders.set(name, user);
  }

  release(user: User): void {
    const name = user.profile?.vanity_name;
    if (name !== undefined && this.#holders.get(name) === user) this.#holders.delete(name);
  }

  holder(name: string): User | undefined {
    return this.#holders.get(name);
  }
}

/** @source Zoom support pages (documented): 5 to 40 characters, a letter first, then a-z, 0-9 and dots. */
const linkSyntax = /^[a-z][a-z0-9.]{4,39}$/;

/**
 * The link that a new user comes with; undefined for none. ssoCreate gives users that are not Basic the local part of
 * their address, and a random number when that is no link or is taken.
 * @source OAS-U, description of ssoCreate (documented)
 */
export const firstLink = (
  links: PersonalLinks,
  identifiers: Identifiers,
  { action, type, email }: { readonly action: CreateAction; readonly type: number; readonly email: string },
): string | undefined => {
  if (action !== "ssoCreate" || type === 1) return undefined;
  const local = email.slice(0, email.lastIndexOf("@")).toLowerCase();
  return linkSyntax.test(local) && links.holder(local) === undefined ? local : String(identifiers.pmi());
};
