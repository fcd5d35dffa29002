import { type ErrorTemplate, userTypes } from "#zoom";

import { type Outcome, refusal } from "../answer.ts";
import type { Account, LicenceInfo, Profile } from "../records.ts";
import { freeSeats, type SeatCount } from "./seats.ts";

const typeName = (type: number): string =>
  Object.values(userTypes).find((known) => known.type === type)?.name ?? String(type);

/** Templates for a full account: those of creation, of a change of type or of a reactivation. */
export interface SeatErrors {
  readonly seatsBasic: ErrorTemplate;
  readonly seatsPaying: ErrorTemplate;
  readonly basicLimit: ErrorTemplate;
  readonly licenceLimit: ErrorTemplate;
}

/** Refuses a user type when its seats are used up. */
export const checkSeats = (
  account: Account,
  seats: SeatCount,
  type: number,
  texts: SeatErrors,
  named?: string,
): Outcome | undefined => {
  const free = freeSeats(account, seats, type);
  if (free === null || free > 0) return undefined;
  const isBasic = type === userTypes.basic.type;
  const max = (isBasic ? account.settings.seats.basic : account.settings.seats.licensed) ?? 0;
  const values = { max, type: named ?? typeName(type) };
  if (account.switches.seatError === "legacy") return refusal(isBasic ? texts.basicLimit : texts.licenceLimit, values);
  return refusal(isBasic ? texts.seatsBasic : texts.seatsPaying, values);
};

/** Templates for licences that are used up: those of creation or of an update. */
export interface LicenceErrors {
  readonly subscription: ErrorTemplate;
  readonly seatsSubscription: ErrorTemplate;
  readonly workplaceSubscription: ErrorTemplate;
  readonly workplaceSeats: ErrorTemplate;
  readonly phoneLicence: ErrorTemplate;
}

const checkSubscription = (
  account: Account,
  seats: SeatCount,
  licence: LicenceInfo,
  errors: LicenceErrors,
): Outcome | undefined => {
  const subscriptionId = licence.subscription_id;
  const subscription = account.settings.subscriptions.find((known) => known.id === subscriptionId);
  if (subscription === undefined) return refusal(errors.subscription, { subscriptionId });
  const used = seats.ofSubscription(`${subscriptionId} ${licence.license_type}`);
  if (licence.license_type === "MEETING")
    return used < subscription.licensed
      ? undefined
      : refusal(errors.seatsSubscription, {
          subscriptionId,
          max: subscription.licensed,
          type: userTypes.licensed.name,
        });
  return used < subscription.workplace ? undefined : refusal(errors.workplaceSubscription, { subscriptionId });
};

/** Refuses the extra licences asked for when the account has none left of them. */
export const checkExtraLicences = (
  account: Account,
  seats: SeatCount,
  profile: Profile,
  errors: LicenceErrors,
): Outcome | undefined => {
  for (const licence of profile.license_info_list ?? []) {
    const refused = checkSubscription(account, seats, licence, errors);
    if (refused !== undefined) return refused;
  }
  if (profile.zoom_one_type !== undefined && seats.workplace >= account.settings.seats.workplace)
    return refusal(errors.workplaceSeats);
  if (profile.zoom_phone === true && seats.phone >= account.settings.seats.phone) return refusal(errors.phoneLicence);
  return undefined;
};
