import { emailKey } from "../directory.ts";
import { joinChosenGroup } from "../groups/membership.ts";
import { setPassword } from "../users/credentials.ts";
import { signIn } from "../users/presence.ts";
import { isPasswordAllowed } from "../users/password.ts";
import { membersChanged } from "../webhooks/group-events.ts";
import { invitationAccepted } from "../webhooks/events.ts";
import type { World } from "../world.ts";
import { isInvitation } from "./render.ts";

export interface Activation {
  readonly status: number;
  readonly message: string;
  readonly user?: { readonly email: string; readonly status: string; readonly id: string };
}

/** What the page says before a password is chosen. */
export const invitationOf = (world: World, code: string): Activation => {
  const mail = world.mails.byId(code);
  const tenant = mail === undefined ? undefined : world.tenants.get(mail.account);
  if (mail === undefined || !isInvitation(mail) || tenant === undefined)
    return { status: 404, message: "This link is not known. The mail may have been deleted." };
  world.expireInvitations(tenant);
  const user = tenant.users.byId(mail.userId);
  if (user === undefined) return { status: 410, message: "The invitation was withdrawn." };
  if (user.status === "expired")
    return { status: 410, message: "The invitation has expired: it was valid for 30 days." };
  return {
    status: 200,
    message: user.status === "pending" ? "" : `This user is ${user.status} already.`,
    user: { email: user.email, status: user.status, id: user.id },
  };
};

/** Uses an invitation: the pending user becomes active. A second use changes nothing. */
export const activate = (world: World, code: string, password: string): Activation => {
  const invitation = invitationOf(world, code);
  if (invitation.user === undefined || invitation.user.status !== "pending") return invitation;
  const tenant = world.tenants.get(world.mails.byId(code)?.account ?? "");
  const user = tenant?.users.byId(invitation.user.id);
  if (tenant === undefined || user === undefined) return invitation;
  if (!isPasswordAllowed(password, tenant.account.settings.password))
    return {
      status: 400,
      message: "Choose a password of 8 to 32 characters with a digit, upper and lower case, and no single run.",
    };
  const now = world.now();
  const chosen = tenant.groups.byId(user.profile?.group_id ?? "");
  world.changeUser(tenant, user, () => {
    tenant.users.setStatus(user, "active");
    joinChosenGroup(tenant, user);
    user.invitedAt = now;
    user.createdAt = now;
    user.lastLoginAt = now;
  });
  setPassword(tenant, user, password);
  signIn(tenant, user);
  // Who had an account elsewhere has left it.
  delete tenant.account.elsewhere[emailKey(user.email)];
  world.keep("account", tenant.account.id, tenant.account);
  world.actor = undefined;
  invitationAccepted(world, tenant, user);
  if (chosen !== undefined) membersChanged(world, tenant, chosen, "group.member_added", [user]);
  return { status: 200, message: "The user is active.", user: { email: user.email, status: "active", id: user.id } };
};

/** Says no to an invitation to join: the user is pending no more, and nothing else changes. */
export const decline = (world: World, code: string): Activation => {
  const invitation = invitationOf(world, code);
  const mail = world.mails.byId(code);
  if (mail?.kind === "activation")
    return { status: 404, message: "Only an invitation to join can be declined: this mail came with a new account." };
  if (invitation.user === undefined || mail === undefined) return invitation;
  if (invitation.user.status !== "pending") return { ...invitation, status: 409 };
  const tenant = world.tenants.get(mail.account);
  const user = tenant?.users.byId(mail.userId);
  if (tenant === undefined || user === undefined) return invitation;
  world.removeUser(tenant, user);
  return {
    status: 200,
    message: "The invitation was declined.",
    user: { email: user.email, status: "declined", id: user.id },
  };
};
