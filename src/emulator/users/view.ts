import { exactJson } from "#base";
import { loginTypes, roles } from "#zoom";

import type { Account, User } from "../records.ts";

const twoDigits: readonly string[] = Array.from({ length: 60 }, (_unused, number) => String(number).padStart(2, "0"));
let dayNumber = Number.NaN;
let dayText = "";

/** How Zoom writes the time of day. Only the day's part is left to `Date`: a tenth of the cost of a whole ISO string. */
export const timeText = (ms: number): string => {
  const second = Math.floor(ms / 1000);
  const day = Math.floor(second / 86_400);
  if (day !== dayNumber) {
    dayText = new Date(day * 86_400_000).toISOString().slice(0, -"00:00:00.000Z".length);
    dayNumber = day;
  }
  const rest = second - day * 86_400;
  const hour = Math.floor(rest / 3600);
  const minute = Math.floor(rest / 60) % 60;
  return `${dayText}${twoDigits[hour]}:${twoDigits[minute]}:${twoDigits[rest % 60]}Z`;
};

const loginTypesOf = (user: User): readonly number[] => {
  if (user.status === "pending") return [];
  if (user.action === "custCreate") return [loginTypes.apiUser];
  return user.action === "ssoCreate" ? [loginTypes.sso] : [loginTypes.workEmail];
};

/** The name shown: one of its own, or made of first and last name. */
export const displayName = (user: User): string =>
  user.profile?.display_name ?? `${user.firstName} ${user.lastName}`.trim();

const meetingUrl = (user: User): string =>
  `https://us05web.zoom.us/j/${user.pmi}?pwd=${user.id}${user.id.slice(0, 8)}.1`;

/** Where pictures are served from; below it the address names account, user and picture. */
export const picturePath = "/p/v2/";

/** Where a user's picture is; undefined when there is none. */
export const pictureUrl = ({ account, id, profile }: User, origin: string): string | undefined =>
  profile?.picture === undefined
    ? undefined
    : `${origin}${picturePath}${Buffer.from(JSON.stringify([account, id, profile.picture])).toString("base64url")}`;

/** JSON leaves out what is undefined; so do these views: keys that Zoom shows only when they are set. */
type View = Record<string, unknown>;

const licences = ({ profile }: User): View =>
  profile === null
    ? {}
    : {
        plan_united_type: profile.plan_united_type,
        license_info_list: profile.license_info_list,
        division_ids: profile.division_ids,
      };

/** A row of GET /users. Pending rows have no id. */
export const rowView = (user: User, include: string | null, origin: string): View => {
  const pending = user.status === "pending";
  const { profile } = user;
  const created = timeText(user.createdAt);
  return {
    id: pending ? undefined : user.id,
    first_name: user.firstName,
    last_name: user.lastName,
    display_name: displayName(user),
    email: user.email,
    type: user.type,
    pmi: pending ? undefined : user.pmi,
    timezone: pending ? undefined : (profile?.timezone ?? ""),
    verified: pending ? 0 : 1,
    dept: profile?.dept ?? "",
    created_at: created,
    user_created_at: pending ? undefined : created,
    last_login_time: user.lastLoginAt === null ? undefined : timeText(user.lastLoginAt),
    language: pending ? undefined : (profile?.language ?? "en-US"),
    status: user.status,
    role_id: user.roleId,
    group_ids: profile?.group_ids,
    pic_url: pictureUrl(user, origin),
    employee_unique_id: profile?.employee_unique_id,
    ...licences(user),
    custom_attributes: include === "custom_attributes" ? (profile?.custom_attributes ?? []) : undefined,
    host_key: include === "host_key" ? profile?.host_key : undefined,
  };
};

/** Keys of GET /users/{userId} that appear only when they are set, and those that are empty until then. */
const profileView = ({ profile }: User, { settings }: Account): View => ({
  phone_country: profile?.phone_country ?? "",
  phone_number: profile?.phone_number ?? "",
  job_title: profile?.job_title ?? "",
  cost_center: profile?.cost_center ?? "",
  location: profile?.location ?? "",
  cms_user_id: profile?.cms_user_id ?? "",
  ...(profile === null
    ? {}
    : {
        company: profile.company,
        manager: profile.manager,
        phone_numbers: profile.phone_numbers,
        pronouns: profile.pronouns,
        pronouns_option: profile.pronouns_option,
        custom_attributes: profile.custom_attributes,
        employee_unique_id: profile.employee_unique_id,
        vanity_url:
          profile.vanity_name === undefined
            ? undefined
            : `https://${settings.vanityUrl ?? "acme"}.zoom.us/my/${profile.vanity_name}`,
        zoom_one_type: profile.zoom_one_type,
      }),
});

