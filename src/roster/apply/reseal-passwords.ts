import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

import { openJobDatabase, passwordPurpose } from "./job-store.ts";

const rowsSchema = z.array(z.object({ job: z.string(), row: z.number(), sealed: z.instanceof(Uint8Array) }));

/**
 * Seals the passwords of unfinished jobs anew, all or none. The directory must be nobody else's.
 * @param reseal gives undefined for what is to stay as it is
 * @returns how many were sealed anew
 */
export const resealPasswords = async (
  directory: string,
  reseal: (sealed: Uint8Array, purpose: string) => Uint8Array | undefined,
): Promise<number> => {
  if (!existsSync(join(directory, "roster.db"))) return 0;
  using database = await openJobDatabase(directory);
  return database.transaction(() => {
    let count = 0;
    for (const { job, row, sealed } of rowsSchema.parse(database.all("SELECT job, row, sealed FROM job_secret"))) {
      const anew = reseal(sealed, passwordPurpose(job, row));
      if (anew === undefined) continue;
      database.run("UPDATE job_secret SET sealed = ? WHERE job = ? AND row = ?", anew, job, row);
      count += 1;
    }
    return count;
  });
};
