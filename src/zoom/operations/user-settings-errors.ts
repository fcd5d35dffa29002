import { envelopeErrors } from "../envelope.ts";
import type { ErrorTemplate } from "../operation.ts";
import { documented, inferred, type Source, wire } from "../source.ts";
import { userErrors } from "./shared.ts";

const oas = documented("OAS-U");
const trigger = inferred("the trigger; text OAS-U");
const bad = (code: number, message: string, when: string, source: Source = oas): ErrorTemplate => ({
  status: 400,
  code,
  message,
  trigger: when,
  source,
});

/** What reading and changing a user's settings have in common. */
export const userSettingsErrors = {
  ...userErrors,
  pending: bad(
    1000,
    "You can not access settings of users that are still in pending state.",
    "the invitation has not been accepted",
    wire("moodle-mod_zoom#131"),
  ),
} as const satisfies Record<string, ErrorTemplate>;

const addOn = (what: string, when = `the account's add-ons allow no more users with ${what}`): ErrorTemplate =>
  bad(200, `You can add max {max} ${what} users.`, when);

const perUser = {
  largeUnlicensed: bad(
    1108,
    "Only Licensed or On-prem users can enable the large meeting feature.",
    "large_meeting for a user of another type",
  ),
  webinarUnlicensed: bad(
    1122,
    "Webinar feature can only be enabled for Licensed or On-prem users.",
    "webinar for a user of another type",
  ),
  webinarHasEvents: bad(
    1204,
    "You can't enable the Webinar feature because you already have the Zoom Events feature.",
    "webinar for a user with zoom_events",
  ),
  eventsHasWebinar: bad(
    1205,
    "You can't enable the Zoom Events feature because you already have the Webinar feature.",
    "zoom_events for a user with webinar",
  ),
  eventsUnlicensed: bad(
    1206,
    "You can only enable the Zoom Events feature for Licensed or On-prem users.",
    "zoom_events for a user of another type",
  ),
  concurrentUnlicensed: bad(
    1207,
    'You can only enable the "Concurrent Meeting" feature for Licensed users or On-prem users.',
    "concurrent_meeting for a user of another type",
  ),
  unlimitedUnlicensed: bad(
    300,
    "You can only enable Zoom Events Unlimited/Zoom Sessions Unlimited feature for Licensed or On-prem users.",
    "zoom_events_unlimited or zoom_sessions_unlimited for a user of another type",
  ),
  perAttendeeUnlicensed: bad(
    300,
    "You can only enable Zoom Events Pay Per Attendee/Zoom Sessions Pay Per Attendee feature for Licensed or On-prem users.",
    "zoom_events_pay_per_attendee or zoom_sessions_pay_per_attendee for a user of another type",
  ),
  iqOnPrem: bad(
    1234,
    'You cannot enable the "Zoom IQ for Sales" for an On-Prem user.',
    "zoom_iq_for_sales for a user of type 3",
  ),
  iqRoom: {
    ...bad(1233, 'You cannot enable the "Zoom IQ for Sales" for that Zoom Rooms user.', "nothing: no Zoom Rooms here"),
    leftover: true,
  },
  whiteboardRoom: {
    ...bad(1233, 'You cannot enable the "Zoom Whiteboard" for that Zoom Rooms user.', "nothing: no Zoom Rooms here"),
    leftover: true,
  },
} as const satisfies Record<string, ErrorTemplate>;

const together = {
  managedKey: bad(
    300,
    "You cannot assign a Zoom Customer Managed Key license for a single user.",
    "zoom_customer_managed_key",
  ),
  whiteboardBoth: bad(
    1242,
    'You cannot set "Zoom Whiteboard" and "Zoom Whiteboard Plus" at the same time.',
    "zoom_whiteboard and zoom_whiteboard_plus",
  ),
  eventsAndUnlimited: bad(
    300,
    "You can't enable Zoom Events and Zoom Events Unlimited feature for a user at the same time for a user.",
    "zoom_events and zoom_events_unlimited",
  ),
  eventsExclusive: bad(
    300,
    "You can't enable Zoom Events/Zoom Events Unlimited/Zoom Sessions Unlimited feature for a user at the same time for a user.",
    "zoom_sessions_unlimited beside zoom_events or zoom_events_unlimited",
    trigger,
  ),
  eventsAndWebinar: bad(
    300,
    "You can't enable Zoom Events/Zoom Events Unlimited/Zoom Sessions Unlimited feature and Webinar feature at the same time.",
    "webinar beside one of the three, where neither 1204 nor 1205 says it",
    trigger,
  ),
  perAttendeeBoth: bad(
    300,
    "You can't enable Zoom Events Pay Per Attendee and Zoom Sessions Pay Per Attendee feature for a user at the same time for a user.",
    "zoom_events_pay_per_attendee and zoom_sessions_pay_per_attendee",
  ),
  unlimitedDowngrade: bad(
    300,
    "You can't downgrade Zoom Events Unlimited plan to Zoom Sessions Unlimited plan.",
    "zoom_sessions_unlimited in place of zoom_events_unlimited",
  ),
} as const satisfies Record<string, ErrorTemplate>;

