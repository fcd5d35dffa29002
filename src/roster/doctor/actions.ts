import type { NotReadable, Security } from "#client";
import type { CreateAction } from "#zoom";

import type { RosterAccount } from "../roster.ts";

/** Whether one way of creating users will work; null where only a try can tell. */
export interface ActionCheck {
  readonly ok: boolean | null;
  readonly why: string;
}

export interface Readings {
  readonly mayCreate: boolean;
  readonly security: Security | NotReadable;
  readonly domains: readonly string[] | NotReadable;
}

const isRead = <T extends object>(reading: T | NotReadable): reading is T => !("notReadable" in reading);

const create = (account: RosterAccount): ActionCheck =>
  account.zoomPlan === "free"
    ? { ok: null, why: "The account is declared Free, or not declared: Zoom names a paid plan as a condition." }
    : { ok: true, why: "Invites by mail; the person is pending until the link is used." };

const autoCreate = ({ known }: RosterAccount, { domains }: Readings): ActionCheck => {
  const managed = known?.managedDomains ?? (isRead(domains) ? domains : undefined);
  if (managed !== undefined && managed.length === 0) return { ok: false, why: "The account manages no domain." };
  if (known !== undefined)
    return known.autoCreate
      ? { ok: true, why: `The account manages ${known.managedDomains.join(", ")}.` }
      : { ok: false, why: "Zoom has not enabled autoCreate for the account." };
  if (managed === undefined)
    return { ok: null, why: "Needs a managed domain, which this app may not read; Zoom must have enabled it too." };
  return {
    ok: null,
    why: `The account manages ${managed.join(", ")}; whether Zoom has enabled autoCreate only a try tells.`,
  };
};

const ssoCreate = ({ known }: RosterAccount, { security }: Readings): ActionCheck => {
  const sso = known?.sso ?? (isRead(security) ? security.sso : undefined);
  if (sso === false) return { ok: false, why: "Single sign-on is off (Zoom answers 2002)." };
  if (known !== undefined)
    return known.preProvisioning
      ? { ok: true, why: "Single sign-on and pre-provisioning are on." }
      : { ok: false, why: "«Pre-provisioning SSO User» is off (Zoom answers 2032)." };
  return sso === undefined
    ? { ok: null, why: "Needs single sign-on, which this app may not read (account:read:settings:admin)." }
    : { ok: null, why: "Single sign-on is on; whether «Pre-provisioning SSO User» is on only a try tells." };
};

const custCreate = ({ known }: RosterAccount): ActionCheck => {
  if (known === undefined) return { ok: null, why: "Only for ISV partners, by an agreement that cannot be read." };
  return known.isv
    ? { ok: true, why: "The account is an ISV partner's." }
    : { ok: false, why: "The account is no ISV partner's." };
};

/** Which of the four create actions will work here, and why. */
export const checkActions = (
  account: RosterAccount,
  readings: Readings,
): Readonly<Record<CreateAction, ActionCheck>> => {
  if (!readings.mayCreate) {
    const no = { ok: false, why: "The app lacks the scope that creates users." };
    return { create: no, autoCreate: no, custCreate: no, ssoCreate: no };
  }
  return {
    create: create(account),
    autoCreate: autoCreate(account, readings),
    custCreate: custCreate(account),
    ssoCreate: ssoCreate(account, readings),
  };
};
