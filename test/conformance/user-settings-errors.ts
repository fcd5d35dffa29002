import type { AccountOptions } from "#emulator";
import type { userSettings, userSettingsUpdate } from "#zoom";

import { type ErrorCase, type Errors, someone } from "./error-cases.ts";
import { broken, plain } from "./group-errors.ts";
import type { Stage } from "./hosts.ts";
import { absent } from "./user-errors.ts";

const users = [
  { email: "amy@acme.test", id: "amy", type: 2 },
  { email: "bob@acme.test", id: "bob", type: 2 },
  { email: "basic@acme.test", id: "basic", type: 1 },
  { email: "prem@acme.test", id: "prem", type: 3 },
] as const;

type Features = Readonly<Record<string, unknown>>;
type Settings = NonNullable<AccountOptions["settings"]>;

interface FeatureCase {
  readonly user?: string;
  readonly settings?: Settings;
  /** What the user has already. */
  readonly had?: Features;
  /** What bob has already. */
  readonly bob?: Features;
  readonly values?: Readonly<Record<string, string | number>>;
  readonly preset?: "free";
}

const give = (stage: Stage, user: string, feature: Features) =>
  stage.call("PATCH", `/v2/users/${user}/settings`, { json: { feature } });

/** A PATCH of features that is refused. */
const feature = (features: Features, more: FeatureCase = {}): ErrorCase => {
  const { user = "amy", had, bob, values, settings, preset } = more;
  return {
    account: { accountId: "acc", users, ...(settings && { settings }), ...(preset && { preset }) },
    ...(values && { values }),
    before: async (stage) => {
      if (bob !== undefined) await give(stage, "bob", bob);
      if (had !== undefined) await give(stage, user, had);
    },
    send: (stage) => give(stage, user, features),
  };
};

/** The account sells one of these, and bob has it. */
const full = (addOn: string, features: Features): ErrorCase =>
  feature(features, { settings: { addOns: { [addOn]: 1 } }, bob: features, values: { max: 1 } });

const webinar = (size: number): ErrorCase => full(`webinar ${size}`, { webinar: true, webinar_capacity: size });
const large = (size: number): ErrorCase => full(`large ${size}`, { large_meeting: true, large_meeting_capacity: size });

const withEvent = { upcomingEvents: { "amy@acme.test": 1000 } } as const;
const subscriptions = [{ id: "SUBREF-1", licensed: 0, workplace: 0 }] as const;
const licence = (option: number, type = "ZOOM_EVENTS_NEW_SAAS"): Features => ({
  license_info_list: [{ license_type: type, license_option: option, subscription_id: "SUBREF-1" }],
});

const pending = (method: string, json?: object): ErrorCase => ({
  before: (stage) => stage.create("create", someone),
  send: (stage) => stage.call(method, `/v2/users/${someone.email}/settings`, json === undefined ? {} : { json }),
});

const wrong = (sent: typeof broken): ErrorCase => ({
  account: { users },
  send: (stage) => stage.call("PATCH", "/v2/users/amy/settings", sent),
});

export const userSettingsErrors: Errors<typeof userSettings> = {
  ...absent("GET", "/settings"),
  pending: pending("GET"),
};

const perUser = {
  largeUnlicensed: feature({ large_meeting: true }, { user: "basic" }),
  webinarUnlicensed: feature({ webinar: true }, { user: "basic" }),
  eventsUnlicensed: feature({ zoom_events: true }, { user: "basic" }),
  unlimitedUnlicensed: feature({ zoom_sessions_unlimited: true }, { user: "basic" }),
  perAttendeeUnlicensed: feature({ zoom_events_pay_per_attendee: true }, { user: "basic" }),
  concurrentUnlicensed: feature({ concurrent_meeting: "Basic" }, { user: "basic" }),
  iqOnPrem: feature({ zoom_iq_for_sales: true }, { user: "prem" }),
} as const;

