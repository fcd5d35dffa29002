import type { ErrorTemplate } from "#zoom";

import { type Outcome, scimRefusal } from "../answer.ts";
import { elsewhereOf } from "../elsewhere.ts";
import type { Call } from "../handlers.ts";
import type { User } from "../records.ts";
import { domainOf } from "../users/create-rules.ts";
import type { Tenant } from "../tenant.ts";
import { checkScim } from "./respond.ts";

/** SCIM knows who is in the account, signed in or not; not who is only invited. */
export const isThere = ({ status }: User): boolean => status === "active" || status === "inactive";

/** The user a path names by id or address, for an account that may use SCIM. */
export const findScimUser = (call: Call, errors: { readonly gone: ErrorTemplate }): User | Outcome => {
  const barred = checkScim(call);
  if (barred !== undefined) return barred;
  const { users } = call.tenant;
  const user = users.byId(call.userId) ?? users.byEmail(call.userId);
  return user !== undefined && isThere(user) ? user : scimRefusal(errors.gone);
};

/** Whether an account with managed domains manages this one; one without takes any. */
export const isOwnDomain = ({ account }: Tenant, email: string): boolean => {
  const { managedDomains } = account.settings;
  return managedDomains.length === 0 || managedDomains.includes(domainOf(email));
};

/** Whether another user in Zoom has the address. An invitation that has run out holds nothing. */
export const isTaken = (tenant: Tenant, email: string, but?: User): boolean => {
  const holder = tenant.users.byEmail(email);
  if (holder !== undefined && holder.status !== "expired") return holder !== but;
  return elsewhereOf(tenant.account, email) !== undefined;
};
