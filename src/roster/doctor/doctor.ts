import { type Clock, exits, RollcallError } from "#base";
import type { NotReadable, Security, Summary } from "#client";
import { type CreateAction, dayMs, invitesPerDay } from "#zoom";

import { greet } from "../apply/greet.ts";
import type { RosterAccount } from "../roster.ts";
import { type ActionCheck, checkActions } from "./actions.ts";
import { mayCreate, type MissingScope, missingScopes } from "./scopes.ts";

export type { ActionCheck } from "./actions.ts";

/** Seats of one kind. null = no cap; undefined = nobody knows. */
export interface SeatLine {
  readonly used: number;
  readonly total?: number | null;
  readonly free?: number | null;
}

interface Problem {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
  readonly exit: number;
}

/** What an account is fit for. */
export interface DoctorReport {
  readonly account: string;
  readonly isEmulator: boolean;
  /** As declared: it cannot be asked for. */
  readonly plan: RosterAccount["zoomPlan"];
  /** null when Zoom could not be reached. */
  readonly token: { readonly ok: boolean | null };
  readonly scopes: {
    /** Undefined when Zoom did not say. */
    readonly granted?: readonly string[];
    readonly missing: readonly string[];
    readonly purposes: readonly MissingScope[];
  };
  readonly actions: Readonly<Record<CreateAction, ActionCheck>>;
  readonly seats: { readonly basic?: SeatLine; readonly licensed?: SeatLine; readonly pending?: number };
  readonly quota: {
    readonly invites: {
      readonly perDay: number | null;
      /** From this data directory only; other apps of the account count too, and cannot be seen. */
      readonly used?: number;
      readonly left?: number;
      /** ISO, the account's next midnight GMT. */
      readonly resetsAt: string;
    };
  };
  readonly security: Security | NotReadable;
  readonly managedDomains: readonly string[] | NotReadable;
  /** Milliseconds that the account's clock is ahead of this machine's, as far as its answers show. */
  readonly clockSkewMs: number;
  /** What must be put right first. */
  readonly problems: readonly Problem[];
}

/** What a step that may fail has found, or why it could not. */
const tried = async <T>(work: () => Promise<T>, problems: Problem[]): Promise<T | undefined> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RollcallError)) throw error;
    const { code, message, fix, exit } = error;
    if (!problems.some((known) => known.code === code && known.message === message))
      problems.push({ code, message, fix, exit });
    return undefined;
  }
};

/** Seats of a kind: used, in all and free, where the account says. */
export const seatLine = (used: number, total: number | null | undefined): SeatLine => ({
  used,
  ...(total === undefined ? {} : { total, free: total === null ? null : Math.max(0, total - used) }),
});

const seatsOf = ({ seats }: RosterAccount, summary: Summary | undefined): DoctorReport["seats"] =>
  summary === undefined
    ? {}
    : {
        basic: seatLine(summary.basic, seats?.basic),
        licensed: seatLine(summary.licensed, seats?.licensed),
        pending: summary.pending,
      };

const quotaOf = async (account: RosterAccount, now: number): Promise<DoctorReport["quota"]> => {
  const perDay = account.limited ? invitesPerDay[account.zoomPlan] : null;
  const used = await account.usedInvites?.();
  return {
    invites: {
      perDay,
      ...(used === undefined || perDay === null ? {} : { used, left: Math.max(0, perDay - used) }),
      resetsAt: new Date((Math.floor(now / dayMs) + 1) * dayMs).toISOString(),
    },
  };
};

const notRead: NotReadable = { notReadable: "not asked" };

/** Looks at token, scopes, actions, seats, quota, domains and clocks. Reads only. */
export const examine = async (account: RosterAccount, clock: Clock): Promise<DoctorReport> => {
  const problems: Problem[] = [];
  const { client } = account;
  const token = await tried(async () => ({ scopes: await client.account.scopes() }), problems);
  const reached = token !== undefined && (await tried(async () => (await greet(client), true), problems)) === true;
  const summary = token === undefined ? undefined : await tried(() => client.users.summary(), problems);
  const security = token === undefined ? notRead : await client.account.security();
  const managedDomains = token === undefined ? notRead : await client.account.managedDomains();
  const granted = token?.scopes;
  const missing = granted === undefined ? [] : missingScopes(granted);
  const offline = problems.some(({ exit }) => exit === exits.unreachable);
  return {
    account: account.name,
    isEmulator: account.isEmulator,
    plan: account.zoomPlan,
    token: { ok: token === undefined ? (offline ? null : false) : reached || !offline },
    scopes: {
      ...(granted === undefined ? {} : { granted }),
      missing: missing.map(({ scope }) => scope),
      purposes: missing,
    },
    actions: checkActions(account, {
      mayCreate: granted === undefined || mayCreate(granted),
      security,
      domains: managedDomains,
    }),
    seats: seatsOf(account, summary),
    quota: await quotaOf(account, clock() + client.clockOffsetMs()),
    security,
    managedDomains,
    clockSkewMs: client.clockOffsetMs(),
    problems,
  };
};
