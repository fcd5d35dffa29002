/** What a user has signed in with. `id` is the user's. */
export interface Credential {
  readonly account: string;
  readonly id: string;
  /** Salted SHA-256 of the passwords, newest first. */
  readonly hashes: readonly string[];
  /** When the API changed it, in the last 24 hours. */
  readonly changes: readonly number[];
}

/** A device of the account's rooms that a user works with. */
export interface Device {
  readonly account: string;
  readonly id: string;
  readonly user: string;
  readonly name: string;
  readonly roomName: string;
  readonly roomUserId: string;
  readonly status: "Online" | "Offline";
}

/** What a meeting is scheduled from. */
export interface MeetingTemplate {
  readonly account: string;
  readonly id: string;
  /** null = everybody's. */
  readonly user: string | null;
  readonly name: string;
  /** Values by dotted path; the others have their defaults. */
  readonly settings: Readonly<Record<string, string | boolean>>;
}

/** What the summary of a meeting is written by. */
export interface SummaryTemplate {
  readonly account: string;
  readonly id: string;
  /** null = everybody's. */
  readonly user: string | null;
  readonly name: string;
  readonly description: string;
}

/** A profile picture. `id` is the user's. */
export interface Picture {
  readonly account: string;
  readonly id: string;
  /** Part of its address: another picture has another one. */
  readonly key: string;
  readonly type: "image/jpeg" | "image/png";
  /** Base64. */
  readonly data: string;
}

/** What a user that is signed in to a client is doing. `id` is the user's. */
export interface Presence {
  readonly account: string;
  readonly id: string;
  readonly status: string;
  /** When Do Not Disturb ends; null = it has no end. */
  readonly until: number | null;
}
