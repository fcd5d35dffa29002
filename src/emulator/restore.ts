import type { z } from "zod";

import { type Records, type ShelfKind, shelfKinds } from "./records.ts";
import { recordSchemas } from "./record-schemas.ts";
import { alignNames, takeFeatures, withFeatures } from "./settings/kept-features.ts";
import { keepSettings } from "./settings/shelf.ts";
import type { Tenant } from "./tenant.ts";
import type { World } from "./world.ts";

/** Kinds in the order they must come back in: an account and its groups before its users. */
export const recordKinds = [
  "clock",
  "account",
  "group",
  "role",
  "app",
  "token",
  "grant",
  "user",
  ...shelfKinds,
  "mail",
  "fault",
  "webhook",
  "delivery",
] as const satisfies readonly (keyof Records)[];

const restoreShelf = <Kind extends ShelfKind>(
  world: World,
  kind: Kind,
  schema: z.ZodType<Records[Kind]>,
  records: readonly unknown[],
): void => {
  for (const raw of records) {
    const record = schema.parse(raw);
    const tenant = world.tenants.get(record.account);
    if (tenant === undefined) throw new Error(`${kind} ${record.id} belongs to no account`);
    tenant.shelves[kind].put(record);
  }
};

/** Files of earlier versions have licences among the settings of users; they belong to the users. */
const adoptFeatures = (world: World, tenant: Tenant): void => {
  for (const { id, values } of tenant.shelves.settings.all()) {
    const user = id.startsWith("user ") ? tenant.users.byId(id.slice("user ".length)) : undefined;
    const kept = new Map(Object.entries(values));
    alignNames(kept, user?.profile?.features);
    const features = user === undefined ? undefined : takeFeatures(kept, user.profile?.features);
    if (user === undefined || features === undefined) continue;
    world.changeUser(tenant, user, () => (user.profile = withFeatures(user.profile, features)));
    keepSettings(tenant, id, { values: Object.fromEntries(kept) });
  }
};

/** Written out, because only a name that is known ties a shelf to its schema. */
const shelfRestorers: { readonly [Kind in ShelfKind]: (world: World, records: readonly unknown[]) => void } = {
  contactGroup: (world, records) => restoreShelf(world, "contactGroup", recordSchemas.contactGroup, records),
  credential: (world, records) => restoreShelf(world, "credential", recordSchemas.credential, records),
  device: (world, records) => restoreShelf(world, "device", recordSchemas.device, records),
  division: (world, records) => restoreShelf(world, "division", recordSchemas.division, records),
  meetingTemplate: (world, records) => restoreShelf(world, "meetingTemplate", recordSchemas.meetingTemplate, records),
  picture: (world, records) => restoreShelf(world, "picture", recordSchemas.picture, records),
  presence: (world, records) => restoreShelf(world, "presence", recordSchemas.presence, records),
  settings: (world, records) => {
    restoreShelf(world, "settings", recordSchemas.settings, records);
    for (const tenant of world.tenants.values()) adoptFeatures(world, tenant);
  },
  summaryTemplate: (world, records) => restoreShelf(world, "summaryTemplate", recordSchemas.summaryTemplate, records),
};

const isShelf = (kind: keyof Records): kind is ShelfKind => Object.hasOwn(shelfRestorers, kind);

const restoreUsers = (world: World, records: readonly unknown[]): void => {
  const users = records.map((record) => recordSchemas.user.parse(record)).toSorted((a, b) => a.seq - b.seq);
  for (const user of users) {
    const tenant = world.tenants.get(user.account);
    if (tenant === undefined) throw new Error(`user ${user.id} belongs to no account`);
    world.addUser(tenant, user);
  }
};

/** Puts records that come from a file or a snapshot into the world, each checked by its schema. */
export const restoreRecord = (world: World, kind: keyof Records, records: readonly unknown[]): void => {
  if (isShelf(kind)) {
    shelfRestorers[kind](world, records);
    return;
  }
  switch (kind) {
    case "clock":
      for (const record of records) world.setClock(recordSchemas.clock.parse(record));
      return;
    case "account":
      for (const record of records) world.addAccount(recordSchemas.account.parse(record));
      return;
    case "group":
      for (const group of records
        .map((record) => recordSchemas.group.parse(record))
        .toSorted((a, b) => a.seq - b.seq)) {
        const tenant = world.tenants.get(group.account);
        if (tenant === undefined) throw new Error(`group ${group.id} belongs to no account`);
        world.addGroup(tenant, group);
      }
      return;
    case "role":
      for (const role of records.map((record) => recordSchemas.role.parse(record))) {
        const tenant = world.tenants.get(role.account);
        if (tenant === undefined) throw new Error(`role ${role.id} belongs to no account`);
        world.addRole(tenant, role);
      }
      return;
    case "app":
      for (const record of records) world.addApp(recordSchemas.app.parse(record));
      return;
    case "token":
      for (const record of records) world.addToken(recordSchemas.token.parse(record));
      return;
    case "grant":
      for (const record of records) world.grants.put(recordSchemas.grant.parse(record));
      return;
    case "user":
      restoreUsers(world, records);
      return;
    case "mail":
      for (const mail of records.map((record) => recordSchemas.mail.parse(record)).toSorted((a, b) => a.at - b.at))
        world.mails.restore(mail);
      return;
    case "fault":
      for (const record of records) world.faults.add(recordSchemas.fault.parse(record));
      return;
    case "webhook":
      for (const record of records) world.outbox.addWebhook(recordSchemas.webhook.parse(record));
      return;
    case "delivery":
      for (const record of records) world.outbox.addDelivery(recordSchemas.delivery.parse(record));
  }
};
