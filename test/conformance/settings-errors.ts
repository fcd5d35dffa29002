import type {
  accountLocks,
  accountLocksUpdate,
  accountRegistration,
  accountRegistrationUpdate,
  accountSettings,
  accountSettingsUpdate,
  groupLocks,
  groupLocksUpdate,
  groupRegistration,
  groupRegistrationUpdate,
  groupSettings,
  groupSettingsUpdate,
} from "#zoom";

import type { ErrorCase, Errors } from "./error-cases.ts";
import { at, broken, free, onGroup, plain } from "./group-errors.ts";
import type { Sent } from "./hosts.ts";

/** Scopes that only an account over others has among the granular ones; the classic ones suffice. */
export const accountScopes = ["account:read:admin", "account:write:admin"] as const;
const mine = { account: { accountId: "acc", scopes: accountScopes } } as const;
const mineFree = { account: { ...free, scopes: accountScopes } } as const;

const nobody = { values: { groupId: "xyz" } };
const off: Sent = { json: { in_meeting: { annotation: false } } };
const wrongValue: Sent = { json: { recording: { auto_delete_cmr_days: 31 } } };
const wrongQuestion: Sent = { json: { questions: [{ field_name: "shoe_size" }] } };
const many = Array.from({ length: 101 }, () => ({ code: "US" }));

/** The three that every PATCH has, and the one of a Free account. */
const patching = (call: (sent: Sent, more?: Omit<ErrorCase, "send">) => ErrorCase, invalid: Sent) => ({
  validation: call(invalid),
  notJson: call(broken),
  contentType: call(plain),
});

const group = (path: string) => (sent: Sent, more?: Omit<ErrorCase, "send">) =>
  onGroup("PATCH", `/v2/groups/{group}${path}`, sent, more);
const account =
  (path: string) =>
  (sent: Sent, more: Omit<ErrorCase, "send"> = {}) =>
    at("PATCH", `/v2/accounts/me${path}`, sent, { ...mine, ...more });

const freeGroup = (method: string, path: string, sent: Sent = {}, values = {}): ErrorCase =>
  at(method, `/v2/groups/xyz${path}`, sent, { account: free, values });

export const groupSettingsErrors: Errors<typeof groupSettings> = {
  unknown: at("GET", "/v2/groups/xyz/settings", {}, nobody),
};

export const groupSettingsUpdateErrors: Errors<typeof groupSettingsUpdate> = {
  ...patching(group("/settings"), { json: { audio_conferencing: { toll_call: { numbers: many } } } }),
  notPaid: freeGroup("PATCH", "/settings", off, { accountId: "acc" }),
  unknown: at("PATCH", "/v2/groups/xyz/settings", off, nobody),
};

export const groupLocksErrors: Errors<typeof groupLocks> = {
  notPaid: freeGroup("GET", "/lock_settings"),
  unknown: at("GET", "/v2/groups/xyz/lock_settings", {}, nobody),
};

export const groupLocksUpdateErrors: Errors<typeof groupLocksUpdate> = {
  ...patching(group("/lock_settings?option=meeting_security"), {
    json: { meeting_security: { encryption_type: "rot13" } },
  }),
  notPaid: freeGroup("PATCH", "/lock_settings", off),
  unknown: at("PATCH", "/v2/groups/xyz/lock_settings", off, nobody),
};

const registration = "/settings/registration?type=webinar";

export const groupRegistrationErrors: Errors<typeof groupRegistration> = {
  typeMissing: onGroup("GET", "/v2/groups/{group}/settings/registration"),
  typeUnknown: onGroup("GET", "/v2/groups/{group}/settings/registration?type=meeting"),
  unknown: at("GET", `/v2/groups/xyz${registration}`, {}, nobody),
};

export const groupRegistrationUpdateErrors: Errors<typeof groupRegistrationUpdate> = {
  ...patching(group(registration), wrongQuestion),
  typeMissing: group("/settings/registration")({ json: {} }),
  typeUnknown: group("/settings/registration?type=meeting")({ json: {} }),
  notPaid: freeGroup("PATCH", registration, { json: {} }),
  unknown: at("PATCH", `/v2/groups/xyz${registration}`, { json: {} }, nobody),
};

/** Another account's id; the master account is asked by `me` or its own. */
const other = (method: string, path: string, sent: Sent = {}): ErrorCase =>
  at(method, `/v2/accounts/sub${path}`, sent, { ...mine, values: { accountId: "sub" } });
const own = { ...mineFree, values: { accountId: "acc" } };

export const accountSettingsErrors: Errors<typeof accountSettings> = {
  notPaid: at("GET", "/v2/accounts/acc/settings", {}, own),
  unknown: other("GET", "/settings"),
};

export const accountSettingsUpdateErrors: Errors<typeof accountSettingsUpdate> = {
  ...patching(account("/settings"), wrongValue),
  notPaid: at("PATCH", "/v2/accounts/me/settings", off, own),
  unknown: other("PATCH", "/settings", off),
};

export const accountLocksErrors: Errors<typeof accountLocks> = {
  notPaid: at("GET", "/v2/accounts/me/lock_settings", {}, own),
  unknown: other("GET", "/lock_settings"),
};

export const accountLocksUpdateErrors: Errors<typeof accountLocksUpdate> = {
  ...patching(account("/lock_settings?option=meeting_security"), {
    json: { meeting_security: { encryption_type: "rot13" } },
  }),
  notPaid: at("PATCH", "/v2/accounts/me/lock_settings", off, own),
  unknown: other("PATCH", "/lock_settings", off),
};

export const accountRegistrationErrors: Errors<typeof accountRegistration> = {
  unknown: other("GET", "/settings/registration"),
};

export const accountRegistrationUpdateErrors: Errors<typeof accountRegistrationUpdate> = {
  ...patching(account("/settings/registration"), wrongQuestion),
  notPaid: at("PATCH", "/v2/accounts/me/settings/registration", { json: {} }, own),
  unknown: other("PATCH", "/settings/registration", { json: {} }),
};
