import type { ExactValue } from "#base";
import type { CreateAction } from "#zoom";

import { clientErrors } from "./errors.ts";

/** Licences to assign at creation beside `type`. */
export interface NewLicences {
  /** `feature.zoom_one_type`; beyond 2^53 only as bigint. */
  readonly workplaceCode?: number | bigint;
  /** `feature.zoom_phone`. */
  readonly phone?: boolean;
  /** `plan_united_type`: a power of two as text. */
  readonly unitedPlan?: string;
  /** `license_info_list`, at most two; only for accounts with several subscriptions. */
  readonly list?: readonly {
    readonly kind: "MEETING" | "ZOOM_WORKPLACE_BUNDLE";
    readonly option: number | bigint;
    readonly subscriptionId: string;
  }[];
}

/** A user to create. */
export interface NewUser {
  readonly action: CreateAction;
  /** At most 128 characters. */
  readonly email: string;
  /** 1 Basic, 2 Licensed, 4 Unassigned, 99 None (ssoCreate only). */
  readonly type: number;
  /** At most 64 characters, 5 of them Chinese; so too `lastName`. */
  readonly firstName?: string;
  readonly lastName?: string;
  /** At most 128 characters, 10 of them Chinese; made of first and last name when absent. */
  readonly displayName?: string;
  /** 8 to 32 characters; sent for `autoCreate` only, ignored by Zoom otherwise. */
  readonly password?: string;
  /** Only one for now. */
  readonly divisionIds?: readonly string[];
  readonly licences?: NewLicences;
}

/** Attributes to change; what is absent stays. An empty text empties the field. */
export interface UserChanges {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly displayName?: string;
  /** Never together with `unitedPlan` or `workplaceCode`. */
  readonly type?: number;
  readonly department?: string;
  readonly jobTitle?: string;
  readonly company?: string;
  readonly location?: string;
  readonly costCenter?: string;
  readonly manager?: string;
  readonly timezone?: string;
  readonly language?: string;
  readonly pronouns?: string;
  readonly hostKey?: string;
  readonly vanityName?: string;
  readonly pmi?: number;
  readonly usePmi?: boolean;
  /** The only one that has an effect on a pending user. */
  readonly groupId?: string;
  readonly divisionIds?: readonly string[];
  /** `none` turns it off. */
  readonly unitedPlan?: string;
  /** 0 turns it off; beyond 2^53 only as bigint. */
  readonly workplaceCode?: number | bigint;
}

const given = (values: Readonly<Record<string, ExactValue | undefined>>): { readonly [key: string]: ExactValue } => {
  const kept: Record<string, ExactValue> = {};
  for (const [key, value] of Object.entries(values)) if (value !== undefined) kept[key] = value;
  return kept;
};

/** An integer that lost digits before it came here would be another licence. */
const exact = (code: number | bigint | undefined): number | bigint | undefined => {
  if (typeof code !== "number" || Number.isSafeInteger(code)) return code;
  throw clientErrors.make("RC_CLIENT_INPUT", `licence code ${code} is no exact integer`, {
    fix: "Give it as a bigint.",
  });
};

/** The body of POST /users. */
export const createBody = (user: NewUser): ExactValue => {
  const { licences = {} } = user;
  const feature = given({ zoom_phone: licences.phone, zoom_one_type: exact(licences.workplaceCode) });
  return {
    action: user.action,
    user_info: given({
      email: user.email,
      type: user.type,
      first_name: user.firstName,
      last_name: user.lastName,
      display_name: user.displayName,
      password: user.action === "autoCreate" ? user.password : undefined,
      division_ids: user.divisionIds,
      feature: Object.keys(feature).length === 0 ? undefined : feature,
      plan_united_type: licences.unitedPlan,
      license_info_list: licences.list?.map(({ kind, option, subscriptionId }) =>
        given({ license_type: kind, license_option: exact(option), subscription_id: subscriptionId }),
      ),
    }),
  };
};

/** The body of PATCH /users/{userId}. */
export const updateBody = (changes: UserChanges): ExactValue =>
  given({
    first_name: changes.firstName,
    last_name: changes.lastName,
    display_name: changes.displayName,
    type: changes.type,
    dept: changes.department,
    job_title: changes.jobTitle,
    company: changes.company,
    location: changes.location,
    cost_center: changes.costCenter,
    manager: changes.manager,
    timezone: changes.timezone,
    language: changes.language,
    pronouns: changes.pronouns,
    host_key: changes.hostKey,
    vanity_name: changes.vanityName,
    pmi: changes.pmi,
    use_pmi: changes.usePmi,
    group_id: changes.groupId,
    division_ids: changes.divisionIds,
    plan_united_type: changes.unitedPlan,
    zoom_one_type: exact(changes.workplaceCode),
  });
