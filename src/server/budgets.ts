import { join } from "node:path";

import { budgetStateSchema, type BudgetStore } from "#accounts";
import { openDatabase } from "#system";

/** The daily counters of all accounts in one file, so that a restart does not forget what a day has used. */
export interface Budgets extends Disposable {
  storeOf(account: string): BudgetStore;
  close(): void;
}

const migrations = ["CREATE TABLE budget (account TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID, STRICT"];

/** Opens `<directory>/accounts.db`. */
export const openBudgets = async (directory: string): Promise<Budgets> => {
  const database = await openDatabase(join(directory, "accounts.db"), { migrations });
  const close = (): void => {
    database.close();
  };
  return {
    storeOf: (account) => ({
      load() {
        const row = database.get("SELECT state FROM budget WHERE account = ?", account);
        return row === undefined ? undefined : budgetStateSchema.parse(JSON.parse(String(row["state"])));
      },
      save(state) {
        const text = JSON.stringify(state);
        database.run(
          "INSERT INTO budget VALUES (?, ?) ON CONFLICT DO UPDATE SET state = excluded.state",
          account,
          text,
        );
      },
    }),
    close,
    [Symbol.dispose]: close,
  };
};
