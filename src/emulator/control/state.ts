import { z } from "zod";

import { exactJson } from "#base";

import { emailKey } from "../directory.ts";
import { removeGroup } from "../groups/delete.ts";
import { removeRole } from "../roles/members-of.ts";
import { shelfKinds } from "../records.ts";
import { recordSchemas } from "../record-schemas.ts";
import { recordKinds, restoreRecord } from "../restore.ts";
import type { World } from "../world.ts";
import { type ControlRoute, json, problem } from "./route.ts";

/** Raised when what a snapshot holds changes; an older one is then refused by name. */
const snapshotFormat = 1;

const takeSnapshot = (world: World): string => {
  const users = [...world.tenants.values()].flatMap((tenant) => tenant.users.all());
  return exactJson.stringify({
    format: snapshotFormat,
    records: {
      clock: [world.clockState],
      account: [...world.tenants.values()].map((tenant) => tenant.account),
      group: [...world.tenants.values()].flatMap((tenant) => tenant.groups.all()),
      role: [...world.tenants.values()].flatMap((tenant) => tenant.roles.custom()),
      app: [...world.apps.values()],
      token: [...world.tokens.values()],
      grant: world.grants.all(),
      user: users,
      ...Object.fromEntries(
        shelfKinds.map((kind) => [
          kind,
          [...world.tenants.values()].flatMap(({ shelves }): readonly unknown[] => shelves[kind].all()),
        ]),
      ),
      mail: world.mails.all(),
      fault: world.faults.all(),
      webhook: world.outbox.webhooks(),
      delivery: [...world.outbox.deliveries.values()],
    },
  });
};

const snapshotSchema = z.object({
  format: z.literal(snapshotFormat, `only format ${snapshotFormat} is understood`),
  records: z.object({
    clock: z.array(recordSchemas.clock),
    account: z.array(recordSchemas.account),
    // A snapshot of a time before groups has none.
    group: z.array(recordSchemas.group).default([]),
    role: z.array(recordSchemas.role).default([]),
    app: z.array(recordSchemas.app),
    token: z.array(recordSchemas.token),
    grant: z.array(recordSchemas.grant).default([]),
    user: z.array(recordSchemas.user),
    mail: z.array(recordSchemas.mail),
    fault: z.array(recordSchemas.fault),
    contactGroup: z.array(recordSchemas.contactGroup).default([]),
    division: z.array(recordSchemas.division).default([]),
    settings: z.array(recordSchemas.settings).default([]),
    summaryTemplate: z.array(recordSchemas.summaryTemplate).default([]),
    presence: z.array(recordSchemas.presence).default([]),
    picture: z.array(recordSchemas.picture).default([]),
    meetingTemplate: z.array(recordSchemas.meetingTemplate).default([]),
    device: z.array(recordSchemas.device).default([]),
    credential: z.array(recordSchemas.credential).default([]),
    // Snapshots taken before there were webhooks have none.
    webhook: z.array(recordSchemas.webhook).default([]),
    delivery: z.array(recordSchemas.delivery).default([]),
  }),
});

type Snapshot = z.infer<typeof snapshotSchema>["records"];

