import { envelopeErrors } from "../envelope.ts";
import { licenceInfoFields } from "../licences.ts";
import { rateErrors } from "../limits.ts";
import { operation } from "../operation.ts";
import { documented, inferred } from "../source.ts";
import { scopes, writeClassic } from "./shared.ts";

const oas = documented("OAS-U");

/** Values that `feature_value` takes for each feature that has a licence of its own; the first one takes it away. */
export const licensedFeatures = {
  concurrent_meeting: ["None", "Basic", "Plus"],
  large_meeting: ["0", "1", "32", "64", "128", "256", "1024", "2048"],
  webinar: ["0", "1", "16", "64", "128", "256", "512", "1024", "2048", "4096", "8192", "16384", "32768"],
  zoom_clips_plus: ["false", "true"],
  zoom_events: ["0", "500", "1000", "3000", "5000", "10000", "20000", "30000", "50000"],
  zoom_revenue_accelerator: ["false", "true"],
  zoom_whiteboard: ["false", "true"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/**
 * Participants by the codes above, as settings show them. `promo500` and `promo1000` are their 501 and 1001.
 * @source OAS-U; the two of promotions are inferred
 */
export const featureCapacities = {
  large_meeting: { "1": 100, "32": 200, "64": 300, "128": 500, "256": 1000, "1024": 3000, "2048": 5000 },
  webinar: {
    "1": 500,
    "16": 100,
    "64": 1000,
    "128": 3000,
    "256": 5000,
    "512": 10_000,
    "1024": 20_000,
    "2048": 30_000,
    "4096": 40_000,
    "8192": 50_000,
    "16384": 501,
    "32768": 1001,
  },
  zoom_events: {
    "500": 500,
    "1000": 1000,
    "3000": 3000,
    "5000": 5000,
    "10000": 10_000,
    "20000": 20_000,
    "30000": 30_000,
    "50000": 50_000,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, number>>>>;

export type LicensedFeature = keyof typeof licensedFeatures;

/** Why a user was left out. */
export const featureFailures = {
  notFound: "Users not found",
  events: "Have upcoming events",
  unpaid: "Unpaid user",
  seats: "Not enough seats",
  workplace: "Can't update for Zoom One users",
  free: "Can't update for free users",
  united: "Can't update for Zoom United users",
  room: "Can't update for Zoom Room users",
  basic: "Not allowed to add basic users",
  notSso: "Can't update for non-SSO users",
  same: "No need to update",
} as const;

/** At most one call in this time, with at most so many users. */
export const featureLimits = { everyMs: 10_000, users: 30, source: oas } as const;

export const bulkFeatures = operation({
  id: "bulkUpdateFeature",
  method: "POST",
  path: "/users/features",
  summary: "Bulk update features for users",
  label: "Medium",
  permissions: ["User:Edit"],
  scopes: scopes(writeClassic, ["user:write:feature:admin"]),
  parameters: [],
  request: [
    {
      path: "feature_type",
      type: "string",
      required: true,
      values: [
        "user_type",
        "concurrent_meeting",
        "large_meeting",
        "webinar",
        "zoom_events",
        "zoom_whiteboard",
        "plan_united_type",
        "zoom_one_type",
        "zoom_iq_for_sales",
        "zoom_revenue_accelerator",
        "zoom_clips_plus",
      ],
    },
    { path: "feature_value", type: "string", required: true },
    { path: "subscription_id", type: "string" },
    { path: "users", type: "array", required: true, maxItems: featureLimits.users },
    { path: "users[]", type: "object" },
    { path: "users[].id", type: "string" },
    { path: "users[].email", type: "string" },
    ...licenceInfoFields("").map((row) => ({ ...row, deprecated: true as const })),
  ],
  success: {
    status: 201,
    fields: [
      { path: "success_user_ids", type: "array", maxItems: featureLimits.users },
      { path: "success_user_ids[]", type: "string" },
      { path: "fail_details", type: "array", maxItems: featureLimits.users },
      { path: "fail_details[]", type: "object" },
      { path: "fail_details[].user_ids", type: "array", maxItems: featureLimits.users },
      { path: "fail_details[].user_ids[]", type: "string" },
      { path: "fail_details[].reason", type: "string", values: Object.values(featureFailures) },
    ],
  },
  errors: {
    validation: envelopeErrors.validation,
    notJson: envelopeErrors.notJson,
    contentType: envelopeErrors.contentType,
    notPaid: {
      status: 400,
      code: 200,
      message: "Current account must be a paid account.",
      trigger: "a Free account",
      source: oas,
    },
    notEnabled: {
      status: 400,
      code: 200,
      message: "Current account does not enable this feature.",
      trigger: "the account owns no licence of the feature",
      source: oas,
    },
    onPrem: {
      status: 400,
      code: 300,
      message: "Your account can't set user type as On-prem.",
      trigger: "user_type 3",
      source: oas,
    },
    subscription: {
      status: 400,
      code: 300,
      message:
        'The subscription "{subscriptionId}" you entered does not exist. Please choose a different subscription and try again.',
      trigger: "subscription_id or license_info_list names a subscription the account does not have",
      source: oas,
    },
    tooOften: {
      ...rateErrors.perSecond,
      trigger: "a second call within 10 seconds",
      source: inferred("the answer; the limit OAS-U"),
    },
  },
  notes: [
    {
      text: "A licence given here is the setting of that name in `feature` of the user's settings, and SCIM's attribute.",
      source: inferred("the names; sizes by featureCapacities"),
    },
    {
      text: "zoom_iq_for_sales is the old name of zoom_revenue_accelerator.",
      source: inferred("the product was renamed"),
    },
    {
      text: "Webinars, large meetings, events and concurrent meetings need a Licensed user (Unpaid user); the Revenue Accelerator one that is not Basic (Can't update for free users). Which reason goes with which case is not documented.",
      source: inferred("the words of the reasons"),
    },
  ],
  source: oas,
});
