import { z } from "zod";

import { dayMs } from "#zoom";

import type { World } from "../world.ts";
import { type ControlRoute, json, problem } from "./route.ts";

const clockView = (world: World): Record<string, unknown> => ({
  now: new Date(world.now()).toISOString(),
  frozen: world.clockState.frozenAt !== null,
  offset_ms: world.now() - world.machineNow(),
});

const changeSchema = z
  .strictObject({
    /** Where to: a time, or the next 00:00 GMT, when quotas reset. */
    to: z.union([z.literal("midnight"), z.iso.datetime({ offset: true })]).exactOptional(),
    advance_ms: z.number().int().min(1).exactOptional(),
    frozen: z.boolean().exactOptional(),
    reset: z.literal(true).exactOptional(),
  })
  .refine((change) => Object.keys(change).length > 0, "give one of: to, advance_ms, frozen, reset");

const latestMs = Date.UTC(9999, 11, 31);

const target = (now: number, change: z.infer<typeof changeSchema>): number => {
  if (change.to === "midnight") return (Math.floor(now / dayMs) + 1) * dayMs;
  if (change.to !== undefined) return Date.parse(change.to);
  return now + (change.advance_ms ?? 0);
};

export const clockRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/clock",
    what: "The emulator's time of day.",
    handle: ({ world }) => json(200, clockView(world)),
  },
  {
    method: "PUT",
    path: "/clock",
    what: "Moves or stops the clock: tokens, quotas and invitations live by it; per-second limits run on the machine's.",
    example: { to: "midnight" },
    handle: ({ world, body }) => {
      const change = changeSchema.parse(body);
      const state = change.reset ? { offsetMs: 0, frozenAt: null } : world.clockState;
      const machine = world.machineNow();
      const now = state.frozenAt ?? machine + state.offsetMs;
      const at = target(now, change);
      if (at < 0 || at > latestMs) return problem(400, "to: the clock goes from 1970 to the end of 9999.");
      const isFrozen = change.frozen ?? state.frozenAt !== null;
      world.setClock({ offsetMs: at - machine, frozenAt: isFrozen ? at : null });
      return json(200, clockView(world));
    },
  },
];
