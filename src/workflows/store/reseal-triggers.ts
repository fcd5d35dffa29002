import type { Store } from "#system";
import { z } from "zod";

const rowsSchema = z.array(z.object({ id: z.string(), trigger_data: z.string() }));
/** So many rows at a time: what callers sent may be large. */
const pageSize = 200;

/**
 * Seals what runs began with anew, page by page: begun again after an interruption, it goes on. Nobody may work on the
 * runs meanwhile.
 * @param store tables of `workflowTables`
 * @param reseal gives undefined for what is to stay as it is
 * @returns how many were sealed anew
 */
export const resealTriggers = async (store: Store, reseal: (sealed: string) => string | undefined): Promise<number> => {
  let count = 0;
  for (let last = ""; ;) {
    const rows = rowsSchema.parse(
      await store.all("SELECT id, trigger_data FROM workflow_runs WHERE id > ? ORDER BY id LIMIT ?", last, pageSize),
    );
    const anew = rows.flatMap(({ id, trigger_data: sealed }) => {
      const text = reseal(sealed);
      return text === undefined
        ? []
        : [{ sql: "UPDATE workflow_runs SET trigger_data = ? WHERE id = ?", values: [text, id] }];
    });
    if (anew.length > 0) await store.batch(anew);
    count += anew.length;
    const end = rows.at(-1)?.id;
    if (end === undefined) return count;
    last = end;
  }
};
