import { createHash } from "node:crypto";

import type { Clock } from "#base";
import { openSealed, type Row, seal, type Store } from "#system";
import { z } from "zod";

import { accountErrors } from "./errors.ts";
import { makeRedactor, type Redactor } from "./redactor.ts";

/** What may be shown of a credential: never its value. */
export interface CredentialView {
  readonly name: string;
  /** `host` or `host:port`; requests to others do not get it. */
  readonly hosts: readonly string[];
  /** Milliseconds since 1970. */
  readonly changedAt: number;
}

/** Named secrets of workflows: write-only for people, opened only to be sent to their hosts. */
export interface Credentials {
  /**
   * Adds or replaces one.
   * @throws RC_ACCOUNTS_CREDENTIAL_INPUT for a name, host or value that cannot be
   */
  set(name: string, value: string, hosts: readonly string[]): Promise<CredentialView>;
  /** By name. */
  list(): Promise<readonly CredentialView[]>;
  /** False when there was none. */
  remove(name: string): Promise<boolean>;
  /**
   * The value, for a request to that host alone.
   * @param host `host` or `host:port` of the request's URL
   * @throws RC_ACCOUNTS_CREDENTIAL_MISSING, RC_ACCOUNTS_CREDENTIAL_HOST, RC_SYSTEM_SEAL_BROKEN
   */
  open(name: string, host: string): Promise<string>;
  /**
   * Seals all with a new key, all or none; from then on this object uses it. Those that have it already stay as they are.
   * Returns how many there are.
   * @param unreadable what becomes of those that open with neither key: `refuse`, the default, changes nothing at all
   * @throws RC_SYSTEM_SEAL_BROKEN
   */
  rotate(newKey: Uint8Array, unreadable?: "refuse" | "leave"): Promise<number>;
  /** Masks every value that is kept now, in any text. */
  redactor(): Promise<Redactor>;
}

const maxValueCharacters = 65_536;
const nameShape = /^[A-Za-z][\w.-]{0,63}$/;
const hostShape = /^(?:[a-z\d](?:[a-z\d.-]*[a-z\d])?|\[[\da-f:.]+\])(?::\d{1,5})?$/;

const rowSchema = z
  .object({ name: z.string(), hosts: z.string(), sealed: z.string(), key_id: z.string(), changed_at: z.number() })
  .transform((row) => ({ ...row, hosts: z.array(z.string()).parse(JSON.parse(row.hosts)) }));
type CredentialRow = z.output<typeof rowSchema>;

const toRow = (row: Row): CredentialRow => rowSchema.parse(row);
const toView = ({ name, hosts, changed_at: changedAt }: CredentialRow): CredentialView => ({ name, hosts, changedAt });

/** Tells keys apart without telling anything of them. */
const idOf = (key: Uint8Array): string =>
  createHash("sha256").update("rollcall key id").update(key).digest("hex").slice(0, 16);

/** The hosts are part of what is sealed: whoever can write the table cannot send a secret elsewhere. */
const purposeOf = (name: string, hosts: readonly string[]): string => `credential/${JSON.stringify([name, hosts])}`;

const sealWith = (newKey: Uint8Array, name: string, value: string, hosts: readonly string[]): string =>
  Buffer.from(seal(newKey, value, purposeOf(name, hosts))).toString("base64");

const openRow = (key: Uint8Array, { name, hosts, sealed }: CredentialRow): string =>
  openSealed(key, Buffer.from(sealed, "base64"), purposeOf(name, hosts));

const sealAnew = (
  rows: readonly CredentialRow[],
  oldKey: Uint8Array,
  newKey: Uint8Array,
  unreadable: "refuse" | "leave",
): readonly (CredentialRow & { readonly anew: string })[] =>
  rows.flatMap((row) => {
    try {
      const value = openRow(row.key_id === idOf(newKey) ? newKey : oldKey, row);
      return [{ ...row, anew: sealWith(newKey, row.name, value, row.hosts) }];
    } catch (error) {
      if (unreadable === "refuse") throw error;
      return [];
    }
  });

const refuse = (why: string): Error => accountErrors.make("RC_ACCOUNTS_CREDENTIAL_INPUT", why);

const checkInput = (name: string, value: string, hosts: readonly string[]): readonly string[] => {
  if (!nameShape.test(name))
    throw refuse(`${JSON.stringify(name)} is no name: a letter, then letters, digits, - _ . (at most 64)`);
  if (value === "" || value.length > maxValueCharacters)
    throw refuse(`${name}: the value is empty or longer than ${maxValueCharacters} characters`);
  const small = hosts.map((host) => host.trim().toLowerCase());
  const wrong = small.find((host) => !hostShape.test(host));
  if (wrong !== undefined)
    throw refuse(`${name}: ${JSON.stringify(wrong)} is no host such as api.example.com or 127.0.0.1:8080`);
  if (small.length === 0) throw refuse(`${name}: name the hosts that it may be sent to`);
  return [...new Set(small)].toSorted();
};

/**
 * Credentials in a store of `credentialSchema`.
 * @param key 32 bytes; all processes that share the store need the same
 */
export const openCredentials = (store: Store, key: Uint8Array, clock: Clock): Credentials => {
  let current = key;
  const unseal = (row: CredentialRow): string => openRow(current, row);
  const rows = async (): Promise<readonly CredentialRow[]> =>
    (await store.all("SELECT name, hosts, sealed, key_id, changed_at FROM credential ORDER BY name")).map(toRow);
  return {
    async set(name, value, hosts) {
      const checked = checkInput(name, value, hosts);
      const changedAt = clock();
      await store.run(
        `INSERT INTO credential (name, hosts, sealed, key_id, changed_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET
           hosts = excluded.hosts, sealed = excluded.sealed, key_id = excluded.key_id, changed_at = excluded.changed_at`,
        name,
        JSON.stringify(checked),
        sealWith(current, name, value, checked),
        idOf(current),
        changedAt,
      );
      return { name, hosts: checked, changedAt };
    },
    list: async () => (await rows()).map(toView),
    remove: async (name) => (await store.run("DELETE FROM credential WHERE name = ?", name)) > 0,
    async open(name, host) {
      const row = await store.get(
        "SELECT name, hosts, sealed, key_id, changed_at FROM credential WHERE name = ?",
        name,
      );
      if (row === undefined)
        throw accountErrors.make(
          "RC_ACCOUNTS_CREDENTIAL_MISSING",
          `there is no credential called ${JSON.stringify(name)}`,
        );
      const credential = toRow(row);
      if (!credential.hosts.includes(host.toLowerCase()))
        throw accountErrors.make(
          "RC_ACCOUNTS_CREDENTIAL_HOST",
          `credential ${name} may be sent to ${credential.hosts.join(", ")}, not to ${host}`,
        );
      return unseal(credential);
    },
    async rotate(newKey, unreadable = "refuse") {
      const sealed = sealAnew(await rows(), current, newKey, unreadable);
      // Each only if nobody has changed it meanwhile: a newer value must not be replaced by an older one.
      await store.batch(
        sealed.map(({ name, sealed: before, anew }) => ({
          sql: "UPDATE credential SET sealed = ?, key_id = ? WHERE name = ? AND sealed = ?",
          values: [anew, idOf(newKey), name, before],
        })),
      );
      current = newKey;
      return sealed.length;
    },
    redactor: async () => makeRedactor((await rows()).map(unseal)),
  };
};
