import { documented, inferred, type Source, wire } from "./source.ts";

/** A mail that Zoom sends: to whom it is about, always. */
export interface MailFacts {
  readonly when: string;
  readonly source: Source;
}

/** By the kind that the inbox shows. */
export const mails = {
  activation: {
    when: "`create` for an address that nobody at Zoom has, and `ssoCreate` that leaves a pending user; a link to become active, good for 30 days",
    source: documented("OAS-U; DF-69260 for ssoCreate (wire)"),
  },
  join: {
    when: "`create` for an address that has a Free account elsewhere; links to accept and to decline, good for 30 days",
    source: wire("DF-3392; Zoom support: Adding existing users to a paid account"),
  },
  password: {
    when: "an administrator changes the password by PUT /users/{userId}/password",
    source: documented("OAS-U"),
  },
  "sign-in": {
    when: "somebody signs in with address and password, on a Free or Pro account (each sign-in that a test tells of counts as a new device)",
    source: documented("Zoom support: Enabling or disabling new sign-in email alerts; the new device is inferred"),
  },
} as const satisfies Readonly<Record<string, MailFacts>>;

export type MailKind = keyof typeof mails;

/** What declining an invitation does. */
export const declined = {
  what: "Who declines an invitation to join is no pending user any more, and keeps the account elsewhere.",
  source: inferred("Zoom support has the choice; what is left behind is not said"),
} as const;

/** The sender that the inbox shows. */
export const mailSender = { address: "no-reply@zoom.us", source: inferred("common knowledge") } as const;

/** Mails that Zoom sends and no state here can cause. */
export const mailsNotSent: readonly MailFacts[] = [
  {
    when: "A new address to be confirmed: who changes it in the web portal must follow a link. PUT /users/{userId}/email changes it at once, and no document names a mail for it.",
    source: documented("Zoom support: How Do I Change the Email on My Account"),
  },
  {
    when: "Licences that run low: a setting of the web portal that the API does not have.",
    source: documented("Zoom support: Assigning users to receive low license notification emails"),
  },
  {
    when: "Deactivated users that are about to be deleted: automatic deletion is a setting that the API does not have.",
    source: documented("Zoom support: Deleting, deactivating, or unlinking users"),
  },
  {
    when: "Meetings, recordings and their reminders (`email_notification` of the settings): meetings are not emulated.",
    source: documented("OAS-U"),
  },
  {
    when: "Security, trust and safety notices of Zoom itself.",
    source: documented("Zoom support: Assigning users to receive security emails from Zoom"),
  },
];

/** What one might expect a mail for, and none is sent here because no source says that Zoom sends one. */
export const mailsUnknown = {
  occasions: [
    "deactivating and activating a user",
    "deleting and disassociating one, and data transferred with it",
    "a changed role, and a new Owner",
    "licences and features given or taken",
    "a scheduling privilege",
    "groups and their administrators",
  ],
  source: inferred("Zoom support describes each of these without a mail"),
} as const;
