import { z } from "zod";

import type { AuditView, DoctorReport, Forgotten, SeatReport } from "#roster";

// What /api answers about accounts as a whole, and about the data directory's own files.

const seatLine = z.object({
  used: z.number(),
  total: z.number().nullable().exactOptional(),
  free: z.number().nullable().exactOptional(),
});
const actionCheck = z.object({ ok: z.boolean().nullable(), why: z.string() });
const notReadable = z.object({ notReadable: z.string() });

/** GET /api/accounts/{name}/doctor */
export const doctorAnswer: z.ZodType<DoctorReport> = z.object({
  account: z.string(),
  isEmulator: z.boolean(),
  plan: z.enum(["free", "pro", "business"]),
  token: z.object({ ok: z.boolean().nullable() }),
  scopes: z.object({
    granted: z.array(z.string()).exactOptional(),
    missing: z.array(z.string()),
    purposes: z.array(z.object({ scope: z.string(), purpose: z.string() })),
  }),
  actions: z.object({
    create: actionCheck,
    autoCreate: actionCheck,
    custCreate: actionCheck,
    ssoCreate: actionCheck,
  }),
  seats: z.object({
    basic: seatLine.exactOptional(),
    licensed: seatLine.exactOptional(),
    pending: z.number().exactOptional(),
  }),
  quota: z.object({
    invites: z.object({
      perDay: z.number().nullable(),
      used: z.number().exactOptional(),
      left: z.number().exactOptional(),
      resetsAt: z.string(),
    }),
  }),
  security: z.union([
    z.object({
      sso: z.boolean(),
      ssoDomains: z.array(z.string()),
      password: z.object({ minimumLength: z.number(), specialCharacter: z.boolean() }),
    }),
    notReadable,
  ]),
  managedDomains: z.union([z.array(z.string()), notReadable]),
  clockSkewMs: z.number(),
  problems: z.array(z.object({ code: z.string(), message: z.string(), fix: z.string(), exit: z.number() })),
});

/** GET /api/accounts/{name}/seats?idle_days= */
export const seatsQuery = z.object({ idle_days: z.coerce.number().int().min(0).default(90) });
export const seatsAnswer: z.ZodType<SeatReport> = z.object({
  account: z.string(),
  basic: seatLine,
  licensed: seatLine,
  pending: z.number(),
  inactive: z.number(),
  idleDays: z.number(),
  idle: z.array(z.object({ email: z.string(), days: z.number(), lastLoginAt: z.string().exactOptional() })),
  expiring: z.number(),
});

/** GET /api/audit */
export const auditAnswer: z.ZodType<AuditView> = z.object({
  file: z.string(),
  entries: z.number(),
  broken: z.object({ line: z.number(), why: z.string() }).exactOptional(),
});

/** POST /api/forget */
export const forgetBody = z.strictObject({ email: z.string().min(3) });
export const forgetAnswer: z.ZodType<Forgotten> = z.object({
  rows: z.number(),
  plans: z.number(),
  entries: z.number(),
  open: z.number(),
});
