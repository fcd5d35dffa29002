import type { AccountSettings } from "./account-settings.ts";

/** Changes of one password by the API in 24 hours. That there is a limit is documented, its number is not (assumed). */
export const changesPerDay = 5;

const ordinary: AccountSettings = {
  plan: "pro",
  seats: { basic: null, licensed: 100, workplace: 0, phone: 0, united: null },
  subscriptions: [],
  features: {},
  managedDomains: [],
  autoCreate: false,
  sso: false,
  preProvisioning: false,
  isv: false,
  gpa: false,
  allowedDomains: [],
  blockedDomains: [],
  zoomBlockedDomains: ["mailinator.com"],
  refusedWords: [],
  mayAssignLicences: true,
  addOns: {},
  upcomingEvents: {},
  password: { minimumLength: 8, special: false, consecutive: 0, weak: false, history: 0, changesPerDay },
  trustedDomains: [],
  billing: "complete",
  vanityUrl: null,
};

/** The kinds of Zoom account that the emulator plays. `domain` is the account's own mail domain. */
export const presets = {
  free: {
    what: "A Free account: no licences, 4 calls a second, 50 invitations a day.",
    settings: (): AccountSettings => ({
      ...ordinary,
      plan: "free",
      seats: { basic: 100, licensed: 0, workplace: 0, phone: 0, united: 0 },
    }),
  },
  pro: {
    what: "A Pro account: 100 licences, 30 calls a second, 1,500 invitations a day. Only `create` works.",
    settings: (): AccountSettings => ordinary,
  },
  business: {
    what: "A Business account with its own managed domain, SSO and pre-provisioning: create, autoCreate and ssoCreate work.",
    settings: (domain: string): AccountSettings => ({
      ...ordinary,
      plan: "business",
      seats: { basic: null, licensed: 300, workplace: 50, phone: 10, united: null },
      features: {
        concurrent_meeting: 10,
        large_meeting: 20,
        webinar: 20,
        zoom_clips_plus: 50,
        zoom_events: 10,
        zoom_revenue_accelerator: 20,
        zoom_whiteboard: 50,
      },
      vanityUrl: domain.split(".")[0] ?? domain,
      managedDomains: [domain],
      autoCreate: true,
      sso: true,
      preProvisioning: true,
    }),
  },
  education: {
    what: "An Education account: Business limits, many seats, SSO with pre-provisioning, no managed domain.",
    settings: (domain: string): AccountSettings => ({
      ...ordinary,
      plan: "business",
      seats: { basic: null, licensed: 5000, workplace: 0, phone: 0, united: null },
      features: { large_meeting: 100, webinar: 50, zoom_whiteboard: 500 },
      vanityUrl: domain.split(".")[0] ?? domain,
      sso: true,
      preProvisioning: true,
    }),
  },
  isv: {
    what: "An ISV partner's account: custCreate works.",
    settings: (): AccountSettings => ({
      ...ordinary,
      plan: "business",
      seats: { basic: null, licensed: 10_000, workplace: 0, phone: 0, united: null },
      isv: true,
    }),
  },
} as const satisfies Record<string, { what: string; settings: (domain: string) => AccountSettings }>;

export type PresetName = keyof typeof presets;
