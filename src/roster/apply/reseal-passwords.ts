import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

import { passwordPurpose } from "./job-store.ts";
import { type JobPlace, openJobTables } from "./job-tables.ts";

const rowsSchema = z.array(z.object({ job: z.string(), row: z.number(), sealed: z.string() }));

/**
 * Seals the passwords of unfinished jobs anew, all or none. Nobody else may be at work there.
 * @param reseal gives undefined for what is to stay as it is
 * @returns how many were sealed anew
 */
export const resealPasswords = async (
  place: JobPlace,
  reseal: (sealed: Uint8Array, purpose: string) => Uint8Array | undefined,
): Promise<number> => {
  if ("directory" in place && !existsSync(join(place.directory, "roster.db"))) return 0;
  await using store = await openJobTables(place);
  const rows = rowsSchema.parse(await store.all("SELECT job, row, sealed FROM job_secret"));
  const changes = rows.flatMap(({ job, row, sealed }) => {
    const anew = reseal(Buffer.from(sealed, "hex"), passwordPurpose(job, row));
    if (anew === undefined) return [];
    const values = [Buffer.from(anew).toString("hex"), job, row];
    return [{ sql: "UPDATE job_secret SET sealed = ? WHERE job = ? AND row = ?", values }];
  });
  await store.batch(changes);
  return changes.length;
};
