import { clientCode, documented, inferred, type Source } from "./source.ts";

const minuteMs = 60_000;

/** How Zoom signs what it sends: hex HMAC-SHA256 with the app's secret token over `v0:<timestamp>:<raw body>`. */
export const webhookSignature = {
  header: "x-zm-signature",
  /** Unix seconds. */
  timestampHeader: "x-zm-request-timestamp",
  version: "v0",
  source: documented("ZDoc webhooks; ZN, Rivet"),
} as const;

/** How Zoom delivers an event: an HTTPS POST of JSON. */
export const webhookDelivery = {
  /** The endpoint must have answered by then. */
  timeoutMs: 3000,
  /** Each counted from the attempt before it; after the last the event is dropped. */
  retryDelaysMs: [5 * minuteMs, 20 * minuteMs, 60 * minuteMs],
  /** Any status from 200 to 299. */
  success: "2xx",
  source: documented("ZDoc webhook-delays"),
} as const;

/** How Zoom makes sure that an endpoint knows the secret: on saving it, and again and again. */
export const webhookValidation = {
  event: "endpoint.url_validation",
  /** In the payload Zoom sends, and to be sent back. */
  tokenField: "plainToken",
  /** In the answer: hex HMAC-SHA256 of the token with the secret. */
  answerField: "encryptedToken",
  status: 200,
  timeoutMs: 3000,
  everyMs: 72 * 60 * minuteMs,
  source: documented("ZDoc changelog: an endpoint that is not valid receives nothing (enforced 2025)"),
} as const;

/** Event subscriptions of one app; an older text says 10. */
export const webhookLimits = { perApp: 20, source: documented("ZDoc webhooks") } as const;

/** One kind of event. The envelope is `{event, event_ts, payload: {account_id, operator, operator_id, object}}`. */
export interface WebhookEvent {
  readonly name: string;
  /** False = the payload has neither operator nor operator_id. */
  readonly operator: boolean;
  /** Fields of payload.object; `?` = not always there. */
  readonly object: readonly string[];
  /** Fields of the payload beside object. */
  readonly payload: readonly string[];
  readonly when: string;
  readonly source: Source;
  /** Where `when` is a conclusion. */
  readonly whenSource?: Source;
}

const person = ["id", "first_name", "last_name", "email", "type"] as const;
const types = clientCode("Rivet types, ZN fixtures");

/** Keys that user.updated reports when they have changed. */
const updatedFields = [
  "first_name",
  "last_name",
  "display_name",
  "email",
  "type",
  "phone_number",
  "phone_country",
  "company",
  "pmi",
  "use_pmi",
  "timezone",
  "pic_url",
  "vanity_name",
  "host_key",
  "role",
  "dept",
  "language",
  "custom_attributes",
  "primary_group_id",
  "settings",
] as const;

const changes = ["old_object", "time_stamp"] as const;

const groupEvent = (
  name: string,
  object: readonly string[],
  when: string,
  payload: readonly string[] = [],
): WebhookEvent => ({ name: `group.${name}`, operator: true, object: ["id", ...object], payload, when, source: types });

/** Events about groups and users. */
export const webhookEvents: readonly WebhookEvent[] = [
  groupEvent("admin_added", ["admins"], "a user becomes administrator of a group"),
  groupEvent("admin_deleted", ["admins"], "a user is no longer administrator of a group"),
  groupEvent("created", ["name"], "a group is made"),
  groupEvent("deleted", ["name"], "a group is deleted"),
  groupEvent("lock_settings_updated", ["settings"], "a group's locks of settings change"),
  groupEvent("member_added", ["members"], "a user joins a group", ["time_stamp"]),
  groupEvent("member_deleted", ["members"], "a user leaves a group", ["time_stamp"]),
  {
    ...groupEvent("settings_updated", ["settings"], "a group's settings change", changes),
    whenSource: inferred("the payload beside object, as for users"),
  },
  groupEvent("updated", ["name"], "a group gets another name", changes),
  {
    name: "user.activated",
    operator: true,
    object: person,
    payload: [],
    when: "an administrator activates a user",
    source: types,
    whenSource: inferred("not when an invitation is accepted"),
  },
  {
    name: "user.created",
    operator: true,
    object: ["id?", "first_name?", "last_name?", "display_name?", "email", "type"],
    payload: ["creation_type"],
    when: "a user is added, by an invitation too",
    source: types,
    whenSource: inferred("the invitation too"),
  },
  {
    name: "user.deactivated",
    operator: true,
    object: person,
    payload: [],
    when: "an administrator deactivates a user",
    source: types,
  },
  { name: "user.deleted", operator: true, object: person, payload: [], when: "a user is deleted", source: types },
  {
    name: "user.disassociated",
    operator: true,
    object: person,
    payload: [],
    when: "a user is unlinked from the account",
    source: types,
  },
  {
    name: "user.invitation_accepted",
    operator: false,
    object: ["id", "first_name?", "last_name?", "email", "type"],
    payload: [],
    when: "an invited user accepts",
    source: types,
  },
  {
    name: "user.personal_notes_updated",
    operator: false,
    object: ["id", "email", "date_time", "personal_notes"],
    payload: ["old_object"],
    when: "a user changes their note",
    source: types,
  },
  {
    name: "user.presence_status_updated",
    operator: false,
    object: ["id", "email", "presence_status", "date_time", "app?"],
    payload: [],
    when: "a user's presence changes",
    source: types,
  },
  {
    name: "user.settings_updated",
    operator: true,
    object: ["id", "settings"],
    payload: changes,
    when: "a user's settings change",
    source: types,
  },
  {
    name: "user.signed_in",
    operator: false,
    object: ["id", "email", "client_type", "date_time", "version", "login_type"],
    payload: [],
    when: "a user signs in",
    source: types,
  },
  {
    name: "user.signed_out",
    operator: false,
    object: ["id", "email", "client_type", "date_time", "version", "login_type"],
    payload: [],
    when: "a user signs out",
    source: types,
  },
  {
    name: "user.updated",
    operator: true,
    object: ["id", ...updatedFields.map((key) => `${key}?`)],
    payload: changes,
    when: "a user's profile changes; only the changed keys are there",
    source: types,
  },
];
