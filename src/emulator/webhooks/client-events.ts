import type { User } from "../records.ts";
import { timeText } from "../users/view.ts";
import type { Tenant } from "../tenant.ts";
import type { World } from "../world.ts";
import { operator, type Payload, publish } from "./publish.ts";

// What happens to a user in Zoom's apps and web portal, or by the API in their place. Each tells how many listen.

/** Somebody signed in or out, in an app of Zoom's. */
interface SignIn {
  readonly client_type: string;
  readonly version: string;
  /** A number in Zoom's SDK, text in a client's fixture. */
  readonly login_type: number | string;
}

export const userSigned = (
  world: World,
  tenant: Tenant,
  user: User,
  event: "user.signed_in" | "user.signed_out",
  more: SignIn,
): number => {
  const object = { id: user.id, email: user.email, date_time: timeText(world.now()), ...more };
  return publish(world, tenant, { event, about: user.id, payload: () => ({ object }) });
};

/** By the API, or by signing in and out of a client. */
export const presenceUpdated = (world: World, tenant: Tenant, { id, email }: User, status: string): number => {
  const object = { id, email, presence_status: status, date_time: timeText(world.now()) };
  return publish(world, tenant, { event: "user.presence_status_updated", about: id, payload: () => ({ object }) });
};

export const notesUpdated = (
  world: World,
  tenant: Tenant,
  { id, email }: User,
  notes: string,
  oldNotes: string,
): number => {
  const object = { id, email, date_time: timeText(world.now()), personal_notes: notes };
  const payload = (): Payload => ({ object, old_object: { id, personal_notes: oldNotes } });
  return publish(world, tenant, { event: "user.personal_notes_updated", about: id, payload });
};

/** A user's settings changed: both hold only what did, section by section. */
export const userSettingsUpdated = (
  world: World,
  tenant: Tenant,
  id: string,
  settings: Payload,
  oldSettings: Payload,
): number =>
  publish(world, tenant, {
    event: "user.settings_updated",
    about: id,
    payload: () => ({
      ...operator(world, tenant),
      object: { id, settings },
      old_object: { id, settings: oldSettings },
      time_stamp: world.now(),
    }),
  });
