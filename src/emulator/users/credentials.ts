import { hash } from "node:crypto";

import { dayMs } from "#zoom";

import type { Credential } from "../belongings.ts";
import type { User } from "../records.ts";
import type { Tenant } from "../tenant.ts";

/** As many former passwords as the longest history asks for, and the one of now. */
const kept = 25;

/** Passwords of invented people: salted, so that the file does not show them; not meant to withstand guessing. */
const digest = ({ account, id }: Pick<User, "account" | "id">, password: string): string =>
  hash("sha256", `${account} ${id} ${password}`, "base64url");

const nobody: Pick<Credential, "hashes" | "changes"> = { hashes: [], changes: [] };

const credentialOf = (tenant: Tenant, user: User): Pick<Credential, "hashes" | "changes"> =>
  tenant.shelves.credential.byId(user.id) ?? nobody;

/** The credential of somebody new. It is hashed when somebody asks for it, and before it is written anywhere: few ever sign in. */
class FirstCredential implements Credential {
  readonly account: string;
  readonly id: string;
  readonly changes = nobody.changes;
  #password: string;
  #hashes: readonly string[] | undefined;

  constructor(user: User, password: string) {
    this.account = user.account;
    this.id = user.id;
    this.#password = password;
  }

  get hashes(): readonly string[] {
    if (this.#hashes === undefined) {
      this.#hashes = [digest(this, this.#password)];
      this.#password = "";
    }
    return this.#hashes;
  }

  toJSON(): Credential {
    return { account: this.account, id: this.id, hashes: this.hashes, changes: this.changes };
  }
}

/** Gives a new user a password. */
export const setFirstPassword = (tenant: Tenant, user: User, password: string): void => {
  tenant.shelves.credential.put(new FirstCredential(user, password));
};

/** Gives a user a password; `changedAt` = the API did, and it counts. */
export const setPassword = (tenant: Tenant, user: User, password: string, changedAt?: number): void => {
  const { hashes, changes } = credentialOf(tenant, user);
  tenant.shelves.credential.put({
    account: user.account,
    id: user.id,
    hashes: [digest(user, password), ...hashes].slice(0, kept),
    changes: changedAt === undefined ? changes : [...changes.filter((at) => at > changedAt - dayMs), changedAt],
  });
};

/** How many passwords ago the user had this one: 0 = has it now; -1 = never, as far as is known. */
export const passwordAge = (tenant: Tenant, user: User, password: string): number => {
  const { hashes } = credentialOf(tenant, user);
  return hashes.length === 0 ? -1 : hashes.indexOf(digest(user, password));
};

/** Changes by the API in the 24 hours before `now`. */
export const changesBefore = (tenant: Tenant, user: User, now: number): number =>
  credentialOf(tenant, user).changes.filter((at) => at > now - dayMs).length;
