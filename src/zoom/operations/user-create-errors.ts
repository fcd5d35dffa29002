import { rateErrors } from "../limits.ts";
import type { ErrorTemplate } from "../operation.ts";
import { documented, inferred, seed, type Source, wire } from "../source.ts";
import { bearerErrors } from "../token.ts";
import { envelopeErrors } from "../envelope.ts";

const oas = documented("OAS-U");
const bad = (code: number, message: string, trigger: string, source: Source = oas): ErrorTemplate => ({
  status: 400,
  code,
  message,
  trigger,
  source,
});

const atSeats =
  'your account has reached the permitted maximum number of "{max}" paying users. Please purchase additional licenses or contact the Zoom support team to provision additional users in your account.';

/** Every error of POST /users that the sources name (section 4.5 of the fact sheet). */
export const userCreateErrors = {
  validation: envelopeErrors.validation,
  notJson: envelopeErrors.notJson,
  contentType: envelopeErrors.contentType,
  password: bad(300, "Invalid parameter: password", "autoCreate without a password, or one that breaks the rules"),
  onPrem: bad(300, "Your account can't set user type as On-prem.", "type 3"),
  nameWord: bad(
    300,
    "Your request could not be completed because the name contains an invalid word: `{name}`.",
    "a word on the account's list of refused words",
  ),
  unitedPlan: bad(
    300,
    "The value provided for `plan_united_type` parameter is invalid. Try again with a valid value.",
    "plan_united_type is not one of the known codes",
  ),
  subscription: bad(
    300,
    'The subscription "{subscriptionId}" you entered does not exist. Please choose a different subscription and try again.',
    "license_info_list names a subscription the account does not have",
  ),
  noPrivilege: bad(200, "No privilege.", "autoCreate without a managed domain; custCreate without an ISV agreement"),
  noPermission: bad(200, "No permission.", "the plan does not allow creating users by API"),
  permission: bearerErrors.permission,
  callQueue: bad(
    1000,
    "The user cannot be changed because they are a Call-queue manager or Auto-receptionist operator.",
    "the address belongs to such a user of another account",
  ),
  activeElsewhere: bad(
    1009,
    "The user {email} already holds an active account.",
    "the address has a paid account elsewhere; for custCreate any Zoom account",
  ),
  domainBlocked: bad(1107, "Email domain is blocked.", "a domain on the account's own block list"),
  domainBlockedByZoom: bad(
    11321,
    "Email domain is blocked by Zoom Trust & Safety.",
    "a domain that Zoom itself blocks",
  ),
  domainNotAllowed: bad(
    1116,
    "Email address {email} doesn't match limited domains: {domains}",
    "the account restricts users to some domains",
  ),
  typeRequirements: bad(
    1108,
    "Permission requirements to change the user type of this user were not met.",
    "the acting user may not assign licences",
  ),
  ssoOff: bad(
    2002,
    "SSO has not been enabled for this account. Contact the Zoom support team to enable this option.",
    "ssoCreate on an account without SSO",
  ),
  ssoPreProvisionOff: bad(
    2032,
    "The ssoCreate option is only available for SSO Partners that have enabled the pre-provision option. Contact the Zoom Support team to learn more.",
    "ssoCreate on an account with SSO but without pre-provisioning",
  ),
  noPermissionSupport: bad(
    2016,
    "No permission. Please contact Zoom Customer Support.",
    "as noPrivilege; which of the two an account gives is unknown",
  ),
  basicLimit: bad(
    2033,
    "Your request to add a basic user wasn't approved because you've already reached the maximum basic user limit allowed in your account. For additional help regarding this issue, contact the Zoom Customer Support team.",
    "Basic seats are used up (accounts with the hard cap)",
  ),
  licenceLimit: bad(
    2034,
    "Your request to add a new {type} user could not be approved at this time because your account has reached the permitted maximum number of {max} users. Please purchase additional licenses or contact the Zoom support team to provision additional users in your account.",
    "licences are used up (older accounts)",
  ),
  seatsBasic: bad(
    3412,
    "Your request to add a basic user couldn't be approved at this time because your account has reached the permitted maximum number of {max} basic users. Please remove existing basic user(s) from your Users list or the Pending Users list before attempting to add another user.",
    "Basic seats are used up; pending users count",
  ),
  seatsPaying: bad(
    3412,
    `Your request to add a new "{type}" user couldn't be approved at this time because ${atSeats}`,
    "licences are used up; pending users count",
  ),
  seatsSubscription: bad(
    3412,
    'Your request to add a new "{type}" user could not be approved at this time because the subscription {subscriptionId} has reached the permitted maximum number of "{max}" paying users. Please choose a different subscription and try again.',
    "the named subscription's licences are used up",
  ),
  workplaceSeats: bad(
    2038,
    "Your request to add a new Zoom One user could not be approved at this time because your account has reached the permitted maximum number. Please purchase additional licenses or contact the Zoom support team to provision additional users in your account.",
    "Zoom Workplace licences are used up",
  ),
  workplaceSubscription: bad(
    2038,
    'Your request to add a new Zoom One user could not be approved at this time because the subscription "{subscriptionId}" doesn’t have enough licenses available to assign. Please choose a different subscription and try again.',
    "the named subscription has no free Zoom Workplace licence",
  ),
  gpaAccount: bad(2035, "GPA accounts cannot add users.", "the account is a GPA account"),
  gpaOwner: bad(2036, "Other accounts cannot invite GPA account owners.", "the address owns a GPA account"),
  forceForbidden: bad(2037, "Force forbidden user can not be invited.", "the address is barred by Zoom"),
  group: {
    status: 404,
    code: 4130,
    message: "Group does not exist: {groupId}.",
    trigger: "nothing: groups cannot be given at creation",
    source: oas,
    leftover: true,
  },
  phoneLicence: {
    status: 404,
    code: 1102,
    message: "You cannot enable the Zoom Phone feature because you do not have any available licenses.",
    trigger: "feature.zoom_phone without a free Zoom Phone licence",
    source: oas,
  },
  emailUsed: {
    status: 409,
    code: 1005,
    message: 'Email "{email}" has already been used.',
    trigger: "a user of this account has the address, or it is claimed elsewhere and cannot be seen",
    source: wire("PSZoom#29; text documented"),
  },
  emailUsedOlder: {
    status: 409,
    code: 1005,
    message: "Email {email} has already been used.",
    trigger: "the same, in the words of older documents",
    source: seed("seeds 000-002"),
  },
  invites: {
    status: 429,
    code: 429,
    message:
      "You have exceeded the daily rate limit ({limit}) of user invite requests permitted for this account. You may resume these requests at GMT 00:00:00.",
    trigger: "the day's invitations are used up (action create)",
    source: seed("seeds 000-002; the code by analogy with DF-18928"),
  },
  perSecond: rateErrors.perSecond,
  daily: rateErrors.daily,
  noPermissionOlder: {
    status: 400,
    code: 200,
    message: "No permission, please contact Zoom customer support.",
    trigger: "the same as noPermission, in the words of older documents",
    source: inferred("seeds 000-002"),
  },
} as const satisfies Record<string, ErrorTemplate>;
