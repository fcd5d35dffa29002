import {
  bulkFeatures,
  presenceUpdate,
  userBackgroundAdd,
  userCreate,
  userDelete,
  userEmailUpdate,
  userPassword,
  userPicture,
  userSettingsUpdate,
  userStatus,
  userUpdate,
} from "#zoom";

type Fixes = Readonly<Record<number, string>>;

const seats = "Buy seats, take some back (inactive or pending users hold them too), or choose another type.";
const notUser = "Check the id or address; a listing of all statuses shows who is there.";
const elsewhere = "The address belongs to another Zoom account: ask its owner to release it, or use another address.";
const invite = "The invitation has expired: create the user again.";
const fields = "Correct the fields that the message names.";
const rights =
  "The account or the app's owner may not do this: check the plan and the owner's role, or ask Zoom Support.";

const createFixes: Fixes = {
  200: "The account may not use this action: autoCreate needs a managed domain, custCreate an ISV agreement, and every action a paid plan. Use `create`, or ask Zoom Support to enable it.",
  300: `${fields} A password needs 8 to 32 characters with upper and lower case and a digit; type 3 is no longer accepted.`,
  429: "Wait until the limit resets; daily limits do so at 00:00 GMT.",
  1000: "The person runs a call queue or auto-receptionist: take that role away first.",
  1005: "The address is in use: look at the user in this account, or ask its owner to release it.",
  1009: elsewhere,
  1102: "Free or buy a Zoom Phone licence, or create the user without Zoom Phone.",
  1107: "The account's own settings block this domain: allow it there, or use another address.",
  1108: "The app's owner may not assign this type: use an owner with the right role, or type 1 (Basic).",
  1116: "The account only takes certain domains: use an address on one of them, or add the domain.",
  2002: "Turn on single sign-on for the account first, or use the action `create`.",
  2016: "The account may not use this action: ask Zoom Support to enable it, or use `create`.",
  2032: "Turn on «Pre-provisioning SSO User» for the account (Zoom Support does it), or use the action `create`.",
  2033: seats,
  2034: seats,
  2035: "This kind of account cannot add users: use another account.",
  2036: "The address owns an account that cannot be joined to another: use another address.",
  2037: "Zoom bars this address: ask Zoom Support, or use another address.",
  2038: "No Zoom Workplace licence is free: buy or take back one, or choose another subscription.",
  3412: seats,
  4130: "Leave the group out: groups are assigned after the user exists.",
  11321: "Zoom itself blocks this domain: use another address, or ask Zoom Support.",
};

const common: Fixes = {
  200: rights,
  300: fields,
  1000: "The person runs a call queue or auto-receptionist: take that role away first.",
  1001: notUser,
  1010: elsewhere,
  1120: invite,
  2300: "Zoom does not know this call: check that the base URL ends in /v2.",
};

const licensed = "Only a Licensed user can have this feature: license the user first.";
const addOns = "The account has no more of this add-on: buy some, or take it off another user.";
const oneEvents = "Zoom Events and Webinar exclude each other: turn the other one off first.";

const settingsFixes: Fixes = {
  200: "The plan or its add-ons allow no more users with this feature: buy some, or take it off another user.",
  1000: "The invitation has not been accepted: settings can be changed once it is.",
  1102: "No Zoom Phone licence is free: buy or take back one.",
  1108: licensed,
  1122: licensed,
  1204: oneEvents,
  1205: oneEvents,
  1206: licensed,
  1207: licensed,
  1208: addOns,
  1209: addOns,
  1210: addOns,
  1211: addOns,
  1228: addOns,
  1233: "Zoom Rooms cannot have this feature: choose a user.",
  1234: "On-Prem users cannot have this feature: choose another type first.",
  1242: "Turn off one of Zoom Whiteboard and Zoom Whiteboard Plus in the same call.",
};

const password =
  "Choose another password: 8 to 32 characters with a digit, upper and lower case, and whatever else the account's rule asks for.";

const passwordFixes: Fixes = {
  300: "Choose a password that is not the present one; if it has been changed often today, wait 24 hours.",
  1117: "Owners and admins change their passwords themselves.",
  1123: "The user signs in by single sign-on, as an API user, or not yet: there is no password of Zoom's to change.",
  1124: password,
  1125: password,
  1126: password,
  1127: password,
  1128: password,
  1129: "The user had this password before: choose a new one.",
  1130: password,
  1131: password,
  1136: password,
};

const perOperation: Readonly<Record<string, Fixes>> = {
  [bulkFeatures.id]: { 429: "This call may be made once in 10 seconds: wait, and name up to 30 users at a time." },
  [presenceUpdate.id]: {
    429: "A user's presence may be set once a minute: wait.",
    5301: "The user is not signed in to a Zoom client: presence exists only then.",
    5411: "Let the owner or an admin of the account set it, or the user.",
  },
  [userCreate.id]: createFixes,
  [userUpdate.id]: {
    1108: "The app's owner may not assign this type: use an owner with the right role.",
    1109: "Only licensed users have a personal meeting number to change: license the user first.",
    2033: seats,
    2034: seats,
    2038: "No Zoom Workplace licence is free: buy or take back one, or choose another subscription.",
    1102: "No Zoom Phone licence is free: buy or take back one.",
    3412: seats,
    4100: "Another user has this personal link: choose another.",
  },
  [userDelete.id]: {
    300: "Check the user who is to receive the data: another licensed user of this account; users made by custCreate can only be deleted, not disassociated.",
    1107: "The account manages this domain, so the user cannot be disassociated: delete instead.",
    1117: "Take the admin role away first.",
  },
  [userEmailUpdate.id]: {
    200: "Let the owner or an admin of the account change the address.",
    300: "The new address must be on a domain that the account manages: add the domain, or choose another address.",
    1000: "Only the owner of the account may change an admin's address.",
    1005: "Somebody in Zoom has the new address: choose another, or free it first.",
    1116: "The new address must be on a domain that the account manages: add the domain, or choose another address.",
  },
  [userBackgroundAdd.id]: {
    [-1]: "Send multipart/form-data with the picture in a part named file, with a filename.",
    120: "Send one JPEG, GIF or PNG of at most 15 MiB; a user has at most ten.",
  },
  [userSettingsUpdate.id]: settingsFixes,
  [userPassword.id]: passwordFixes,
  [userPicture.id]: {
    120: "Send multipart/form-data with one JPEG or PNG of at most 2 MB in a part named pic_file, with a filename.",
    300: "Zoom does not take this picture: try to open it, and choose another.",
  },
  [userStatus.id]: { 2033: seats, 3412: seats },
};

/** What to do about a refusal, in plain words. Codes mean different things to different operations. */
export const fixFor = (operationId: string, code: number): string =>
  perOperation[operationId]?.[code] ?? common[code] ?? "Look the code up in Zoom's documentation of this call.";

/** True when somebody wrote a fix for this very code. */
export const hasFix = (operationId: string, code: number): boolean =>
  perOperation[operationId]?.[code] !== undefined || common[code] !== undefined;
