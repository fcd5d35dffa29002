import type { User, UserStatus } from "./records.ts";

/** Addresses are compared without regard to case. */
export const emailKey = (email: string): string => email.toLowerCase();

/** An invitation that was sent; stale once the user is no longer pending or was sent a newer one. */
interface Invited {
  readonly user: User;
  readonly at: number;
}

const isUser = (place: User | number): place is User => typeof place === "object";

/** The users of one account: by id, by address, and in the order they were made. */
export class Directory {
  /** Those of the first `#indexed` places. The rest follow when somebody is asked for: who only adds users asks for nobody. */
  readonly #byId = new Map<string, User>();
  #indexed = 0;
  readonly #byEmail = new Map<string, User>();
  /** In order of creation. A removed user leaves its `seq`, until there are more of those than users: places are found by halving. */
  #ordered: (User | number)[] = [];
  #holes = 0;
  readonly #byStatus: Record<UserStatus, number> = { active: 0, inactive: 0, pending: 0, expired: 0 };
  /** Invitations by age, oldest first: expiring is a look at the head. */
  #invited: Invited[] = [];
  #oldestInvited = 0;

  get size(): number {
    return this.#ordered.length - this.#holes;
  }

  byId(id: string): User | undefined {
    for (; this.#indexed < this.#ordered.length; this.#indexed += 1) {
      const user = this.#ordered[this.#indexed];
      if (typeof user === "object") this.#byId.set(user.id, user);
    }
    return this.#byId.get(id);
  }

  byEmail(email: string): User | undefined {
    return this.#byEmail.get(emailKey(email));
  }

  count(status: UserStatus): number {
    return this.#byStatus[status];
  }

  add(user: User): void {
    this.#byEmail.set(emailKey(user.email), user);
    this.#ordered.push(user);
    this.#byStatus[user.status] += 1;
    if (user.status === "pending") this.#invite(user);
  }

  remove(user: User): void {
    this.#byId.delete(user.id);
    if (this.#byEmail.get(emailKey(user.email)) === user) this.#byEmail.delete(emailKey(user.email));
    this.#byStatus[user.status] -= 1;
    const at = this.#indexOf(user.seq);
    if (this.#ordered[at] === user) {
      this.#ordered[at] = user.seq;
      this.#holes += 1;
    }
    if (this.#holes > 64 && this.#holes > this.#ordered.length / 2) {
      const indexed = this.#ordered.slice(0, this.#indexed).filter(isUser).length;
      this.#ordered = this.all();
      this.#indexed = indexed;
      this.#holes = 0;
    }
  }

  setEmail(user: User, email: string): void {
    if (this.#byEmail.get(emailKey(user.email)) === user) this.#byEmail.delete(emailKey(user.email));
    user.email = email;
    this.#byEmail.set(emailKey(email), user);
  }

  setStatus(user: User, status: UserStatus): void {
    this.#byStatus[user.status] -= 1;
    user.status = status;
    this.#byStatus[status] += 1;
    if (status === "pending") this.#invite(user);
  }

  /** Restarts the 30 days of a pending user. */
  renew(user: User, at: number): void {
    user.invitedAt = at;
    this.#invite(user);
  }

  #invite(user: User): void {
    const at = user.invitedAt;
    this.#invited.push({ user, at });
    // Only a clock that was set back puts a younger one before it.
    for (let place = this.#invited.length - 1; place > this.#oldestInvited; place -= 1) {
      const before = this.#invited[place - 1];
      if (before === undefined || before.at <= at) break;
      this.#invited[place] = before;
      this.#invited[place - 1] = { user, at };
    }
    // Invitations that were used or withdrawn must not pile up until they would have run out.
    if (this.#invited.length > 1024 && this.#invited.length > 4 * this.#byStatus.pending) {
      this.#invited = this.#invited.slice(this.#oldestInvited).filter((one) => this.#isOpen(one));
      this.#oldestInvited = 0;
    }
  }

  #isOpen({ user, at }: Invited): boolean {
    return user.status === "pending" && user.invitedAt === at && this.byId(user.id) === user;
  }

  /** Marks invitations sent before `sentBefore` (milliseconds) as expired and returns their users. */
  expire(sentBefore: number): User[] {
    const expired: User[] = [];
    for (;;) {
      const oldest = this.#invited[this.#oldestInvited];
      if (oldest === undefined || oldest.at >= sentBefore) break;
      this.#oldestInvited += 1;
      if (!this.#isOpen(oldest)) continue;
      this.setStatus(oldest.user, "expired");
      expired.push(oldest.user);
    }
    if (this.#oldestInvited > 1024) {
      this.#invited = this.#invited.slice(this.#oldestInvited);
      this.#oldestInvited = 0;
    }
    return expired;
  }

  /** Everybody in order of creation, as a list of its own: removing while walking is safe. */
  all(): User[] {
    return this.#ordered.filter(isUser);
  }

  /** Users in order of creation from place `fromSeq` on. */
  *from(fromSeq: number): Generator<User> {
    for (let at = this.#indexOf(fromSeq); at < this.#ordered.length; at += 1) {
      const user = this.#ordered[at];
      if (typeof user === "object") yield user;
    }
  }

  /** Users from place `fromSeq` on backwards, the newest first. */
  *backFrom(fromSeq: number): Generator<User> {
    for (let at = this.#indexOf(fromSeq + 1) - 1; at >= 0; at -= 1) {
      const user = this.#ordered[at];
      if (typeof user === "object") yield user;
    }
  }

  /** First place whose seq is at least `seq`. */
  #indexOf(seq: number): number {
    let low = 0;
    let high = this.#ordered.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const place = this.#ordered[middle];
      if ((typeof place === "object" ? place.seq : (place ?? Infinity)) >= seq) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
