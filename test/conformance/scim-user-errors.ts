import {
  type scimUserCreate,
  type scimUserDeactivate,
  type scimUserDelete,
  type scimUserGet,
  type scimUserList,
  type scimUserUpdate,
  scimUrns,
} from "#zoom";

import type { AccountOptions } from "#emulator";
import type { ErrorCase, Errors } from "./error-cases.ts";
import { barred, scim, ssoOff, wrongBodies } from "./scim-cases.ts";

const users = [
  { email: "amy@acme.test", id: "amy" },
  { email: "bob@acme.test", id: "bob" },
  { email: "chief@acme.test", id: "chief", roleId: "1" },
  { email: "room@acme.test", id: "room", type: 2, profile: { is_room: true } },
  { email: "gone@acme.test", id: "gone", status: "inactive" },
  { email: "barred@acme.test", id: "barred", status: "inactive", profile: { force_inactive: true } },
  { email: "new@acme.test", id: "new", status: "pending" },
] as const;
const account = { ...scim, users } as const;

type Settings = NonNullable<AccountOptions["settings"]>;

const sending = (
  method: string,
  path: string,
  json?: object,
  { settings, values }: { readonly settings?: Settings; readonly values?: Record<string, string> } = {},
): ErrorCase => ({
  account: settings === undefined ? account : { ...account, settings },
  ...(values === undefined ? {} : { values }),
  send: (stage) => stage.call(method, path, json === undefined ? {} : { json }),
});

export const scimUserListErrors: Errors<typeof scimUserList> = {
  ssoOff: ssoOff("GET", "/scim2/Users"),
  filter: sending("GET", '/scim2/Users?filter=displayName sw "A"', undefined, { values: { filter: "displayName" } }),
  pending: sending("GET", "/scim2/Users?filter=userName eq new@acme.test", undefined, {
    values: { email: "new@acme.test" },
  }),
  permission: barred("GET", "/scim2/Users"),
};

const noSeats = { basic: null, licensed: 0, workplace: 0, phone: 0, united: 0 } as const;
const licensed = (attribute: string, value: string | boolean) => ({ [scimUrns.zoom]: { [attribute]: value } });

/** The licences that run out alike for a new user and for one that is there. */
const licenceCases = (method: string, path: string, body: object) => {
  const full = (more: object): ErrorCase =>
    sending(method, path, { ...body, ...more }, { settings: { seats: noSeats } });
  return {
    paid: full({ userType: "Licensed" }),
    unitedPlan: full(licensed("zoomUnited", "3")),
    unitedSeats: full(licensed("zoomUnited", "32")),
    bizPlusSeats: full(licensed("zoomOneBizPlus", "16")),
    entPremierSeats: full(licensed("zoomOneEntPremier", "134217728")),
    campusSeats: full(licensed("zoomOneSchoolCampusPlus", "137438953472")),
    eduPremierSeats: full(licensed("zoomOneEduEntPremier", "4294967296")),
    studentSeats: full(licensed("zoomOneEdu", "576460752303423488")),
    proPlusSeats: full(licensed("zoomOneBizPlus", "4398046511104")),
    userType: full({ userType: "Platinum" }),
    whiteboards: full({ [scimUrns.zoom]: { zoomWhiteboard: true, zoomWhiteboardPlus: true } }),
  } as const;
};

const cara = { userName: "cara@acme.test" };

export const scimUserCreateErrors: Errors<typeof scimUserCreate> = {
  ...wrongBodies("POST", "/scim2/Users"),
  ...licenceCases("POST", "/scim2/Users", cara),
  ssoOff: ssoOff("POST", "/scim2/Users", cara),
  userName: sending("POST", "/scim2/Users", { userName: "cara" }),
  used: sending("POST", "/scim2/Users", { userName: "AMY@acme.test" }, { values: { email: "AMY@acme.test" } }),
  permission: barred("POST", "/scim2/Users"),
  domain: sending("POST", "/scim2/Users", { userName: "cara@other.test" }),
  seatsBasic: sending("POST", "/scim2/Users", cara, { settings: { seats: { basic: 1 } } }),
};

export const scimUserGetErrors: Errors<typeof scimUserGet> = {
  ssoOff: ssoOff("GET", "/scim2/Users/amy"),
  permission: barred("GET", "/scim2/Users/amy"),
  gone: sending("GET", "/scim2/Users/new@acme.test"),
};

const email = (value: string) => ({ emails: [{ type: "work", value, primary: true }] });
const full = { seats: { basic: 1 } };

export const scimUserUpdateErrors: Errors<typeof scimUserUpdate> = {
  ...wrongBodies("PUT", "/scim2/Users/amy"),
  ...licenceCases("PUT", "/scim2/Users/amy", {}),
  ssoOff: ssoOff("PUT", "/scim2/Users/amy", { active: true }),
  inactive: sending("PUT", "/scim2/Users/gone", { displayName: "Gone" }),
  adminEmail: sending("PUT", "/scim2/Users/chief", email("boss@acme.test")),
  adminOrRoom: sending("PUT", "/scim2/Users/room", { active: false }),
  roomFree: sending("PUT", "/scim2/Users/room", { userType: "Basic" }),
  permission: barred("PUT", "/scim2/Users/amy"),
  gone: sending("PUT", "/scim2/Users/nobody", { active: true }),
  emailUsed: sending("PUT", "/scim2/Users/amy", email("Bob@acme.test"), { values: { email: "Bob@acme.test" } }),
  domain: sending("PUT", "/scim2/Users/amy", email("amy@other.test")),
  seatsBasic: sending("PUT", "/scim2/Users/gone", { active: true }, { settings: full }),
};

const setting = (active: boolean) => ({ Operations: [{ op: "replace", value: { active } }] });

export const scimUserDeactivateErrors: Errors<typeof scimUserDeactivate> = {
  ...wrongBodies("PATCH", "/scim2/Users/amy"),
  ssoOff: ssoOff("PATCH", "/scim2/Users/amy", setting(false)),
  forced: sending("PATCH", "/scim2/Users/barred", setting(true)),
  adminOrRoom: sending("PATCH", "/scim2/Users/chief", setting(false)),
  permission: barred("PATCH", "/scim2/Users/amy"),
  gone: sending("PATCH", "/scim2/Users/nobody", setting(false)),
  seatsBasic: sending("PATCH", "/scim2/Users/gone", setting(true), { settings: full }),
};

export const scimUserDeleteErrors: Errors<typeof scimUserDelete> = {
  ssoOff: ssoOff("DELETE", "/scim2/Users/amy"),
  admin: sending("DELETE", "/scim2/Users/chief"),
  permission: barred("DELETE", "/scim2/Users/amy"),
  gone: sending("DELETE", "/scim2/Users/nobody"),
};
