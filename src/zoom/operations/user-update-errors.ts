import { envelopeErrors } from "../envelope.ts";
import type { ErrorTemplate } from "../operation.ts";
import { documented, inferred, type Source } from "../source.ts";
import { userErrors } from "./shared.ts";

const oas = documented("OAS-U");
const bad = (code: number, message: string, trigger: string, source: Source = oas): ErrorTemplate => ({
  status: 400,
  code,
  message,
  trigger,
  source,
});

/** The errors of PATCH /users/{userId} that account state as known today can cause. */
export const userUpdateErrors = {
  ...userErrors,
  validation: envelopeErrors.validation,
  notJson: envelopeErrors.notJson,
  contentType: envelopeErrors.contentType,
  nameWord: bad(
    300,
    "Your request could not be completed because the name contains an invalid word: {name}",
    "a word on the account's list of refused words",
  ),
  unitedPlan: bad(
    300,
    'The value provided for "plan_united_type" parameter is invalid. Try again with a valid value.',
    "plan_united_type is not one of the known codes",
  ),
  oneLicenceAtATime: bad(
    300,
    'You can\'t change the "type" or "plan_united_type" or "zoom_one_type" at the same time.',
    "more than one of the three is given",
  ),
  aboutMe: bad(
    300,
    "The `about_me` field is illegal and can't contain hyperlinks or HTML code.",
    "about_me with a link or a tag",
  ),
  linkedin: bad(
    300,
    "The `linkedin_url` field is illegal. The URL must contain `linkedin.com`.",
    "linkedin_url of another site",
  ),
  onPrem: bad(300, "Your account can't set user type as On-prem.", "type 3"),
  subscription: bad(
    300,
    'The subscription "{subscriptionId}" you entered does not exist. Please choose a different subscription and try again.',
    "license_info_list names a subscription the account does not have",
  ),
  typeRequirements: bad(
    1108,
    "Permission requirements to change the user type of this user were not met.",
    "the acting user may not assign licences",
  ),
  notPaid: bad(1109, "Host is not a paid user.", "pmi or use_pmi on a Basic user", inferred("the mapping; text OAS-U")),
  pmiUnlicensed: bad(
    200,
    'You cannot change PMI information for a "No Meetings License" user.',
    "pmi or use_pmi on a user of type 4 or 99",
  ),
  licenceLimit: bad(
    2034,
    'Your request to convert this user\'s plan type to "{type}" wasn\'t approved because your account has reached the permitted maximum number of "{max}" users. Purchase additional licenses or contact the Zoom support team to provision additional users in your account.',
    "licences are used up (older accounts)",
  ),
  basicLimit: bad(
    2033,
    'Your request to convert the user type to "Basic" was not approved because you have already reached the maximum basic user limit allowed in your account. For additional help regarding this issue, contact the Zoom Customer Support team.',
    "Basic seats are used up (accounts with the hard cap)",
  ),
  seatsBasic: bad(
    3412,
    'Your request to convert the user type of this "{type}" user to a "Basic" user was not approved at this time because your account has reached the permitted maximum number of "{max}" Basic users. Remove existing basic user(s) from your "Users" list or the "Pending Users" list before attempting to convert a user to a Basic user.',
    "Basic seats are used up",
  ),
  seatsPaying: bad(
    3412,
    'Your request to convert the user type of a "Basic" user to a "{type}" user was not approved at this time because your account has reached the permitted maximum number of "{max}" paying users. Please purchase additional licenses or remove existing paying user(s) from your "Users" list or the "Pending Users" list before attempting to convert a user to a paying user.',
    "licences are used up",
  ),
  seatsSubscription: bad(
    3412,
    'Your request to convert the user type of this basic user to a "{type}" user was not approved at this time because the subscription "{subscriptionId}" has reached the permitted maximum number of "{max}" paying users. Please choose a different subscription and try again.',
    "the named subscription's licences are used up",
  ),
  workplaceSeats: bad(
    2038,
    "Your request to convert the plan type of this user was not approved at this time because your account has reached the permitted maximum number. Please purchase additional licenses or contact the Zoom support team to provision additional users in your account.",
    "Zoom Workplace licences are used up",
  ),
  workplaceSubscription: bad(
    2038,
    'Your request to convert the plan type of this user was not approved at this time because the subscription "{subscriptionId}" doesn’t have enough licenses available to assign. Please choose a different subscription and try again.',
    "the named subscription has no free Zoom Workplace licence",
  ),
  phoneLicence: {
    status: 404,
    code: 1102,
    message: "You cannot enable the Zoom Phone feature because you do not have any available licenses.",
    trigger: "feature.zoom_phone without a free Zoom Phone licence",
    source: inferred("documented for POST /users only"),
  },
  vanityTaken: bad(
    4100,
    'User is already taken by another user from your account. Choose another "Personal Link Name".',
    "another user of the account has the personal link",
  ),
} as const satisfies Record<string, ErrorTemplate>;
