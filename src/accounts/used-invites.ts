import type { Store } from "#system";
import { dayMs } from "#zoom";
import { z } from "zod";

const rowSchema = z.object({ day: z.coerce.number(), used: z.coerce.number() });

/**
 * Invitations that an account's budget has counted on the day of `now` (milliseconds, the account's clock). Those of
 * other programs are not among them: Zoom does not tell.
 */
export const usedInvites = async (store: Store, account: string, now: number): Promise<number> => {
  const row = await store.get("SELECT day, used FROM budget WHERE account = ? AND label = 'invites'", account);
  const counted = rowSchema.safeParse(row);
  return counted.success && counted.data.day === Math.floor(now / dayMs) ? counted.data.used : 0;
};
