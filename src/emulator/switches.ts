import { switchFacts } from "./switch-facts.ts";

export type SwitchName = keyof typeof switchFacts;

/** A value for every switch. */
export type Switches = { [Name in SwitchName]: (typeof switchFacts)[Name]["values"][number] };

/** All switches at their defaults. */
export const defaultSwitches: Switches = {
  burn: switchFacts.burn.default,
  conflictText: switchFacts.conflictText.default,
  contentLocation: switchFacts.contentLocation.default,
  createOutcome: switchFacts.createOutcome.default,
  createdEvent: switchFacts.createdEvent.default,
  emailCheck: switchFacts.emailCheck.default,
  emailDomainCode: switchFacts.emailDomainCode.default,
  entitlementRefusal: switchFacts.entitlementRefusal.default,
  freeCreate: switchFacts.freeCreate.default,
  invalidGrant: switchFacts.invalidGrant.default,
  limits: switchFacts.limits.default,
  lockedSettings: switchFacts.lockedSettings.default,
  me: switchFacts.me.default,
  memberDeletedEvent: switchFacts.memberDeletedEvent.default,
  multipart: switchFacts.multipart.default,
  pageSizeLimit: switchFacts.pageSizeLimit.default,
  pageSizeOutOfRange: switchFacts.pageSizeOutOfRange.default,
  paidOnly: switchFacts.paidOnly.default,
  pendingId: switchFacts.pendingId.default,
  pendingPatch: switchFacts.pendingPatch.default,
  rateTypeHeader: switchFacts.rateTypeHeader.default,
  refreshLife: switchFacts.refreshLife.default,
  repostPending: switchFacts.repostPending.default,
  roleCreate: switchFacts.roleCreate.default,
  seatError: switchFacts.seatError.default,
  ssoOutcome: switchFacts.ssoOutcome.default,
  statusSuccess: switchFacts.statusSuccess.default,
  tokenErrorStatus: switchFacts.tokenErrorStatus.default,
  tokenParameters: switchFacts.tokenParameters.default,
  typeErrors: switchFacts.typeErrors.default,
  unknownAccount: switchFacts.unknownAccount.default,
  unknownRoute: switchFacts.unknownRoute.default,
  userOrder: switchFacts.userOrder.default,
  wrongMethod: switchFacts.wrongMethod.default,
};
