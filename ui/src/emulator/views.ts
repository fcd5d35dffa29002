// What the control plane answers (docs/reference/control-plane.md), as far as it is shown.
export interface UserRow {
  readonly id: string;
  readonly email: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly type: number;
  readonly type_name: string;
  readonly status: string;
  readonly role_name: string;
  readonly created_at: string | null;
}

export interface UserCardView extends UserRow {
  readonly display_name: string;
  readonly action: string;
  readonly dept: string;
  readonly invited_at: string | null;
  readonly last_login_at: string | null;
  readonly mails: readonly string[];
  readonly profile: Readonly<Record<string, unknown>>;
}

export interface MailView {
  readonly id: string;
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly kind: string;
  readonly at: string;
  /** Empty in a mail that asks nothing. */
  readonly link: string;
  /** Of an invitation to join. */
  readonly decline_link?: string;
  readonly text: string;
  /** Of its copy to an SMTP server; absent where none was named. */
  readonly smtp?: { readonly state: string; readonly error?: string };
}

export interface RequestView {
  readonly number: number;
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly operation: string;
  readonly account_id: string;
  readonly status: number;
  readonly hint: string;
  readonly lost: boolean;
  readonly fault: string | null;
  readonly request: { readonly content_type: string; readonly body: string };
  readonly answer: { readonly headers: Readonly<Record<string, string>>; readonly body: string };
}

export interface ClockView {
  readonly now: string;
  readonly frozen: boolean;
  readonly offset_ms: number;
}

export interface FaultView {
  readonly id: string;
  readonly operation: string | null;
  readonly first: number | null;
  readonly every: number | null;
  readonly seen: number;
  readonly effect: Readonly<Record<string, unknown>> & { readonly kind: string };
}

export interface WebhookView {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly state: string;
  readonly problem: string;
  readonly next_validation: string | null;
  readonly created_at: string | null;
}

export interface DeliveryView {
  readonly id: string;
  readonly webhook_id: string;
  readonly event: string;
  readonly state: string;
  readonly note: string;
  readonly next_attempt: string | null;
  readonly replay_of: string | null;
  readonly created_at: string | null;
  readonly payload: unknown;
  readonly attempts: readonly {
    readonly at: string | null;
    readonly status: number;
    readonly ms: number;
    readonly error: string;
  }[];
}

export interface AccountView {
  readonly account_id: string;
  readonly name: string;
  readonly preset: string;
  readonly settings: Readonly<Record<string, unknown>> & {
    readonly plan: string;
    readonly seats: { readonly basic: number | null; readonly licensed: number };
  };
  readonly switches: Readonly<Record<string, string>>;
  readonly seats_taken: { readonly basic: number; readonly licensed: number };
  readonly today: {
    readonly invites: { readonly used: number; readonly limit: number };
    readonly heavy: { readonly used: number; readonly limit: number | null };
  };
  readonly users: { readonly active: number; readonly inactive: number; readonly pending: number };
}
