import type { Plan } from "#zoom";

interface Subscription {
  readonly id: string;
  readonly licensed: number;
  readonly workplace: number;
}

/** What an administrator or Zoom itself has set up on the account. */
export interface AccountSettings {
  plan: Plan;
  /** Seats by kind; null = no cap. Pending users count. */
  seats: { basic: number | null; licensed: number; workplace: number; phone: number; united: number | null };
  subscriptions: readonly Subscription[];
  /** Licences the account owns of each feature with a licence of its own; a feature not named is not enabled. */
  features: Readonly<Record<string, number>>;
  /** Domains the account manages: autoCreate takes their addresses, disassociate refuses them. */
  managedDomains: readonly string[];
  autoCreate: boolean;
  sso: boolean;
  preProvisioning: boolean;
  isv: boolean;
  gpa: boolean;
  /** Empty = any domain may be invited. */
  allowedDomains: readonly string[];
  blockedDomains: readonly string[];
  zoomBlockedDomains: readonly string[];
  refusedWords: readonly string[];
  mayAssignLicences: boolean;
  /** How many users may have an add-on (`webinar 500`, `zoom_whiteboard`, `ZOOM_DOCS`); one that is not named has no cap. */
  addOns: Readonly<Record<string, number>>;
  /** Addresses of users with an upcoming Zoom Event, and its capacity. */
  upcomingEvents: Readonly<Record<string, number>>;
  password: {
    minimumLength: number;
    special: boolean;
    consecutive: number;
    weak: boolean;
    /** Former passwords that may not be used again; 0 = any. */
    history: number;
    /** Changes by the API in 24 hours. */
    changesPerDay: number;
  };
  /** Domains whose people need not wait before they join a meeting. */
  trustedDomains: readonly string[];
  /** What of its billing Zoom finds when the owner changes. */
  billing: "complete" | "no account" | "no contact";
  /** The approved vanity URL's own part: `acme` of acme.zoom.us; null = none. */
  vanityUrl: string | null;
}
