import { emailKey } from "./directory.ts";
import type { Account, Elsewhere } from "./records.ts";

const isEmpty = (known: Account["elsewhere"]): boolean => {
  for (const key in known) if (Object.hasOwn(known, key)) return false;
  return true;
};

/** What is known of an address outside the account. Any text may be asked for, `constructor` too. */
export const elsewhereOf = ({ elsewhere }: Account, email: string): Elsewhere | undefined => {
  // Most accounts know nobody elsewhere; asking for a property interns every address that was ever tried.
  if (isEmpty(elsewhere)) return undefined;
  const key = emailKey(email);
  return Object.hasOwn(elsewhere, key) ? elsewhere[key] : undefined;
};