const together = {
  webinarHasEvents: feature({ webinar: true }, { had: { zoom_events: true } }),
  eventsHasWebinar: feature({ zoom_events: true }, { had: { webinar: true } }),
  eventsAndWebinar: feature({ zoom_events_unlimited: true, webinar: true }),
  eventsAndUnlimited: feature({ zoom_events: true, zoom_events_unlimited: true }),
  eventsExclusive: feature({ zoom_events: true, zoom_sessions_unlimited: true }),
  perAttendeeBoth: feature({ zoom_events_pay_per_attendee: true, zoom_sessions_pay_per_attendee: true }),
  unlimitedDowngrade: feature(
    { zoom_events_unlimited: false, zoom_sessions_unlimited: true },
    { had: { zoom_events_unlimited: true } },
  ),
  managedKey: feature({ zoom_customer_managed_key: true }),
  whiteboardBoth: feature({ zoom_whiteboard_plus: true }, { had: { zoom_whiteboard: true } }),
} as const;

const events = {
  eventsDowngrade: feature(
    { zoom_events_capacity: 500 },
    {
      had: { zoom_events: true, zoom_events_capacity: 3000 },
      settings: withEvent,
      values: { capacity: 500, max: 1000 },
    },
  ),
  eventsDowngradePlan: feature(licence(500), {
    had: licence(3000),
    settings: { ...withEvent, subscriptions },
    values: { capacity: 500, max: 1000 },
  }),
  eventsRemove: feature({ zoom_events: false }, { had: { zoom_events: true }, settings: withEvent }),
  eventsRemovePlan: feature(
    { license_info_list: [] },
    { had: licence(3000), settings: { ...withEvent, subscriptions } },
  ),
  eventsRemoveAll: feature(
    { zoom_events_unlimited: false },
    { had: { zoom_events_unlimited: true }, settings: withEvent },
  ),
} as const;

const none = (addOn: string): FeatureCase => ({ settings: { addOns: { [addOn]: 0 } } });

const limits = {
  notPaid: feature({ webinar: true }, { preset: "free" }),
  paidLimit: feature({ webinar: true }, { settings: { seats: { licensed: 1 } }, values: { max: 1 } }),
  freeLimit: feature(
    { zoom_whiteboard: true },
    { user: "basic", settings: { seats: { basic: 0 } }, values: { max: 0 } },
  ),
  webinar100: webinar(100),
  webinar500: webinar(500),
  webinar1000: webinar(1000),
  webinar3000: webinar(3000),
  webinar5000: webinar(5000),
  webinar10000: webinar(10_000),
  large100: large(100),
  large200: large(200),
  large300: large(300),
  large500: large(500),
  large1000: large(1000),
  concurrentBasicNone: feature({ concurrent_meeting: "Basic" }, none("concurrent Basic")),
  concurrentBasicLimit: full("concurrent Basic", { concurrent_meeting: "Basic" }),
  concurrentPlusNone: feature({ concurrent_meeting: "Plus" }, none("concurrent Plus")),
  concurrentPlusLimit: full("concurrent Plus", { concurrent_meeting: "Plus" }),
  iqLimit: feature({ zoom_iq_for_sales: true }, none("zoom_iq_for_sales")),
  whiteboardLimit: full("zoom_whiteboard", { zoom_whiteboard: true }),
  eventsUnlimitedLimit: full("zoom_events_unlimited", { zoom_events_unlimited: true }),
  sessionsUnlimitedLimit: full("zoom_sessions_unlimited", { zoom_sessions_unlimited: true }),
  planLimit: feature(licence(1, "ZOOM_DOCS"), {
    settings: { addOns: { ZOOM_DOCS: 1 } },
    bob: licence(1, "ZOOM_DOCS"),
    values: { max: 1, plan: "ZOOM_DOCS" },
  }),
  planUnknown: feature(licence(500)),
  phoneLicence: feature({ zoom_phone: true }),
} as const;

export const userSettingsUpdateErrors: Errors<typeof userSettingsUpdate, "iqRoom" | "whiteboardRoom"> = {
  ...absent("PATCH", "/settings", {}),
  pending: pending("PATCH", {}),
  validation: feature({ webinar: true, webinar_capacity: 499 }),
  notJson: wrong(broken),
  contentType: wrong(plain),
  ...perUser,
  ...together,
  ...events,
  ...limits,
};
