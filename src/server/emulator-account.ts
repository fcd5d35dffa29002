import { z } from "zod";

import type { RosterAccount } from "#roster";
import type { Plan } from "#zoom";

/** What a client must know of the emulator's account; it may change while it runs. */
export interface EmulatorAccount {
  readonly plan: Plan;
  readonly limits: "on" | "off";
  readonly seats: { readonly basic: number | null; readonly licensed: number };
  /** What no call of Zoom's tells, and an emulator's account does. */
  readonly known: NonNullable<RosterAccount["known"]>;
}

/** An emulator as seen from outside: in this process, or behind a server's address. */
export interface EmulatorDoor {
  /** Takes addresses below `emulatorOrigin`. */
  readonly fetch: typeof globalThis.fetch;
  readonly account: { readonly accountId: string; readonly clientId: string; readonly clientSecret: string };
}

/** Never looked up: requests to it stay in this process. */
export const emulatorOrigin = "http://emulator.invalid";

const viewSchema = z
  .object({
    settings: z.object({
      plan: z.enum(["free", "pro", "business"]),
      seats: z.object({ basic: z.number().nullable(), licensed: z.number() }),
      autoCreate: z.boolean(),
      isv: z.boolean(),
      sso: z.boolean(),
      preProvisioning: z.boolean(),
      managedDomains: z.array(z.string()),
    }),
    switches: z.object({ limits: z.enum(["on", "off"]) }),
  })
  .transform(({ settings, switches }): EmulatorAccount => ({
    plan: settings.plan,
    limits: switches.limits,
    seats: { basic: settings.seats.basic, licensed: settings.seats.licensed },
    known: {
      autoCreate: settings.autoCreate,
      isv: settings.isv,
      sso: settings.sso,
      preProvisioning: settings.preProvisioning,
      managedDomains: settings.managedDomains,
    },
  }));

const accountUrl = (emulator: EmulatorDoor): string =>
  `${emulatorOrigin}/_rollcall/accounts/${encodeURIComponent(emulator.account.accountId)}`;

/** Asks the control plane, as anybody else would. */
export const readEmulatorAccount = async (emulator: EmulatorDoor): Promise<EmulatorAccount> => {
  const response = await emulator.fetch(accountUrl(emulator));
  return viewSchema.parse(await response.json());
};

/** Lets multipart/form-data through, as old Postman collections send it; nothing else changes. */
export const acceptMultipart = async (emulator: EmulatorDoor): Promise<void> => {
  await emulator.fetch(accountUrl(emulator), {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ switches: { multipart: "accept" } }),
  });
};
