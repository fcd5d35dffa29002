import { documented, inferred } from "./source.ts";

const both = (name: string): readonly string[] => [`${name}:Read`, `${name}:Edit`];

/** Privileges a role can have. The page is longer than what is known of it here: others are accepted too. */
export const rolePrivileges = {
  names: [
    ...[
      "User",
      "Role",
      "Group",
      "AccountProfile",
      "AccountSetting",
      "WebinarSetting",
      "Recording",
      "SubAccount",
      "ZoomRooms",
      "DigitalSignage",
      "IMGroups",
      "IMSetting",
      "BillingSubscription",
      "BillingInformation",
      "Division",
    ].flatMap(both),
    "RecordingContent:Read",
    "IMChatHistory:Read",
    "IMChatBot:Edit",
    "Dashboard:Read",
    "Branding:Edit",
    "MobileDeviceManagement:Read",
  ],
  source: documented("ZDoc privileges"),
} as const;

/** Limits of roles. */
export const roleLimits = {
  page: 30,
  maxPage: 300,
  /** Users in one call. */
  newMembers: 30,
  source: documented("OAS-A"),
} as const;

/** What roles are about: everything but Zoom's contact centre, or that. */
export const roleTypes = { values: ["common", "iq"], source: inferred("the parameter of GET /roles, OAS-A") } as const;
