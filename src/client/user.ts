import { z } from "zod";

export const userStatuses = ["active", "inactive", "pending"] as const;
export type UserStatus = (typeof userStatuses)[number];

/** One assigned licence of an account with several subscriptions. */
export interface Licence {
  /** `MEETING` or `ZOOM_WORKPLACE_BUNDLE`. */
  readonly kind: string;
  /** Up to 2^59: a bigint where a number would lose digits. */
  readonly option: number | bigint;
  readonly subscriptionId?: string | undefined;
}

/** A user as a listing shows it. Texts that Zoom leaves out are empty. */
export interface UserRow {
  /** Absent in listings of pending users. */
  readonly id?: string | undefined;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly displayName: string;
  /** 1 Basic, 2 Licensed, 4 Unassigned, 99 None. */
  readonly type: number;
  readonly status: UserStatus;
  readonly department: string;
  readonly timezone: string;
  readonly language: string;
  readonly groupIds: readonly string[];
  readonly divisionIds: readonly string[];
  readonly roleId?: string | undefined;
  readonly employeeId?: string | undefined;
  readonly unitedPlan?: string | undefined;
  readonly licences: readonly Licence[];
  readonly verified?: boolean | undefined;
  /** ISO time of the invitation; only in listings of pending users. A look-up of one shows the time of the call. */
  readonly invitedAt?: string | undefined;
  /** ISO time at which the user was created. */
  readonly createdAt?: string | undefined;
  /** ISO time; Zoom only moves it after three days. */
  readonly lastLoginAt?: string | undefined;
}

/** A user as GET /users/{userId} shows it. */
export interface UserDetail extends UserRow {
  readonly jobTitle: string;
  readonly company: string;
  readonly location: string;
  readonly costCenter: string;
  readonly manager: string;
  readonly accountId?: string | undefined;
  readonly roleName?: string | undefined;
  /** 1 Google, 99 API, 100 work e-mail, 101 SSO and others. */
  readonly loginTypes: readonly number[];
  readonly pmi?: number | undefined;
  readonly usePmi?: boolean | undefined;
  readonly vanityUrl?: string | undefined;
  readonly pronouns?: string | undefined;
  /** `zoom_one_type`; a bigint where a number would lose digits. */
  readonly workplaceCode?: number | bigint | undefined;
}

/** There is no such user to be seen in this account. */
export interface NotHere {
  /** `elsewhere`: the address belongs to another account; `invitation expired`: it was invited more than 30 days ago. */
  readonly notHere: "not found" | "elsewhere" | "invitation expired";
}

/** Users counted by kind; `total` leaves pending users out. */
export interface Summary {
  readonly licensed: number;
  readonly basic: number;
  readonly onPrem: number;
  readonly rooms: number;
  readonly pending: number;
  readonly joinOnly: number;
  readonly total: number;
}

const text = z.string().catch("");
const maybeText = z.string().min(1).optional().catch(undefined);
const texts = z.array(z.string()).catch([]);
const digits = z.union([z.number(), z.bigint()]);

const wireLicence = z.object({ license_type: z.string(), license_option: digits, subscription_id: maybeText });

// Only what nobody can do without is demanded; anything else that looks odd is left out rather than losing the user.
const wireRow = z.object({
  id: maybeText,
  email: z.string().min(1),
  first_name: text,
  last_name: text,
  display_name: text,
  type: z.number(),
  status: z.enum(userStatuses).optional().catch(undefined),
  dept: text,
  timezone: text,
  language: text,
  group_ids: texts,
  division_ids: texts,
  role_id: maybeText,
  employee_unique_id: maybeText,
  plan_united_type: maybeText,
  license_info_list: z.array(wireLicence).catch([]),
  verified: z.number().optional().catch(undefined),
  created_at: maybeText,
  user_created_at: maybeText,
  last_login_time: maybeText,
});

const wireDetail = wireRow.extend({
  job_title: text,
  company: text,
  location: text,
  cost_center: text,
  manager: text,
  account_id: maybeText,
  role_name: maybeText,
  login_types: z.array(z.number()).catch([]),
  pmi: z.number().optional().catch(undefined),
  use_pmi: z.boolean().optional().catch(undefined),
  vanity_url: maybeText,
  pronouns: maybeText,
  zoom_one_type: digits.optional().catch(undefined),
});

const licences = (list: readonly z.infer<typeof wireLicence>[]): readonly Licence[] =>
  list.map(({ license_type: kind, license_option: option, subscription_id: subscriptionId }) => ({
    kind,
    option,
    subscriptionId,
  }));

const rowOf = (wire: z.infer<typeof wireRow>, assumed: UserStatus): UserRow => ({
  id: wire.id,
  email: wire.email,
  firstName: wire.first_name,
  lastName: wire.last_name,
  displayName: wire.display_name,
  type: wire.type,
  status: wire.status ?? assumed,
  department: wire.dept,
  timezone: wire.timezone,
  language: wire.language,
  groupIds: wire.group_ids,
  divisionIds: wire.division_ids,
  roleId: wire.role_id,
  employeeId: wire.employee_unique_id,
  unitedPlan: wire.plan_united_type,
  licences: licences(wire.license_info_list),
  verified: wire.verified === undefined ? undefined : wire.verified !== 0,
  createdAt: wire.user_created_at,
  lastLoginAt: wire.last_login_time,
});

/** Parses rows of a listing of `status`. */
export const userRowSchema = (status: UserStatus): z.ZodType<UserRow> =>
  wireRow.transform((wire): UserRow => {
    const row = rowOf(wire, status);
    return row.status === "pending" ? { ...row, invitedAt: wire.created_at } : row;
  });

export const userDetailSchema: z.ZodType<UserDetail> = wireDetail.transform((wire): UserDetail => ({
  ...rowOf(wire, "active"),
  jobTitle: wire.job_title,
  company: wire.company,
  location: wire.location,
  costCenter: wire.cost_center,
  manager: wire.manager,
  accountId: wire.account_id,
  roleName: wire.role_name,
  loginTypes: wire.login_types,
  pmi: wire.pmi,
  usePmi: wire.use_pmi,
  vanityUrl: wire.vanity_url,
  pronouns: wire.pronouns,
  workplaceCode: wire.zoom_one_type,
}));

const count = z.number();

export const summarySchema: z.ZodType<Summary> = z
  .object({
    licensed_users_count: count,
    basic_users_count: count,
    on_prem_users_count: count.catch(0),
    room_users_count: count.catch(0),
    pending_users_count: count,
    join_only_users_count: count.catch(0),
    total_users_count: count,
  })
  .transform((wire): Summary => ({
    licensed: wire.licensed_users_count,
    basic: wire.basic_users_count,
    onPrem: wire.on_prem_users_count,
    rooms: wire.room_users_count,
    pending: wire.pending_users_count,
    joinOnly: wire.join_only_users_count,
    total: wire.total_users_count,
  }));
