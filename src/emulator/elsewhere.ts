import { emailKey } from "./directory.ts";
import type { Account, Elsewhere } from "./records.ts";

/** What is known of an address outside the account. Any text may be asked for, `constructor` too. */
export const elsewhereOf = (account: Account, email: string): Elsewhere | undefined => {
  const key = emailKey(email);
  return Object.hasOwn(account.elsewhere, key) ? account.elsewhere[key] : undefined;
};
