import type { CreateAction, MailKind } from "#zoom";

import type { AccountSettings } from "./account-settings.ts";
import type { Credential, Device, MeetingTemplate, Picture, Presence, SummaryTemplate } from "./belongings.ts";
import type { FaultRule } from "./faults/records.ts";
import type { App, Grant, Token } from "./oauth/records.ts";
import type { Switches } from "./switches.ts";
import type { Delivery, Webhook } from "./webhooks/records.ts";

export type UserStatus = "active" | "inactive" | "pending" | "expired";

/** Fields of a user that most users never have: kept apart so that a million users fit in memory. Wire names. */
export interface Profile {
  display_name?: string;
  timezone?: string;
  language?: string;
  dept?: string;
  vanity_name?: string;
  host_key?: string;
  cms_user_id?: string;
  job_title?: string;
  company?: string;
  location?: string;
  cost_center?: string;
  manager?: string;
  phone_country?: string;
  phone_number?: string;
  phone_numbers?: readonly unknown[];
  division_ids?: readonly unknown[];
  /** The group chosen for a pending user; joined when the invitation is accepted. */
  group_id?: string;
  /** Groups in order of joining: the first is the primary one. */
  group_ids?: readonly string[];
  /** Groups the user administers. */
  admin_group_ids?: readonly string[];
  /** Users that may schedule for this one, in the order they were named. */
  assistants?: readonly Assistant[];
  custom_attributes?: readonly unknown[];
  pronouns?: string;
  pronouns_option?: number;
  about_me?: string;
  linkedin_url?: string;
  use_pmi?: boolean;
  zoom_phone?: boolean;
  zoom_one_type?: number | bigint;
  plan_united_type?: string;
  license_info_list?: readonly LicenceInfo[];
  /** Licences by the names of settings: `webinar: "true"`, `webinar_capacity: "500"`; what SCIM knows of a user besides. */
  features?: Readonly<Record<string, string>>;
  /** The employee's number, as an identity provider gives it. */
  employee_unique_id?: string;
  /** The id that a SCIM client gave. */
  external_id?: string;
  /** Zoom itself has deactivated the user. */
  force_inactive?: boolean;
  /** A Zoom Room, not a person. */
  is_room?: boolean;
  /** Key of the picture; the picture is on a shelf of its own. */
  picture?: string;
}

export interface LicenceInfo {
  license_type: string;
  license_option: number | bigint;
  subscription_id: string;
}

export interface Assistant {
  readonly id: string;
  /** May manage the host's private events. */
  readonly events: boolean;
}

export interface User {
  /** Place in the account's list: the order of creation. */
  readonly seq: number;
  readonly account: string;
  readonly id: string;
  email: string;
  firstName: string;
  lastName: string;
  type: number;
  status: UserStatus;
  action: CreateAction;
  /** Id of the role: "0" Owner, "1" Admin, "2" Member, or that of a role of the account's own. */
  roleId: string;
  pmi: number;
  /** Milliseconds on the emulator's clock. */
  createdAt: number;
  /** When the invitation was sent, or accepted once it was. */
  invitedAt: number;
  lastLoginAt: number | null;
  profile: Profile | null;
  /** When anything of it changed last; absent = never. */
  changedAt?: number;
}

export interface Group {
  /** Place in the account's list, from the same count as the users'. */
  readonly seq: number;
  readonly account: string;
  readonly id: string;
  name: string;
  /** Absent in records of a time before it was kept. */
  readonly createdAt?: number;
  changedAt?: number;
  /** The group that Zoom gives everybody: SCIM does not delete it. */
  readonly isDefault?: boolean;
  /** Of SCIM's Zoom extension. */
  emailAlias?: string;
}

/** A role that the account made for itself; the built-in ones are nobody's record. */
export interface Role {
  readonly account: string;
  /** `R` and 22 characters. */
  readonly id: string;
  name: string;
  description: string;
  readonly type: "common" | "iq";
  privileges: readonly string[];
  /** `sub_account_privileges.second_level`; null = never given. */
  secondLevel: number | null;
}

