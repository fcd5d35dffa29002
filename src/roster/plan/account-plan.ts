import type { UserRow } from "#client";
import { dayMs, userTypes } from "#zoom";

import { rosterErrors } from "../errors.ts";
import { emailKey } from "../read/index.ts";
import type { ChangeRequest, PlanOptions, RosterAccount } from "../roster.ts";
import { finishPlan, generatedRow, generatedSource } from "./finish-plan.ts";
import { readAccountUsers } from "./match.ts";
import type { PlannedRow, RosterPlan } from "./plan-types.ts";
import { planRemoval, seenOf } from "./removal.ts";

type AccountRequest = Exclude<ChangeRequest, { kind: "undo" }>;

/**
 * Days since somebody last signed in, or since the account was made for them; undefined when neither is known.
 * @source last_login_time moves only when three days or more have passed (documented), so it may be three days late
 */
export const idleDays = (user: UserRow, now: number): number | undefined => {
  const last = Date.parse(user.lastLoginAt ?? user.createdAt ?? "");
  return Number.isNaN(last) ? undefined : Math.floor((now - last) / dayMs);
};

/** Days since an invitation was sent; undefined when the account does not say. */
export const invitedDays = (user: UserRow, now: number): number | undefined => {
  const sent = Date.parse(user.invitedAt ?? "");
  return Number.isNaN(sent) ? undefined : Math.max(0, Math.floor((now - sent) / dayMs));
};

const reclaimRows = (users: readonly UserRow[], days: number, options: PlanOptions, now: number): PlannedRow[] =>
  users
    .filter((user) => user.status === "active" && user.type === userTypes.licensed.type)
    .flatMap((user) => {
      const idle = idleDays(user, now);
      return idle === undefined || idle < days ? [] : [{ user, idle }];
    })
    .toSorted((a, b) => b.idle - a.idle)
    .map(({ user, idle }, at) => {
      const message =
        user.lastLoginAt === undefined ? `Never signed in, ${idle} days old.` : `Not signed in for ${idle} days.`;
      const admins = new Set((options.admins ?? []).map(emailKey));
      const policy = { mode: "reclaim", admins, named: false } as const;
      return { ...generatedRow(at + 1, user.email), ...planRemoval(user, { code: "idle", message }, policy) };
    });

const chosenPending = (
  pending: readonly UserRow[],
  request: Extract<AccountRequest, { kind: "resend" | "cancel" }>,
  now: number,
): UserRow[] => {
  if (request.emails === undefined)
    return pending.filter((user) => (invitedDays(user, now) ?? -1) >= (request.olderThanDays ?? 0));
  const byEmail = new Map(pending.map((user) => [emailKey(user.email), user]));
  return request.emails.map((email) => {
    const user = byEmail.get(emailKey(email));
    if (user !== undefined) return user;
    throw rosterErrors.make("RC_ROSTER_NO_USER", `${email} has no open invitation in the account`, {
      fix: "`rollcall pending list` shows who has. An expired invitation is gone: invite the person anew.",
    });
  });
};

const resend = (user: UserRow, at: number): PlannedRow => ({
  ...generatedRow(at + 1, user.email),
  action: "resend",
  reasons: [],
  access: {
    kind: "resend",
    user: {
      email: user.email,
      action: "create",
      type: user.type,
      ...(user.firstName === "" ? {} : { firstName: user.firstName }),
      ...(user.lastName === "" ? {} : { lastName: user.lastName }),
      hasPassword: false,
      profile: {},
    },
  },
  seen: seenOf(user),
});

const pendingRows = (
  users: readonly UserRow[],
  request: Extract<AccountRequest, { kind: "resend" | "cancel" }>,
  now: number,
): PlannedRow[] => {
  const pending = users.filter(({ status }) => status === "pending");
  const chosen = chosenPending(pending, request, now);
  if (request.kind === "resend") return chosen.map(resend);
  return chosen.map((user, at) => ({
    ...generatedRow(at + 1, user.email),
    action: "cancel",
    reasons: [],
    access: { kind: "cancel" },
    seen: seenOf(user),
  }));
};

/** Plans a change of people whom the account itself names: idle licences, open invitations. */
export const accountPlan = async (
  account: RosterAccount,
  request: AccountRequest,
  { options, now }: { readonly options: PlanOptions; readonly now: number },
): Promise<RosterPlan> => {
  const users = await readAccountUsers(account.client, new Map());
  const all = [...users.byEmail.values()];
  const accountNow = now + account.client.clockOffsetMs();
  const rows =
    request.kind === "reclaim"
      ? reclaimRows(all, request.idleDays, options, accountNow)
      : pendingRows(all, request, accountNow);
  // Each resending is a run of its own: an unfinished one knows who has lost the old invitation and not got the new one.
  const stamp = new Date(now).toISOString().slice(0, 19);
  const name =
    request.kind === "reclaim"
      ? `licences idle for ${request.idleDays} days`
      : `${request.kind} invitations${request.kind === "resend" ? ` of ${stamp}` : ""}`;
  // Invitations that were named one by one are meant.
  const isNamed = request.kind !== "reclaim" && request.emails !== undefined;
  const limits = isNamed ? { maxRemovals: rows.length, maxRemovalsPercent: 100, ...options } : options;
  return finishPlan({ account, users, source: generatedSource(name, rows), rows, limits, now });
};
