import { type CreateAction, createActions, invitesPerDay, type MailKind, userCreate } from "#zoom";

import { ok, type Outcome, refusal } from "../answer.ts";
import { elsewhereOf } from "../elsewhere.ts";
import { knownDivision } from "../divisions/find.ts";
import type { Call, Handler } from "../handlers.ts";
import { rateHeaders } from "../limits/headers.ts";
import { sendMail } from "../inbox/send.ts";
import { invitesPool, nextReset, usedToday, useToday } from "../limits/windows.ts";
import { booleanOf, codeOf, licencesOf, numberOf, objectOf, stringOf } from "../read.ts";
import type { Account, Profile, User, UserStatus } from "../records.ts";
import { userCreated } from "../webhooks/events.ts";
import { checkCreate } from "./create-rules.ts";
import { setFirstPassword } from "./credentials.ts";
import { firstLink } from "./personal-links.ts";

const { errors } = userCreate;

/** What a caller asks for, read off a checked body. */
export interface NewUser {
  readonly action: CreateAction;
  readonly email: string;
  readonly type: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly password: string | undefined;
  readonly profile: Profile | null;
}

const readProfile = (call: Call, info: Readonly<Record<string, unknown>>): Profile | null => {
  const feature = objectOf(info["feature"]);
  const profile: Profile = {};
  const displayName = stringOf(info["display_name"]);
  const division = knownDivision(call, info["division_ids"]);
  const phone = booleanOf(feature["zoom_phone"]);
  const workplace = codeOf(feature["zoom_one_type"]);
  const united = stringOf(info["plan_united_type"]);
  const licences = licencesOf(info["license_info_list"]);
  if (displayName !== undefined) profile.display_name = displayName;
  if (division !== undefined) profile.division_ids = division;
  if (phone !== undefined) profile.zoom_phone = phone;
  if (workplace !== undefined) profile.zoom_one_type = workplace;
  if (united !== undefined) profile.plan_united_type = united;
  if (licences !== undefined) profile.license_info_list = licences;
  return Object.keys(profile).length === 0 ? null : profile;
};

const readNewUser = (call: Call): NewUser => {
  const info = objectOf(call.body["user_info"]);
  const action = stringOf(call.body["action"]);
  return {
    action: createActions.find((known) => known === action) ?? "create",
    email: stringOf(info["email"]) ?? "",
    type: numberOf(info["type"]) ?? 1,
    firstName: stringOf(info["first_name"]) ?? "",
    lastName: stringOf(info["last_name"]) ?? "",
    password: stringOf(info["password"]),
    profile: readProfile(call, info),
  };
};

/** Headers of a `create`: the day's quota, not the label's limit. @source PSZoom#96 (wire): Limit 10000, Remaining 9983. */
const quotaHeaders = ({ tenant }: Call, limit: number, used: number): string[] =>
  rateHeaders(tenant, userCreate.label, "Daily-limit", limit, limit - used);

const outOfInvites = (call: Call, limit: number): Outcome => ({
  ...refusal(
    errors.invites,
    { limit },
    `The account's ${limit} invitations of today are used up. They come back at 00:00 GMT: move the clock with PUT /_rollcall/clock {"to":"midnight"}.`,
  ),
  headers: [...quotaHeaders(call, limit, limit), "Retry-After", nextReset(call.now)],
});

/**
 * The state a new user comes out in.
 * @source section 4.3 of the fact sheet: ssoCreate is pending when the address has an account elsewhere or its domain
 * is not the account's (DF-69260, wire); `create` is active on some accounts since May 2026 (DF-143729, wire).
 */
const stateAfter = (call: Call, wanted: NewUser): UserStatus => {
  const { account } = call.tenant;
  const domain = wanted.email.slice(wanted.email.lastIndexOf("@") + 1).toLowerCase();
  const known = elsewhereOf(account, wanted.email) !== undefined;
  switch (wanted.action) {
    case "create":
      return account.switches.createOutcome === "active" && !known ? "active" : "pending";
    case "ssoCreate": {
      if (account.switches.ssoOutcome === "active") return "active";
      const { managedDomains } = account.settings;
      const ownDomain = managedDomains.length === 0 || managedDomains.includes(domain);
      return known || !ownDomain ? "pending" : "active";
    }
    case "autoCreate":
    case "custCreate":
      return "active";
  }
};

