import type { UserRow } from "#client";
import { roles, userTypes } from "#zoom";

import { emailKey } from "../read/index.ts";
import type { LeaverMode, PlannedRow, Reason, Seen, Transfer } from "./plan-types.ts";

/** What a removal comes to, before it is known which row it belongs to. */
type Removed = Pick<PlannedRow, "action" | "reasons" | "access" | "seen">;

export interface RemovalPolicy {
  readonly mode: LeaverMode;
  readonly transfer?: Transfer;
  /** Addresses (as `emailKey` writes them) of owners and admins that may be touched: they were named. */
  readonly admins: ReadonlySet<string>;
  /** Was this person named, or only not found in the file? Who was named and is protected counts as failed. */
  readonly named: boolean;
}

/** The user as a plan remembers it. */
export const seenOf = (user: UserRow): Seen => ({
  ...(user.id === undefined ? {} : { id: user.id }),
  status: user.status,
  type: user.type,
  ...(user.roleId === undefined ? {} : { roleId: user.roleId }),
  ...(user.lastLoginAt === undefined ? {} : { lastLoginAt: user.lastLoginAt }),
});

/** Owner, admin, or a role of the account's own: somebody whose loss locks others out. */
export const hasRole = ({ roleId }: Pick<UserRow, "roleId">): boolean =>
  roleId !== undefined && roleId !== "" && roleId !== roles.member.id;

const isOwner = ({ roleId }: UserRow): boolean => roleId === roles.owner.id;

/**
 * Why this user may not be touched; undefined when nothing speaks against it.
 * @source PUT status: 400/200 for admins; DELETE: 400/1117 for disassociating admins (documented)
 */
const protection = (user: UserRow, { mode, admins }: RemovalPolicy): Reason | undefined => {
  if (isOwner(user))
    return { code: "owner_protected", message: "The account's Owner is never removed; transfer the ownership first." };
  if (!hasRole(user)) return undefined;
  if (!admins.has(emailKey(user.email)))
    return {
      code: "admin_protected",
      message: "Holds a role beyond Member: name the address with --admin to include it.",
    };
  if (mode === "deactivate" || mode === "disassociate")
    return {
      code: "admin_role",
      message: `Zoom refuses to ${mode} somebody with an admin role: take the role away first.`,
    };
  return undefined;
};

const nothing = (user: UserRow, reasons: readonly Reason[], code: string, message: string): Removed => ({
  action: "same",
  reasons: [...reasons, { code, message }],
  seen: seenOf(user),
});

const reclaim = (user: UserRow, reasons: readonly Reason[]): Removed => {
  if (user.status !== "active" || user.type !== userTypes.licensed.type)
    return nothing(user, reasons, "no_licence", "Holds no licence that could be taken back.");
  if (user.unitedPlan === undefined)
    return { action: "reclaim", reasons, access: { kind: "reclaim" }, seen: seenOf(user) };
  const message = "Holds a united plan, which Zoom does not let go together with the type: take it back in Zoom.";
  return { action: "blocked", reasons: [{ code: "united_plan", message }], seen: seenOf(user) };
};

/** What becomes of somebody who leaves. `why` says how it is known that they do. */
export const planRemoval = (user: UserRow, why: Reason, policy: RemovalPolicy): Removed => {
  const seen = seenOf(user);
  const { mode } = policy;
  if (mode === "report") return { action: "leave", reasons: [why], seen };
  const guarded = protection(user, policy);
  if (guarded !== undefined) return { action: policy.named ? "blocked" : "leave", reasons: [guarded], seen };
  if (user.status === "pending")
    // Pending users can only be disassociated, and there is nothing of theirs to keep.
    return mode === "reclaim"
      ? nothing(user, [why], "pending_here", "Invited, not accepted yet.")
      : { action: "cancel", reasons: [why], access: { kind: "cancel" }, seen };
  if (mode === "reclaim") return reclaim(user, [why]);
  if (mode === "deactivate")
    return user.status === "inactive"
      ? nothing(user, [why], "inactive_here", "Deactivated already.")
      : { action: "deactivate", reasons: [why], access: { kind: "deactivate" }, seen };
  const transfer = policy.transfer === undefined ? {} : { transfer: policy.transfer };
  return { action: "offboard", reasons: [why], access: { kind: "offboard", mode, ...transfer }, seen };
};
