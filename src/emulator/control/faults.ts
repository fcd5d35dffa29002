import { z } from "zod";

import { adjacentOperations, knownOperations } from "#zoom";

import { effectSchema } from "../faults/record-schemas.ts";
import type { FaultRule } from "../faults/records.ts";
import { type ControlRoute, json, problem } from "./route.ts";

/** The endpoints around the API, and everything that Zoom has. */
const strikable = new Set([
  "token",
  "authorize",
  "device",
  "devicecode",
  "revoke",
  ...knownOperations.map(([, , id]) => id),
  ...adjacentOperations.map(({ id }) => id),
]);

const ruleSchema = z.strictObject({
  operation: z
    .string()
    .refine(
      (id) => strikable.has(id),
      "an operationId such as userCreate, or token, authorize, device, devicecode, revoke",
    )
    .nullable()
    .default(null),
  first: z.number().int().min(1).nullable().default(null),
  every: z.number().int().min(1).nullable().default(null),
  probability: z.number().gt(0).max(1).nullable().default(null),
  seed: z.number().int().min(0).default(0),
  latency_ms: z.number().int().min(0).max(120_000).default(0),
  effect: effectSchema,
});

export const faultRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/faults",
    what: "The rules in force and how many calls each has seen.",
    handle: ({ world }) => json(200, world.faults.all()),
  },
  {
    method: "POST",
    path: "/faults",
    what: "Disturbs calls. `operation` is an operationId or one of token, authorize, device, devicecode, revoke; `first` N calls, `every` Nth, with a `probability` (the same calls for the same `seed`), each after `latency_ms`. `effect.kind`: status (status, code, message), rate-limit (daily), latency (ms), drop (the connection breaks `after` the effect or before), garbage (`what`: html, truncated, empty; `after` the effect or instead), invalid-json (quotes that nobody escaped), localised (`language`: de, es, fr, ja, zh), expired-token (the call's token is expired for good), redirect (`region` of Zoom's, or this machine by its other name; `status`).",
    example: { operation: "userCreate", every: 7, effect: { kind: "drop", after: true } },
    handle: ({ world, body }) => {
      const rule: FaultRule = { id: world.identifiers.id(), seen: 0, ...ruleSchema.parse(body) };
      world.faults.add(rule);
      return json(201, rule);
    },
  },
  {
    method: "DELETE",
    path: "/faults",
    what: "Removes all rules.",
    handle: ({ world }) => {
      world.faults.clear();
      return json(204, undefined);
    },
  },
  {
    method: "DELETE",
    path: "/faults/{id}",
    what: "Removes one rule.",
    handle: ({ world, parameters }) =>
      world.faults.remove(parameters["id"] ?? "") ? json(204, undefined) : problem(404, "No such rule."),
  },
];
