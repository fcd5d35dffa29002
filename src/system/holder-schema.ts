import { z } from "zod";

import type { Holder } from "./holder.ts";

/** The content of holder.json. */
export const holderSchema = z
  .object({ pid: z.int(), command: z.string(), started_at: z.iso.datetime(), url: z.string().optional() })
  .transform(({ pid, command, started_at, url }): Holder => ({
    pid,
    command,
    startedAt: new Date(started_at),
    ...(url === undefined ? {} : { url }),
  }));