/** Contacts that the account shows its users as one list. */
export interface ContactGroup {
  /** Place in the account's list, from the same count as the users'. */
  readonly seq: number;
  readonly account: string;
  readonly id: string;
  name: string;
  /** 1 everybody in the account, 2 only its members, 3 nobody. */
  privacy: number;
  description: string;
  /** Users (1) and groups (2) by their ids, in order of joining. */
  members: readonly ContactGroupMember[];
}

export interface ContactGroupMember {
  readonly type: 1 | 2;
  readonly id: string;
}

/** A part of the account's organisation; who is in it is kept with the users. */
export interface Division {
  /** Place in the account's list, from the same count as the users'. */
  readonly seq: number;
  readonly account: string;
  readonly id: string;
  name: string;
  description: string;
  readonly isMain: boolean;
}

/** A picture to stand in front of; what is in it cannot be fetched, so it is not kept. */
export interface Background {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/** What was set for an account, a group or a user, and nothing of what was not: defaults are nobody's record. */
export interface SettingsRecord {
  readonly account: string;
  /** `account`, or `group` or `user` and its id. */
  readonly id: string;
  /** By the paths they are kept under: see settings/keys.ts. */
  values: Readonly<Record<string, unknown>>;
  /** What is locked, by the path of the lock; a text where Zoom's lock is one. */
  locks: Readonly<Record<string, boolean | string>>;
  /** Parts of the document of webinar registration. */
  registration: Readonly<Record<string, unknown>>;
  backgrounds: readonly Background[];
}

/** What is known of an address that has a Zoom account, but not in this one. */
export type Elsewhere = "free" | "paid" | "claimed" | "gpa-owner" | "forbidden" | "call-queue-manager";

export interface Account {
  readonly id: string;
  readonly number: number;
  name: string;
  readonly preset: string;
  settings: AccountSettings;
  switches: Switches;
  /** Addresses with a Zoom account outside this one, in lower case. */
  elsewhere: Record<string, Elsewhere>;
  nextSeq: number;
  /** Daily counters: name -> count on `quotaDay`. */
  quotaDay: number;
  quotas: Record<string, number>;
}

export interface Mail {
  /** 128 random bits: also the secret in the mail's link. */
  readonly id: string;
  readonly account: string;
  readonly userId: string;
  readonly kind: MailKind;
  readonly to: string;
  /** Milliseconds on the emulator's clock. */
  readonly at: number;
}

/** Kinds of record that hang on an account by their id, with nothing else to them: see shelf.ts. */
export interface ShelfRecords {
  contactGroup: ContactGroup;
  credential: Credential;
  device: Device;
  division: Division;
  meetingTemplate: MeetingTemplate;
  picture: Picture;
  presence: Presence;
  settings: SettingsRecord;
  summaryTemplate: SummaryTemplate;
}

export type ShelfKind = keyof ShelfRecords;

/** In the order they must come back in. */
export const shelfKinds = [
  "contactGroup",
  "credential",
  "device",
  "division",
  "meetingTemplate",
  "picture",
  "presence",
  "settings",
  "summaryTemplate",
] as const satisfies readonly ShelfKind[];

/** The kinds of record that persist and travel in snapshots. */
export interface Records extends ShelfRecords {
  account: Account;
  app: App;
  token: Token;
  user: User;
  grant: Grant;
  group: Group;
  role: Role;
  mail: Mail;
  fault: FaultRule;
  clock: ClockState;
  webhook: Webhook;
  delivery: Delivery;
}

export interface ClockState {
  /** Added to the machine's clock, milliseconds. */
  readonly offsetMs: number;
  /** The time at which the clock stands still; null = it runs. */
  readonly frozenAt: number | null;
}
