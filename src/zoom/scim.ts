import { documented, inferred } from "./source.ts";

/** URNs of SCIM, as they stand in bodies. */
export const scimUrns = {
  error: "urn:ietf:params:scim:api:messages:2.0:Error",
  list: "urn:ietf:params:scim:api:messages:2.0:ListResponse",
  user: "urn:ietf:params:scim:schemas:core:2.0:User",
  group: "urn:ietf:params:scim:schemas:core:2.0:Group",
  enterprise: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
  /** Licences and the rest of what only Zoom has. */
  zoom: "urn:ietf:params:scim:schemas:extension:zoom:1.0:User",
  /** How the user signs in. */
  zoomUser: "urn:us:zoom:scim:schemas:extension:1.0:ZoomUser",
  zoomGroup: "urn:ietf:params:scim:schemas:extension:zoom:2.0:Group",
  source: documented("OAS-S; the core URNs RFC 7643, Zoom's examples print that of the list in their place"),
} as const;

export const scimMedia = { type: "application/scim+json", source: documented("OAS-S; RFC 7644") } as const;

/** `startIndex` counts from 1; a count out of range is the nearest one in it. */
export const scimPaging = {
  defaultCount: 1,
  maxCount: 100,
  source: documented("OAS-S; out of range inferred from RFC 7644"),
} as const;

/** userType in SCIM and `type` in /v2. */
export const scimUserTypes = {
  Basic: 1,
  Licensed: 2,
  "On-Prem": 3,
  Collaboration: 4,
  source: inferred("the names; 99 is shown as Collaboration too"),
} as const;

/** Attributes of the Zoom extension that hold the code of a Workplace bundle: `zoom_one_type` in /v2. */
export const scimBundles: Readonly<Record<string, readonly string[]>> = {
  zoomOneBizPlus: ["16", "32", "64", "128", "33554432"],
  zoomOneEdu: [],
  zoomOneSchoolCampusPlus: ["137438953472", "274877906944", "549755813888", "1099511627776", "2199023255552"],
  zoomOneEntPremier: ["134217728", "268435456", "536870912", "1073741824", "2147483648"],
  zoomOneEduEntPremier: ["4294967296", "8589934592", "17179869184", "34359738368", "68719476736"],
};

/** Licences of the Zoom extension that a user has or has not. */
export const scimFlags = [
  "zoomIQ",
  "zoomRevenueAccelerator",
  "zoomCustomerManagedKey",
  "zoomWhiteboard",
  "zoomWhiteboardPlus",
  "zoomTranslatedCaptions",
  "zoomHuddles",
  "zoomWorkforceManagement",
  "zoomQualityManagement",
  "zoomScheduler",
  "zoomClipsPlus",
  "zoomMailAndCalendar",
  "visitorManagement",
  "zoomComplianceManagement",
  "zoomDocs",
  "clinicalNotes",
  "zoomClinicians",
  "zoomCustomAICompanion",
  "zoomAICompanion",
] as const;

/** Texts of the Zoom extension that are kept and shown as they were given. */
export const scimTexts = [
  "transferee",
  "zoomRevenueAcceleratorRole",
  "zoomAutoDialer",
  "zoomFrontline",
  "zoomWorkplaceSubscription",
  "zoomRevenueAcceleratorSubscription",
  "zoomCustomerManagedKeySubscription",
  "zoomWhiteboardSubscription",
  "zoomTranslatedCaptionsSubscription",
  "zoomWorkforceManagementSubscription",
  "zoomQualityManagementSubscription",
  "zoomSchedulerSubscription",
  "zoomClipsPlusSubscription",
  "visitorManagementSubscription",
  "zoomComplianceManagementSubscription",
  "zoomDocsSubscription",
  "zoomAutoDialerSubscription",
] as const;

/** Texts of the Zoom extension that no answer shows: Zoom Phone and Contact Center, which are not emulated. */
export const scimSilent = [
  "zoomPhoneExtNumber",
  "zoomPhoneNumber",
  "zoomPhoneSite",
  "zoomPhoneCallingPlan",
  "zoomPhoneCallingPlanSubscription",
  "zoomContactCenterPackage",
  "zoomContactCenterAddonsPlan",
  "zoomContactCenterRole",
  "zoomContactCenterRegion",
  "zoomContactCenterUserTemplate",
] as const;
