import { scimFlags, scimTexts, scimUrns, scimUserTypes } from "#zoom";

import type { Call } from "../handlers.ts";
import { objectOf, stringOf } from "../read.ts";
import type { User } from "../records.ts";
import { displayName, timeText } from "../users/view.ts";
import { bundleAttribute, featureOf } from "./licence-names.ts";
import { versionOf } from "./respond.ts";

/** JSON leaves out what is undefined. */
type View = Record<string, unknown>;

/** An object, or nothing when nothing in it is set. */
const unlessEmpty = (view: View): View | undefined =>
  Object.values(view).some((value) => value !== undefined) ? view : undefined;

const userTypeOf = ({ type }: User): string => {
  if (type === scimUserTypes.Basic) return "Basic";
  if (type === scimUserTypes.Licensed) return "Licensed";
  return type === scimUserTypes["On-Prem"] ? "On-Prem" : "Collaboration";
};

const core = (user: User): View => ({
  externalId: user.profile?.external_id,
  userName: user.email,
  name: { givenName: user.firstName, familyName: user.lastName },
  displayName: displayName(user),
  emails: [{ type: "work", value: user.email, primary: true }],
  active: user.status === "active",
  userType: userTypeOf(user),
});

const loginType = ({ action }: User): View => ({
  loginType: { workEmail: action === "create" || action === "autoCreate", sso: action === "ssoCreate" },
});

const scimPhoneTypes: Readonly<Record<string, string>> = { Mobile: "mobile", Office: "work", Home: "home", Fax: "fax" };

const phones = ({ profile }: User): readonly View[] | undefined =>
  profile?.phone_numbers?.map((item) => {
    const { label, code, number } = objectOf(item);
    return {
      type: scimPhoneTypes[stringOf(label) ?? ""] ?? "work",
      value: (stringOf(code) ?? "") + (stringOf(number) ?? ""),
    };
  });

const belongings = ({ tenant }: Call, user: User): View => ({
  title: user.profile?.job_title,
  locale: user.profile?.language,
  phoneNumbers: phones(user),
  roles: [{ value: user.roleId, display: tenant.roles.nameOf(user.roleId), primary: true }],
  groups: (user.profile?.group_ids ?? []).map((id, place) => ({
    value: id,
    display: tenant.groups.byId(id)?.name,
    type: "direct",
    primary: place === 0,
  })),
});

const customAttributes = ({ profile }: User): View =>
  Object.fromEntries(
    (profile?.custom_attributes ?? []).flatMap((item) => {
      const { name, value } = objectOf(item);
      return typeof name === "string" && typeof value === "string" ? [[name, value]] : [];
    }),
  );

const zoomExtension = (user: User): View | undefined => {
  const { profile } = user;
  const features = profile?.features ?? {};
  const workplace = profile?.zoom_one_type;
  return unlessEmpty({
    // First, so that no name of the account's hides one of Zoom's.
    ...customAttributes(user),
    personalLinkName: profile?.vanity_name,
    pronouns: profile?.pronouns,
    zoomUnited: profile?.plan_united_type,
    ...(workplace === undefined ? {} : { [bundleAttribute(workplace)]: String(workplace) }),
    ...Object.fromEntries(
      scimFlags
        .filter((flag) => flag !== "zoomIQ")
        .map((flag) => [flag, features[featureOf(flag)] === "true" || undefined]),
    ),
    ...Object.fromEntries(scimTexts.map((name) => [name, features[name]])),
  });
};

const enterprise = ({ profile }: User): View | undefined =>
  unlessEmpty({
    department: profile?.dept,
    organization: profile?.company,
    costCenter: profile?.cost_center,
    employeeNumber: profile?.employee_unique_id,
    manager: profile?.manager,
  });

const withMeta = ({ world }: Call, user: User, urns: readonly string[], view: View): View => ({
  schemas: urns.filter((urn) => urn === scimUrns.user || view[urn] !== undefined),
  id: user.id,
  meta: {
    resourceType: "User",
    location: `${world.origin}/scim2/Users/${encodeURIComponent(user.id)}`,
    version: versionOf(JSON.stringify(view)),
    created: timeText(user.createdAt),
    lastModified: timeText(user.changedAt ?? user.createdAt),
  },
  ...view,
});

/** A user in a list. */
export const rowView = (call: Call, user: User): View =>
  withMeta(call, user, [scimUrns.user, scimUrns.enterprise, scimUrns.zoomUser], {
    ...core(user),
    [scimUrns.enterprise]: user.profile?.dept === undefined ? undefined : { department: user.profile.dept },
    [scimUrns.zoomUser]: loginType(user),
  });

/** The whole user; only GET tells how the user signs in. */
export const userView = (call: Call, user: User, withLogin = false): View =>
  withMeta(call, user, [scimUrns.user, scimUrns.enterprise, scimUrns.zoom, scimUrns.zoomUser], {
    ...core(user),
    ...belongings(call, user),
    [scimUrns.enterprise]: enterprise(user),
    [scimUrns.zoom]: zoomExtension(user),
    [scimUrns.zoomUser]: withLogin ? loginType(user) : undefined,
  });