const upcoming = {
  eventsDowngrade: bad(
    300,
    'You cannot downgrade the Zoom Events feature to "{capacity}" capacity because there is an upcoming Zoom Events scheduled with "{max}" capacity.',
    "zoom_events_capacity below that of the user's upcoming event",
  ),
  eventsDowngradePlan: bad(
    300,
    'You can\'t downgrade the Zoom Events to "{capacity}" capacity because there is an upcoming Zoom Events scheduled with "{max}" capacity.',
    "a Zoom Events licence in license_info_list below the capacity of the user's upcoming event",
    trigger,
  ),
  eventsRemove: bad(
    300,
    "You cannot remove the Zoom Events feature for this user because the user has an upcoming Zoom Events scheduled.",
    "zoom_events is taken from a user with an upcoming event",
  ),
  eventsRemovePlan: bad(
    300,
    "You can't remove the Zoom Events/Zoom Events SAAS/Zoom Events Consumption feature for this user because the user has an upcoming Zoom Events scheduled.",
    "a Zoom Events licence is taken off license_info_list of a user with an upcoming event",
    trigger,
  ),
  eventsRemoveAll: bad(
    300,
    "You can't remove all Zoom Events features for this user because the user has an upcoming Zoom Events scheduled.",
    "the last of the other events features is taken from a user with an upcoming event",
    trigger,
  ),
} as const satisfies Record<string, ErrorTemplate>;

const limits = {
  notPaid: bad(200, "You can't add paid users.", "a paid feature on a Free account", trigger),
  paidLimit: bad(
    200,
    "You can add max {max} paid users.",
    "a paid feature while the account has more Licensed users than seats",
    trigger,
  ),
  freeLimit: bad(
    200,
    "You can add max {max} free users.",
    "a paid feature for a Basic user while the account has more of them than seats",
    trigger,
  ),
  webinar100: addOn("Webinar 100"),
  webinar500: addOn("Webinar 500"),
  webinar1000: addOn("Webinar 1000"),
  webinar3000: addOn("Webinar 3000"),
  webinar5000: addOn("Webinar 5000"),
  webinar10000: addOn("Webinar 10000"),
  large100: addOn("Large 100"),
  large200: addOn("Large 200"),
  large300: addOn("Large 300"),
  large500: addOn("Large 500"),
  large1000: addOn("Large 1000"),
  concurrentBasicNone: bad(
    1208,
    'You can\'t enable the "Concurrent Meeting Basic" feature.',
    "the account's add-ons have none",
    trigger,
  ),
  concurrentBasicLimit: bad(
    1209,
    'You can add a maximum of {max} "Concurrent Meeting Basic" users.',
    "the account's add-ons allow no more",
  ),
  concurrentPlusNone: bad(
    1210,
    'You can\'t enable the "Concurrent Meeting Plus" feature.',
    "the account's add-ons have none",
    trigger,
  ),
  concurrentPlusLimit: bad(
    1211,
    'You can add a maximum of {max} "Concurrent Meeting Plus" users.',
    "the account's add-ons allow no more",
  ),
  iqLimit: bad(
    1228,
    'Unable to assign "Zoom IQ for Sales" license because you have reached the limit of licensed users allowed on this account or this account does not have the "Zoom IQ for Sales" plan.',
    "the account's add-ons allow no more",
  ),
  whiteboardLimit: bad(
    1228,
    'Unable to assign "Zoom Whiteboard" license because you have reached the limit of licensed users allowed on this account or this account does not have the "Zoom Whiteboard" plan.',
    "the account's add-ons allow no more",
  ),
  eventsUnlimitedLimit: bad(
    300,
    'You can add max "{max}" users for this Zoom Events Unlimited plan.',
    "the account's add-ons allow no more",
  ),
  sessionsUnlimitedLimit: bad(
    300,
    'You can add max "{max}" users for this Zoom Sessions Unlimited plan.',
    "the account's add-ons allow no more",
  ),
  planLimit: bad(
    300,
    'You can add max "{max}" users for this "{plan}" plan.',
    "a licence of license_info_list of which the account's add-ons allow no more",
  ),
  planUnknown: bad(
    300,
    "The events plan you want to assign does not exist.",
    "an events licence of license_info_list with a subscription that the account does not have",
    trigger,
  ),
  phoneLicence: {
    status: 404,
    code: 1102,
    message: "You cannot enable the Zoom Phone feature because you do not have any available licenses.",
    trigger: "zoom_phone without a free Zoom Phone seat",
    source: inferred("as POST /users"),
  },
} as const satisfies Record<string, ErrorTemplate>;

/** The errors of PATCH /users/{userId}/settings. */
export const userSettingsUpdateErrors = {
  ...userSettingsErrors,
  validation: envelopeErrors.validation,
  notJson: envelopeErrors.notJson,
  contentType: envelopeErrors.contentType,
  ...perUser,
  ...together,
  ...upcoming,
  ...limits,
} as const satisfies Record<string, ErrorTemplate>;