/** What JSON writes differently from the text itself. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for; \p{Cc} is slow, and wider than JSON's rule
const special = /["\\\0-\x1f\ud800-\udfff]/;

/**
 * What fullText gives for a user without a profile, as most are, at half its cost: GET is called more than anything else.
 * view.test.ts holds the two together.
 */
const plainText = (user: User, account: Account, created: string, roleName: string): string =>
  `{"id":"${user.id}","first_name":"${user.firstName}","last_name":"${user.lastName}","display_name":"${displayName(user)}",` +
  `"email":"${user.email}","type":${user.type},"role_name":"${roleName}","pmi":${user.pmi},` +
  `"use_pmi":false,"personal_meeting_url":"${meetingUrl(user)}","timezone":"","verified":${user.status === "pending" ? 0 : 1},` +
  `"dept":"","created_at":"${created}",` +
  (user.lastLoginAt === null ? "" : `"last_login_time":"${timeText(user.lastLoginAt)}",`) +
  `"phone_country":"","phone_number":"","job_title":"","cost_center":"","location":"","cms_user_id":"",` +
  `"jid":"${user.id.toLowerCase()}@xmpp.zoom.us","group_ids":[],"im_group_ids":[],"account_id":"${account.id}",` +
  `"language":"en-US","status":"${user.status}","login_types":[${loginTypesOf(user).join(",")}],"role_id":"${user.roleId}",` +
  `"cluster":"us05","user_created_at":"${user.status === "pending" ? timeText(user.createdAt) : created}"}`;

/**
 * The answer of GET /users/{userId} as JSON text.
 * A pending user's created_at is the time of the call.
 * @source DF-98314 (wire) for pending users; the full body of a free account, November 2025 (wire).
 */
export const userText = (
  user: User,
  account: Account,
  now: number,
  roleName: string = roles.member.name,
  origin = "",
): string => {
  const created = timeText(user.status === "pending" ? now : user.createdAt);
  const isPlain =
    user.profile === null &&
    !isNameless(user, account) &&
    !special.test(`${user.firstName} ${user.lastName} ${user.email} ${user.id} ${account.id} ${roleName}`);
  return isPlain ? plainText(user, account, created, roleName) : fullText(user, account, created, roleName, origin);
};

/** A pending user whose id nobody is told; see switch `pendingId`. */
const isNameless = ({ status }: User, { switches }: Account): boolean =>
  status === "pending" && switches.pendingId === "nowhere";

const fullText = (user: User, account: Account, created: string, roleName: string, origin: string): string => {
  const view: View = {
    id: isNameless(user, account) ? undefined : user.id,
    first_name: user.firstName,
    last_name: user.lastName,
    display_name: displayName(user),
    email: user.email,
    type: user.type,
    role_name: roleName,
    pmi: user.pmi,
    use_pmi: user.profile?.use_pmi ?? false,
    personal_meeting_url: meetingUrl(user),
    timezone: user.profile?.timezone ?? "",
    verified: user.status === "pending" ? 0 : 1,
    dept: user.profile?.dept ?? "",
    created_at: created,
    last_login_time: user.lastLoginAt === null ? undefined : timeText(user.lastLoginAt),
    pic_url: pictureUrl(user, origin),
    ...profileView(user, account),
    jid: `${user.id.toLowerCase()}@xmpp.zoom.us`,
    group_ids: user.profile?.group_ids ?? [],
    im_group_ids: [],
    account_id: account.id,
    language: user.profile?.language ?? "en-US",
    status: user.status,
    login_types: loginTypesOf(user),
    role_id: user.roleId,
    cluster: "us05",
    user_created_at: timeText(user.createdAt),
    ...licences(user),
  };
  return exactJson.stringify(view);
};
