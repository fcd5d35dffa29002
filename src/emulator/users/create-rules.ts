import { unitedPlans, userCreate, userTypes } from "#zoom";

import { type Outcome, refusal } from "../answer.ts";
import { validationFailed } from "../bind.ts";
import { elsewhereOf } from "../elsewhere.ts";
import type { Call } from "../handlers.ts";
import type { Account } from "../records.ts";
import type { NewUser } from "./create.ts";
import { checkExtraLicences, checkSeats } from "./licences.ts";
import { isPasswordAllowed } from "./password.ts";

const { errors } = userCreate;

type Rule = (call: Call, wanted: NewUser) => Outcome | undefined;

/** The part of an address behind its last `@`, in small letters. */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf("@") + 1).toLowerCase();

const checkFields: Rule = ({ tenant }, wanted) => {
  if (wanted.type === userTypes.onPrem.type) return refusal(errors.onPrem);
  if (wanted.type === userTypes.none.type && wanted.action !== "ssoCreate")
    return validationFailed([{ field: "user_info.type", message: "Invalid field." }]);
  const united = wanted.profile?.plan_united_type;
  if (united !== undefined && !unitedPlans.includes(united)) return refusal(errors.unitedPlan);
  const { refusedWords } = tenant.account.settings;
  if (refusedWords.length === 0) return undefined;
  for (const name of [wanted.firstName, wanted.lastName, wanted.profile?.display_name ?? ""])
    if (refusedWords.some((word) => name.toLowerCase().includes(word.toLowerCase())))
      return refusal(errors.nameWord, { name });
  return undefined;
};

const noEntitlement = (account: Account, hint: string): Outcome => {
  const { entitlementRefusal } = account.switches;
  if (entitlementRefusal === "support") return refusal(errors.noPermissionSupport, undefined, hint);
  return refusal(entitlementRefusal === "privilege" ? errors.noPrivilege : errors.noPermission, undefined, hint);
};

/** Whether the account may use the action at all. */
const checkEntitlement: Rule = ({ tenant }, { action }) => {
  const { settings, switches } = tenant.account;
  if (settings.gpa) return refusal(errors.gpaAccount);
  switch (action) {
    case "create":
      if (settings.plan !== "free" || switches.freeCreate === "allow") return undefined;
      return refusal(switches.conflictText === "older" ? errors.noPermissionOlder : errors.noPermission);
    case "autoCreate":
      return settings.autoCreate && settings.managedDomains.length > 0
        ? undefined
        : noEntitlement(
            tenant.account,
            "autoCreate needs an account with a managed domain and the option enabled by Zoom: use preset business.",
          );
    case "custCreate":
      return settings.isv
        ? undefined
        : noEntitlement(tenant.account, "custCreate needs an ISV partner's account: use preset isv.");
    case "ssoCreate":
      if (!settings.sso) return refusal(errors.ssoOff);
      return settings.preProvisioning ? undefined : refusal(errors.ssoPreProvisionOff);
  }
};

const checkPassword: Rule = ({ tenant }, wanted) =>
  wanted.action !== "autoCreate" || isPasswordAllowed(wanted.password ?? "", tenant.account.settings.password)
    ? undefined
    : refusal(
        errors.password,
        undefined,
        "autoCreate needs user_info.password: 8 to 32 characters, a digit, upper and lower case, no single run or repetition.",
      );

const checkDomain: Rule = ({ tenant }, { email }) => {
  const { allowedDomains, blockedDomains, zoomBlockedDomains } = tenant.account.settings;
  const domain = domainOf(email);
  if (blockedDomains.includes(domain)) return refusal(errors.domainBlocked);
  if (zoomBlockedDomains.includes(domain)) return refusal(errors.domainBlockedByZoom);
  return allowedDomains.length === 0 || allowedDomains.includes(domain)
    ? undefined
    : refusal(errors.domainNotAllowed, { email, domains: allowedDomains.join(",") });
};

const used = (account: Account, email: string): Outcome =>
  refusal(account.switches.conflictText === "older" ? errors.emailUsedOlder : errors.emailUsed, { email });

/**
 * Whether the address is free, here and elsewhere.
 * @source section 4.3 of the fact sheet; PSZoom#29 for claimed addresses (wire). Which of 1005 and 1009 autoCreate
 * gives for a free account elsewhere is inferred.
 */
const checkAddress: Rule = ({ tenant }, { email, action }) => {
  const { account } = tenant;
  const here = tenant.users.byEmail(email);
  // Once an invitation has run out, the address is free again.
  if (here !== undefined && here.status !== "expired") return used(account, email);
  const elsewhere = elsewhereOf(account, email);
  if (elsewhere === undefined) return undefined;
  switch (elsewhere) {
    case "claimed":
      return used(account, email);
    case "gpa-owner":
      return refusal(errors.gpaOwner);
    case "forbidden":
      return refusal(errors.forceForbidden);
    case "call-queue-manager":
      return refusal(errors.callQueue);
    case "paid":
      return action === "ssoCreate" ? undefined : refusal(errors.activeElsewhere, { email });
    case "free":
      if (action === "custCreate") return refusal(errors.activeElsewhere, { email });
      return action === "autoCreate" ? used(account, email) : undefined;
  }
};

const checkLicences: Rule = ({ tenant }, wanted) => {
  const { account, seats } = tenant;
  if (wanted.type !== userTypes.basic.type && !account.settings.mayAssignLicences)
    return refusal(errors.typeRequirements);
  return (
    checkSeats(account, seats, wanted.type, errors) ??
    (wanted.profile === null ? undefined : checkExtraLicences(account, seats, wanted.profile, errors))
  );
};

/** In this order; Zoom's own order is not published (inferred). */
const rules: readonly Rule[] = [checkFields, checkEntitlement, checkPassword, checkDomain, checkAddress, checkLicences];

/** The first rule that refuses the new user. */
export const checkCreate: Rule = (call, wanted) => {
  for (const rule of rules) {
    const refused = rule(call, wanted);
    if (refused !== undefined) return refused;
  }
  return undefined;
};
