import { userTypes } from "#zoom";
import type { UserView } from "#server";

import type { Style } from "./style.ts";
import { plain } from "./plain.ts";
import { table } from "./table.ts";

/** Basic, Licensed, … or the number. */
export const typeName = (type: number): string =>
  Object.values(userTypes).find((known) => known.type === type)?.name ?? String(type);

const nameOf = ({ displayName, firstName, lastName }: UserView): string =>
  plain(displayName === "" ? `${firstName} ${lastName}`.trim() : displayName);

/** A user as scripts see it. */
export const userDocument = ({
  firstName,
  lastName,
  displayName,
  roleId,
  createdAt,
  lastLoginAt,
  invitedAt,
  jobTitle,
  costCenter,
  ...user
}: UserView): object => ({
  ...user,
  first_name: firstName,
  last_name: lastName,
  display_name: displayName,
  role_id: roleId,
  created_at: createdAt,
  last_login_at: lastLoginAt,
  ...(invitedAt === undefined ? {} : { invited_at: invitedAt }),
  job_title: jobTitle,
  cost_center: costCenter,
});

export const userTable = (users: readonly UserView[], style: Style): string => {
  const head = ["e-mail", "name", "licence", "status", "department", "id"].map((cell) => style.dim(cell));
  const lines = users.map((user) => [
    plain(user.email),
    nameOf(user),
    typeName(user.type),
    user.status === "active" ? style.good(user.status) : style.warn(user.status),
    plain(user.department),
    plain(user.id ?? "-"),
  ]);
  return table([head, ...lines]);
};

/** One user, a field a line; empty ones are left out. */
export const userCard = (user: UserView): string => {
  const fields: readonly (readonly [string, string | undefined])[] = [
    ["e-mail", user.email],
    ["id", user.id],
    ["name", nameOf(user)],
    ["licence", `${typeName(user.type)} (type ${user.type})`],
    ["status", user.status],
    ["role", user.roleId],
    ["department", user.department],
    ["job title", user.jobTitle],
    ["company", user.company],
    ["location", user.location],
    ["cost center", user.costCenter],
    ["manager", user.manager],
    ["timezone", user.timezone],
    ["language", user.language],
    ["created", user.createdAt],
    ["last login", user.lastLoginAt],
  ];
  return table(fields.flatMap(([name, value]) => (value === undefined || value === "" ? [] : [[name, plain(value)]])));
};
