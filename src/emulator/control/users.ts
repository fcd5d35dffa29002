import { z } from "zod";

import { roles, userTypes } from "#zoom";

import type { User } from "../records.ts";
import type { Tenant } from "../tenant.ts";
import type { World } from "../world.ts";
import { tenantOf } from "./accounts.ts";
import { type ControlCall, type ControlRoute, json, problem } from "./route.ts";

const maxPage = 1000;

const querySchema = z.object({
  q: z.string().default(""),
  status: z.enum(["active", "inactive", "pending", "expired"]).exactOptional(),
  type: z.coerce.number().exactOptional(),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(maxPage).default(100),
});

const typeNames = new Map<number, string>(Object.values(userTypes).map(({ type, name }) => [type, name]));
const builtInRoles = new Map<string, string>(Object.values(roles).map(({ id, name }) => [id, name]));

const timeText = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** What a list shows: no profile, no search for mails. */
const rowView = (tenant: Tenant, user: User): Record<string, unknown> => ({
  id: user.id,
  email: user.email,
  first_name: user.firstName,
  last_name: user.lastName,
  type: user.type,
  type_name: typeNames.get(user.type) ?? String(user.type),
  status: user.status,
  role_name: builtInRoles.get(user.roleId) ?? tenant.roles.byId(user.roleId)?.name ?? user.roleId,
  created_at: timeText(user.createdAt),
});

const userView = (world: World, tenant: Tenant, user: User): Record<string, unknown> => ({
  ...rowView(tenant, user),
  display_name: user.profile?.display_name ?? `${user.firstName} ${user.lastName}`.trim(),
  action: user.action,
  role_id: user.roleId,
  invited_at: timeText(user.invitedAt),
  last_login_at: timeText(user.lastLoginAt),
  mails: world.mails
    .all()
    .filter((mail) => mail.userId === user.id && mail.account === user.account)
    .map(({ id }) => id),
  profile: user.profile ?? {},
});

/** Newest first. */
const find = (tenant: Tenant, { q, status, type }: z.output<typeof querySchema>): readonly User[] => {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return tenant.users
    .all()
    .filter((user) => {
      if (status !== undefined && user.status !== status) return false;
      if (type !== undefined && user.type !== type) return false;
      if (words.length === 0) return true;
      const text = `${user.email} ${user.firstName} ${user.lastName} ${user.profile?.dept ?? ""}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .toReversed();
};

const list = (call: ControlCall) => {
  const tenant = tenantOf(call);
  if (tenant === undefined) return problem(404, "No such account. GET /_rollcall/accounts lists them.");
  const query = querySchema.parse(Object.fromEntries(call.query));
  call.world.expireInvitations(tenant);
  const found = find(tenant, query);
  return json(200, {
    account_id: tenant.account.id,
    total: found.length,
    offset: query.offset,
    users: found.slice(query.offset, query.offset + query.limit).map((user) => rowView(tenant, user)),
  });
};

export const userRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/users",
    what: `Users of an account (?account=, or the first), newest first, expired ones too: ?q=, ?status=, ?type=, ?offset=, ?limit= (100, at most ${maxPage}).`,
    handle: list,
  },
  {
    method: "GET",
    path: "/users/{user}",
    what: "One user by id or address, with profile and the ids of the mails sent to it.",
    handle: (call) => {
      const tenant = tenantOf(call);
      const name = call.parameters["user"] ?? "";
      const user = tenant?.users.byId(name) ?? tenant?.users.byEmail(name);
      if (tenant === undefined || user === undefined)
        return problem(404, "No such user. GET /_rollcall/users lists them.");
      return json(200, userView(call.world, tenant, user));
    },
  },
];
