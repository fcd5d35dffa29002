import type { userCreate } from "#zoom";

import { createTimes, creating, type ErrorCase, noFreeSeat, someone } from "./error-cases.ts";

const subscribed = {
  settings: { subscriptions: [{ id: "SUBREF-1", licensed: 0, workplace: 0 }], seats: { workplace: 0 } },
} as const;
const licence = (kind: string, option: number, id = "SUBREF-1"): object => ({
  license_info_list: [{ license_type: kind, license_option: option, subscription_id: id }],
});
const elsewhere = (kind: "paid" | "claimed" | "gpa-owner" | "forbidden" | "call-queue-manager") => ({
  elsewhere: { "Amy@acme.test": kind },
});

type Names = keyof typeof userCreate.errors;

/** Every error of POST /users that something can cause. A new template without a case does not compile. */
export const createErrors: Readonly<Record<Exclude<Names, "group">, ErrorCase>> = {
  validation: { send: (stage) => stage.call("POST", "/v2/users", { json: {} }) },
  notJson: { send: (stage) => stage.call("POST", "/v2/users", { json: [] }) },
  contentType: {
    send: (stage) => stage.call("POST", "/v2/users", { body: "a=b", headers: { "content-type": "text/plain" } }),
  },
  password: creating({ account: { preset: "business" }, action: "autoCreate", info: { password: "short" } }),
  onPrem: creating({ info: { type: 3 } }),
  nameWord: creating({
    account: { settings: { refusedWords: ["damn"] } },
    info: { first_name: "Damnation" },
    values: { name: "Damnation" },
  }),
  unitedPlan: creating({ info: { plan_united_type: "3" } }),
  subscription: creating({ info: licence("MEETING", 2, "SUBREF-9"), values: { subscriptionId: "SUBREF-9" } }),
  noPrivilege: creating({ action: "autoCreate", info: { password: "Rehearsal-2026" } }),
  noPermission: creating({ account: { preset: "free", switches: { freeCreate: "refuse" } } }),
  permission: creating({ account: { permissions: ["User:Read"] }, values: { permission: "User:Edit" } }),
  callQueue: creating({ account: elsewhere("call-queue-manager") }),
  activeElsewhere: creating({ account: elsewhere("paid"), values: { email: someone.email } }),
  domainBlocked: creating({ account: { settings: { blockedDomains: ["acme.test"] } } }),
  domainBlockedByZoom: creating({ info: { email: "amy@mailinator.com" } }),
  domainNotAllowed: creating({
    account: { settings: { allowedDomains: ["one.test", "two.test"] } },
    values: { email: someone.email, domains: "one.test,two.test" },
  }),
  typeRequirements: creating({ account: { settings: { mayAssignLicences: false } }, info: { type: 2 } }),
  ssoOff: creating({ action: "ssoCreate" }),
  ssoPreProvisionOff: creating({ account: { settings: { sso: true } }, action: "ssoCreate" }),
  noPermissionSupport: creating({ account: { switches: { entitlementRefusal: "support" } }, action: "custCreate" }),
  basicLimit: creating({ account: { settings: { seats: noFreeSeat }, switches: { seatError: "legacy" } } }),
  licenceLimit: creating({
    account: { settings: { seats: noFreeSeat }, switches: { seatError: "legacy" } },
    info: { type: 2 },
    values: { type: "Licensed", max: 1 },
  }),
  seatsBasic: creating({
    account: { settings: { seats: { basic: 2 } } },
    before: createTimes(2),
    values: { max: 2 },
  }),
  seatsPaying: creating({
    account: { settings: { seats: { licensed: 3 } } },
    before: createTimes(2, { type: 2 }),
    info: { type: 2 },
    values: { type: "Licensed", max: 3 },
  }),
  seatsSubscription: creating({
    account: subscribed,
    info: licence("MEETING", 2),
    values: { type: "Licensed", subscriptionId: "SUBREF-1", max: 0 },
  }),
  workplaceSeats: creating({ info: { feature: { zoom_one_type: 16 } } }),
  workplaceSubscription: creating({
    account: subscribed,
    info: licence("ZOOM_WORKPLACE_BUNDLE", 16),
    values: { subscriptionId: "SUBREF-1" },
  }),
  gpaAccount: creating({ account: { settings: { gpa: true } } }),
  gpaOwner: creating({ account: elsewhere("gpa-owner") }),
  forceForbidden: creating({ account: elsewhere("forbidden") }),
  phoneLicence: creating({ info: { feature: { zoom_phone: true } } }),
  emailUsed: creating({ before: (stage) => stage.create("create", someone), values: { email: someone.email } }),
  emailUsedOlder: creating({
    account: { ...elsewhere("claimed"), switches: { conflictText: "older" } },
    values: { email: someone.email },
  }),
  invites: creating({ account: { preset: "free" }, before: createTimes(50), values: { limit: 50 } }),
  perSecond: creating({ account: { preset: "free" }, before: createTimes(4), tickMs: 0 }),
  daily: {
    account: { preset: "free" },
    before: async (stage) => {
      for (let at = 0; at < 6000; at += 1) {
        stage.advance(1);
        if (at % 4 === 0) stage.advance(1000);
        await stage.emulator.dispatch({
          method: "GET",
          path: "/v2/users/email",
          query: "email=a",
          headers: { authorization: `Bearer ${stage.token}` },
          body: new Uint8Array(0),
        });
      }
    },
    send: (stage) => stage.create("create", someone),
  },
  noPermissionOlder: creating({
    account: { preset: "free", switches: { freeCreate: "refuse", conflictText: "older" } },
  }),
};