/** What in a snapshot contradicts itself; undefined when nothing does. */
const contradiction = (snapshot: Snapshot): string | undefined => {
  const { account: accounts, group: groups, role: roles, user: users, webhook: webhooks } = snapshot;
  const byAccount = new Map(
    accounts.map((account) => [account.id, { next: account.nextSeq, seen: new Set<unknown>() }]),
  );
  if (byAccount.size < accounts.length) return "records.account: two accounts have the same id.";
  for (const user of users) {
    const account = byAccount.get(user.account);
    if (account === undefined) return `records.user: ${user.email} belongs to an account that is not in it.`;
    if (user.seq >= account.next) return `records.user: ${user.email} has a seq that the account has not reached.`;
    const marks = [user.seq, user.id, emailKey(user.email)];
    if (marks.some((mark) => account.seen.has(mark)))
      return `records.user: seq, id or address of ${user.email} is there twice.`;
    for (const mark of marks) account.seen.add(mark);
  }
  for (const kind of shelfKinds)
    for (const { account: name, id } of snapshot[kind]) {
      const account = byAccount.get(name);
      if (account === undefined) return `records.${kind}: ${id} belongs to an account that is not in it.`;
      if (account.seen.has(`${kind} ${id}`)) return `records.${kind}: the id ${id} is there twice.`;
      account.seen.add(`${kind} ${id}`);
    }
  for (const { id, account } of webhooks)
    if (!byAccount.has(account)) return `records.webhook: ${id} belongs to an account that is not in it.`;
  for (const group of groups) {
    const account = byAccount.get(group.account);
    if (account === undefined) return `records.group: ${group.name} belongs to an account that is not in it.`;
    if (group.seq >= account.next) return `records.group: ${group.name} has a seq that the account has not reached.`;
    const marks = [group.seq, `group ${group.id}`, `group name ${group.name.toLowerCase()}`];
    if (marks.some((mark) => account.seen.has(mark)))
      return `records.group: seq, id or name of ${group.name} is there twice.`;
    for (const mark of marks) account.seen.add(mark);
  }
  for (const role of roles) {
    const account = byAccount.get(role.account);
    if (account === undefined) return `records.role: ${role.name} belongs to an account that is not in it.`;
    const marks = [`role ${role.id}`, `role name ${role.name.toLowerCase()}`];
    if (marks.some((mark) => account.seen.has(mark))) return `records.role: id or name of ${role.name} is there twice.`;
    for (const mark of marks) account.seen.add(mark);
  }
  return undefined;
};

/** Everything is checked before anything is emptied: a broken snapshot changes nothing. */
const restore = (world: World, text: string) => {
  const { records } = snapshotSchema.parse(exactJson.parse(text));
  const wrong = contradiction(records);
  if (wrong !== undefined) return problem(400, wrong);
  world.clear();
  for (const kind of recordKinds) restoreRecord(world, kind, records[kind]);
  return json(200, { accounts: records.account.length, users: records.user.length, mails: records.mail.length });
};

/** Removes users (but the Owner), groups, roles (but those that apps act with), mails, faults, webhooks, counters and
 * addresses elsewhere; credentials stay valid. */
const reset = (world: World): void => {
  // First, so that nobody is told of the rest.
  world.outbox.clear();
  const acting = new Set(Array.from(world.apps.values(), ({ roleId }) => roleId));
  for (const tenant of world.tenants.values()) {
    for (const user of tenant.users.all()) if (user.roleId !== "0") world.removeUser(tenant, user);
    for (const group of tenant.groups.all()) removeGroup(world, tenant, group);
    for (const role of tenant.roles.custom()) if (!acting.has(role.id)) removeRole(world, tenant, role);
    for (const kind of shelfKinds) tenant.shelves[kind].clear();
    const { account } = tenant;
    account.quotas = {};
    account.elsewhere = {};
    tenant.pages.clear();
    world.keep("account", account.id, account);
  }
  world.mails.clear();
  world.faults.clear();
  world.log.clear();
  world.setClock({ offsetMs: 0, frozenAt: null });
};

export const stateRoutes: readonly ControlRoute[] = [
  {
    method: "POST",
    path: "/reset",
    what: "Back to the beginning: only owners, apps and tokens stay; mails, faults, webhooks, counters and the clock are cleared.",
    example: {},
    handle: ({ world }) => {
      reset(world);
      return json(204, undefined);
    },
  },
  {
    method: "GET",
    path: "/snapshot",
    what: "The whole state as one JSON document. It holds secrets of the emulated accounts.",
    handle: ({ world }) => ({ ...json(200, {}), body: takeSnapshot(world) }),
  },
  {
    method: "PUT",
    path: "/snapshot",
    what: "Replaces the whole state with a snapshot; a broken one changes nothing.",
    handle: ({ world, exchange }) => restore(world, new TextDecoder().decode(exchange.body)),
  },
];