/** A link that was asked for and belongs to somebody else is not among them. */
const withLink = (profile: Profile | null, link: string | undefined): Profile | null => {
  if (link !== undefined) return { ...profile, vanity_name: link };
  if (profile?.vanity_name === undefined) return profile;
  const { vanity_name: _taken, ...rest } = profile;
  return rest;
};

/** Puts a new user into the account in the state given; nobody is told. */
export const addUser = (call: Call, wanted: NewUser, status: UserStatus): User => {
  const { world, tenant, now } = call;
  const { account } = tenant;
  const asked = wanted.profile?.vanity_name ?? "";
  const isFree = asked !== "" && tenant.links.holder(asked) === undefined;
  const link = isFree ? asked : firstLink(tenant.links, world.identifiers, wanted);
  const user: User = {
    seq: account.nextSeq,
    account: account.id,
    id: world.identifiers.id(),
    email: wanted.email,
    firstName: wanted.firstName,
    lastName: wanted.lastName,
    type: wanted.type,
    status,
    action: wanted.action,
    roleId: "2",
    pmi: world.identifiers.pmi(),
    createdAt: now,
    invitedAt: now,
    lastLoginAt: null,
    profile: withLink(wanted.profile, link),
  };
  account.nextSeq += 1;
  // Whoever else has the address has been refused: only an invitation that ran out can be in the way.
  const expired = tenant.users.count("expired") === 0 ? undefined : tenant.users.byEmail(user.email);
  if (expired !== undefined) world.removeUser(tenant, expired);
  world.addUser(tenant, user);
  return user;
};

const created = (call: Call, user: User, headers: readonly string[] | undefined): Outcome => {
  const body = JSON.stringify({
    id: user.id,
    first_name: user.firstName,
    last_name: user.lastName,
    email: user.email,
    type: user.type,
  });
  if (call.tenant.account.switches.contentLocation === "off") return ok(201, body, headers);
  return ok(201, body, [...(headers ?? []), "Content-Location", `${call.world.origin}/v2/users/${user.id}`]);
};

/** A second invitation for an address that is still pending, where the account's switch allows it. */
const resend = (call: Call, wanted: NewUser): User | undefined => {
  const { world, tenant, now } = call;
  if (wanted.action !== "create" || tenant.account.switches.repostPending !== "resend") return undefined;
  const user = tenant.users.byEmail(wanted.email);
  if (user?.status !== "pending") return undefined;
  world.changeUser(tenant, user, () => tenant.users.renew(user, now));
  return user;
};

/** Who has a Free account elsewhere is asked to join with it; to a user of an identity provider it is an activation. */
const invitationFor = (account: Account, { action, email }: User): MailKind =>
  action === "create" && elsewhereOf(account, email) === "free" ? "join" : "activation";

/** POST /users: the four actions, their refusals in a fixed order, their mails and quotas. */
export const createUser: Handler = (call) => {
  const { world, tenant, now } = call;
  const { account } = tenant;
  const wanted = readNewUser(call);
  const countsInvites = wanted.action === "create" && account.switches.limits === "on";
  const limit = invitesPerDay[account.settings.plan];
  if (countsInvites && usedToday(account, invitesPool, now) >= limit) return outOfInvites(call, limit);
  const again = resend(call, wanted);
  const refused = again === undefined ? checkCreate(call, wanted) : undefined;
  if (countsInvites && (refused === undefined || account.switches.burn === "all")) {
    useToday(account, invitesPool, now);
    world.keep("account", account.id, account);
  }
  const headers = countsInvites ? quotaHeaders(call, limit, usedToday(account, invitesPool, now)) : undefined;
  if (refused !== undefined) return headers === undefined ? refused : { ...refused, headers };
  const user = again ?? addUser(call, wanted, stateAfter(call, wanted));
  if (wanted.action === "autoCreate") setFirstPassword(tenant, user, wanted.password ?? "");
  if (user.status === "pending" || wanted.action === "create") sendMail(world, user, invitationFor(account, user), now);
  if (again === undefined) userCreated(world, tenant, user);
  return created(call, user, headers);
};
