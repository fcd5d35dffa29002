import { z } from "zod";

import { hosts } from "#zoom";

import { languages } from "./localised.ts";

/** What a fault does to the calls it strikes. */
export const effectSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("status"),
    status: z.number().int().min(400).max(599),
    code: z.number().int(),
    message: z.string().max(2000),
  }),
  z.strictObject({ kind: z.literal("rate-limit"), daily: z.boolean().default(false) }),
  z.strictObject({ kind: z.literal("latency"), ms: z.number().int().min(1).max(120_000) }),
  z.strictObject({ kind: z.literal("drop"), after: z.boolean().default(true) }),
  z.strictObject({
    kind: z.literal("garbage"),
    what: z.enum(["empty", "html", "truncated"]).default("html"),
    after: z.boolean().default(true),
  }),
  z.strictObject({ kind: z.literal("invalid-json") }),
  z.strictObject({ kind: z.literal("localised"), language: z.enum(languages).default("ja") }),
  z.strictObject({ kind: z.literal("expired-token") }),
  z.strictObject({
    kind: z.literal("redirect"),
    status: z.literal([301, 302, 307, 308]).default(307),
    region: z.enum(hosts.regions).nullable().default(null),
  }),
]);

export const fault = z.object({
  id: z.string(),
  operation: z.string().nullable(),
  first: z.number().nullable(),
  every: z.number().nullable(),
  // A file of an earlier version has none of these three.
  probability: z.number().nullable().default(null),
  seed: z.number().default(0),
  latency_ms: z.number().default(0),
  effect: effectSchema,
  seen: z.number(),
});
