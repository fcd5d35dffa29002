import type { userDelete, userEmailCheck, userGet, userList, userStatus, userUpdate } from "#zoom";

import { createTimes, type ErrorCase, type Errors, noFreeSeat, someone } from "./error-cases.ts";
import type { Sent, Stage } from "./hosts.ts";

const day = 86_400_000;

type Send = (stage: Stage, userId: string, sent: Sent) => ReturnType<Stage["call"]>;

/** The three errors of every operation on one user, however it is sent. */
export const absentBy = (call: Send) => {
  const send = (userId: string) => (stage: Stage) => call(stage, userId, {});
  return {
    notFound: { send: send("nobody"), values: { userId: "nobody" } },
    elsewhere: {
      account: { elsewhere: { "bob@other.test": "paid" } },
      send: send("bob@other.test"),
      values: { userId: "bob@other.test" },
    },
    invitationExpired: {
      before: async (stage) => {
        await stage.create("create", someone);
        stage.advance(31 * day);
      },
      account: { accountId: "acc" },
      send: async (stage) => {
        const app: unknown = await stage.control("POST", "/accounts/acc/apps", {});
        const token = typeof app === "object" && app !== null && "token" in app ? String(app.token) : "";
        return call(stage, someone.email, { token });
      },
    },
  } as const satisfies Record<string, ErrorCase>;
};

/** The same for an operation that takes JSON or nothing; `content` is what goes along when it is no JSON. */
export const absent = (method: string, suffix: string, json?: object, content: Sent = {}) =>
  absentBy((stage, userId, sent) =>
    stage.call(method, `/v2/users/${userId}${suffix}`, { ...sent, ...(json === undefined ? content : { json }) }),
  );

const users = [
  { email: "basic@acme.test", id: "basic" },
  { email: "paid@acme.test", id: "paid", type: 2 },
  { email: "other@acme.test", id: "other", type: 2 },
  { email: "none@acme.test", id: "none", type: 4 },
  { email: "admin@acme.test", id: "admin", roleId: "1" },
  { email: "api@acme.test", id: "api", action: "custCreate" },
  { email: "gone@acme.test", id: "gone", status: "inactive" },
] as const;

const patching = (userId: string, json: object, more: Omit<ErrorCase, "send"> = {}): ErrorCase => ({
  ...more,
  account: { users, ...more.account },
  send: (stage) => stage.call("PATCH", `/v2/users/${userId}`, { json }),
});

const licence = (kind: string, option: number, id: string): object => ({
  license_info_list: [{ license_type: kind, license_option: option, subscription_id: id }],
});
const subscribed = { users, settings: { subscriptions: [{ id: "SUBREF-1", licensed: 0, workplace: 0 }] } } as const;
const legacy = { seatError: "legacy" } as const;
const broken = { body: "{", headers: { "content-type": "application/json" } };
const plain = { body: "{}", headers: { "content-type": "text/plain" } };

