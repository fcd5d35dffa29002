import { userTypes } from "#zoom";

import type { Account, User } from "../records.ts";

/** Who counts: active and pending users; deactivated and expired ones do not. */
const counts = (user: User): boolean => user.status === "active" || user.status === "pending";

/** How many seats of each kind are taken. */
export class SeatCount {
  readonly #byType = new Map<number, number>();
  readonly #bySubscription = new Map<string, number>();
  readonly #byFeature = new Map<string, number>();
  #workplace = 0;
  #phone = 0;
  #united = 0;

  take(user: User): void {
    if (counts(user)) this.#add(user, 1);
  }

  release(user: User): void {
    if (counts(user)) this.#add(user, -1);
  }

  ofType(type: number): number {
    return this.#byType.get(type) ?? 0;
  }

  ofSubscription(key: string): number {
    return this.#bySubscription.get(key) ?? 0;
  }

  /** Users with a licence of the feature. */
  ofFeature(name: string): number {
    return this.#byFeature.get(name) ?? 0;
  }

  get united(): number {
    return this.#united;
  }

  get workplace(): number {
    return this.#workplace;
  }

  get phone(): number {
    return this.#phone;
  }

  #add(user: User, by: number): void {
    this.#byType.set(user.type, this.ofType(user.type) + by);
    const { profile } = user;
    if (profile === null) return;
    if (profile.zoom_phone === true) this.#phone += by;
    if (profile.zoom_one_type !== undefined) this.#workplace += by;
    if (profile.plan_united_type !== undefined) this.#united += by;
    if (profile.features !== undefined)
      for (const name of Object.keys(profile.features)) this.#byFeature.set(name, this.ofFeature(name) + by);
    for (const licence of profile.license_info_list ?? []) {
      const key = `${licence.subscription_id} ${licence.license_type}`;
      this.#bySubscription.set(key, this.ofSubscription(key) + by);
    }
  }
}

/** Seats left for a user type; null = no cap. */
export const freeSeats = (account: Account, seats: SeatCount, type: number): number | null => {
  const { basic, licensed } = account.settings.seats;
  if (type === userTypes.basic.type) return basic === null ? null : basic - seats.ofType(type);
  if (type === userTypes.licensed.type) return licensed - seats.ofType(type);
  return null;
};
