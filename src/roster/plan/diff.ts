import type { UserDetail, UserRow } from "#client";

import type { Person } from "../read/index.ts";
import { accountFields, type FieldChange, type Profile, profileFields } from "./plan-types.ts";

const isDetail = (user: UserRow | UserDetail): user is UserDetail => "jobTitle" in user;

/** A field of a user as a listing or a look-up shows it; undefined where it does not. */
export const valueOf = (user: UserRow | UserDetail, field: FieldChange["field"]): string | number | undefined => {
  switch (field) {
    case "firstName":
    case "lastName":
    case "displayName":
    case "type":
    case "department":
    case "timezone":
    case "language":
      return user[field];
    case "jobTitle":
    case "company":
    case "location":
    case "costCenter":
    case "manager":
      return isDetail(user) ? user[field] : undefined;
  }
};

/**
 * What the file says differently from the account, field by field. What the file does not say is left alone, and an
 * empty cell says nothing.
 */
export const diff = (person: Person, user: UserRow | UserDetail): FieldChange[] => {
  const changes: FieldChange[] = [];
  for (const field of [...accountFields, "type", ...profileFields] as const) {
    const to = person[field];
    const from = valueOf(user, field);
    if (to === undefined || to === "" || from === undefined || from === to) continue;
    changes.push({ field, from, to });
  }
  return changes;
};

/** The texts of a person that can only be set once the user is active. */
export const profileOf = (person: Person): Profile =>
  Object.fromEntries(
    profileFields.flatMap((field) => {
      const value = person[field];
      return value === undefined || value === "" ? [] : [[field, value]];
    }),
  );