export const updateErrors: Errors<typeof userUpdate> = {
  ...absent("PATCH", "", {}),
  validation: patching("basic", { first_name: "x".repeat(65) }),
  notJson: { account: { users }, send: (stage) => stage.call("PATCH", "/v2/users/basic", broken) },
  contentType: { account: { users }, send: (stage) => stage.call("PATCH", "/v2/users/basic", plain) },
  nameWord: patching(
    "basic",
    { display_name: "A damn" },
    { account: { settings: { refusedWords: ["damn"] } }, values: { name: "A damn" } },
  ),
  unitedPlan: patching("basic", { plan_united_type: "3" }),
  oneLicenceAtATime: patching("basic", { type: 2, zoom_one_type: 16 }),
  aboutMe: patching("basic", { about_me: "see https://acme.test" }),
  linkedin: patching("basic", { linkedin_url: "https://acme.test/in/amy" }),
  onPrem: patching("basic", { type: 3 }),
  subscription: patching("basic", licence("MEETING", 2, "SUBREF-9"), { values: { subscriptionId: "SUBREF-9" } }),
  typeRequirements: patching("basic", { type: 2 }, { account: { settings: { mayAssignLicences: false } } }),
  notPaid: patching("basic", { pmi: 4_827_163_905 }),
  pmiUnlicensed: patching("none", { use_pmi: true }),
  licenceLimit: patching(
    "basic",
    { type: 2 },
    { account: { settings: { seats: noFreeSeat }, switches: legacy }, values: { type: "Licensed", max: 1 } },
  ),
  basicLimit: patching("paid", { type: 1 }, { account: { settings: { seats: noFreeSeat }, switches: legacy } }),
  seatsBasic: patching(
    "paid",
    { type: 1 },
    { account: { settings: { seats: noFreeSeat } }, values: { type: "Licensed", max: 0 } },
  ),
  seatsPaying: patching(
    "basic",
    { type: 2 },
    { account: { settings: { seats: noFreeSeat } }, values: { type: "Licensed", max: 1 } },
  ),
  seatsSubscription: patching("basic", licence("MEETING", 2, "SUBREF-1"), {
    account: subscribed,
    values: { type: "Licensed", subscriptionId: "SUBREF-1", max: 0 },
  }),
  workplaceSeats: patching("basic", { zoom_one_type: 16 }),
  workplaceSubscription: patching("basic", licence("ZOOM_WORKPLACE_BUNDLE", 16, "SUBREF-1"), {
    account: subscribed,
    values: { subscriptionId: "SUBREF-1" },
  }),
  phoneLicence: patching("basic", { feature: { zoom_phone: true } }),
  vanityTaken: patching(
    "other",
    { vanity_name: "amy.reyes" },
    { before: (stage) => stage.call("PATCH", "/v2/users/paid", { json: { vanity_name: "amy.reyes" } }) },
  ),
};

const deleting = (userId: string, query: string, more: Omit<ErrorCase, "send"> = {}): ErrorCase => ({
  account: { users },
  ...more,
  send: (stage) => stage.call("DELETE", `/v2/users/${userId}${query}`),
});

export const deleteErrors: Errors<typeof userDelete> = {
  ...absent("DELETE", ""),
  validation: deleting("basic", "?action=remove"),
  transferToSelf: deleting("basic", "?action=delete&transfer_email=Basic@acme.test"),
  transferLicence: deleting("paid", "?action=delete&transfer_email=basic@acme.test&transfer_meeting=true", {
    values: { license: "Licensed" },
  }),
  unlinkApiUser: deleting("api", ""),
  outside: deleting("basic", "?action=delete&transfer_email=nobody@acme.test"),
  managedDomain: deleting("basic", "", { account: { users, preset: "business" } }),
  admin: deleting("admin", "?action=disassociate"),
};

const setting = (userId: string, action: string, more: Omit<ErrorCase, "send"> = {}): ErrorCase => ({
  ...more,
  account: { users, ...more.account },
  send: (stage) => stage.call("PUT", `/v2/users/${userId}/status`, { json: { action } }),
});

export const statusErrors: Errors<typeof userStatus> = {
  ...absent("PUT", "/status", { action: "deactivate" }),
  validation: setting("basic", "sleep"),
  notJson: { account: { users }, send: (stage) => stage.call("PUT", "/v2/users/basic/status", broken) },
  contentType: { account: { users }, send: (stage) => stage.call("PUT", "/v2/users/basic/status", plain) },
  adminOrRoom: setting("admin", "deactivate"),
  seatsBasic: setting("gone", "activate", { account: { settings: { seats: { basic: 1 } } }, values: { max: 1 } }),
  basicLimit: setting("gone", "activate", { account: { settings: { seats: { basic: 1 } }, switches: legacy } }),
};

export const getErrors: Errors<typeof userGet> = absent("GET", "");

export const listErrors: Errors<typeof userList> = {
  validation: { send: (stage) => stage.call("GET", "/v2/users?status=asleep") },
  pageToken: { before: createTimes(1), send: (stage) => stage.call("GET", "/v2/users?next_page_token=nonsense") },
};

export const emailErrors: Errors<typeof userEmailCheck, "notFound"> = {
  emailMissing: { send: (stage) => stage.call("GET", "/v2/users/email") },
};
