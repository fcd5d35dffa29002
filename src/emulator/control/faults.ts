import { z } from "zod";

import { adjacentOperations, knownOperations } from "#zoom";

import { effectSchema } from "../record-schemas.ts";
import type { FaultRule } from "../records.ts";
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
  effect: effectSchema,
});

export const faultRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/faults",
    what: "The rules in force and how many calls each has seen.",
    handle: ({ world }) => json(200, world.faults),
  },
  {
    method: "POST",
    path: "/faults",
    what: "Disturbs calls: an error, a rate limit, latency, or a connection that breaks after (or before) the effect. `operation` is an operationId or `token`; `first` N calls, `every` Nth.",
    example: { operation: "userCreate", every: 7, effect: { kind: "drop", after: true } },
    handle: ({ world, body }) => {
      const rule: FaultRule = { id: world.identifiers.id(), seen: 0, ...ruleSchema.parse(body) };
      world.addFault(rule);
      return json(201, rule);
    },
  },
  {
    method: "DELETE",
    path: "/faults",
    what: "Removes all rules.",
    handle: ({ world }) => {
      world.clearFaults();
      return json(204, undefined);
    },
  },
  {
    method: "DELETE",
    path: "/faults/{id}",
    what: "Removes one rule.",
    handle: ({ world, parameters }) =>
      world.removeFault(parameters["id"] ?? "") ? json(204, undefined) : problem(404, "No such rule."),
  },
];
