// A process that calls an account as fast as its shared budget lets it, and says when each call left: started by shared-budget-race.ts.
import { setTimeout as delay } from "node:timers/promises";

import { accountEntrySchema, budgetSchema, openAccount } from "#accounts";
import { systemClock } from "#base";
import { openPostgresStore, openSqliteStore, type Store } from "#system";
import { z } from "zod";

/** Handed over in the environment: it may hold a database's password. */
const callerTask = z.object({
  store: z.union([z.object({ url: z.string(), name: z.string() }), z.object({ path: z.string() })]),
  entry: z.record(z.string(), z.unknown()),
  secret: z.string(),
  seconds: z.number(),
  concurrency: z.number(),
  /** Look-ups until the time is over, or invitations until their budget is. */
  what: z.enum(["lookups", "invitations"]),
});
export type CallerTask = z.infer<typeof callerTask>;

const openStore = (store: CallerTask["store"]): Promise<Store> =>
  "url" in store
    ? openPostgresStore(store.url, { ...budgetSchema, name: store.name })
    : openSqliteStore(store.path, budgetSchema);

if (import.meta.main) {
  const leftAt: number[] = [];
  const noting: typeof fetch = (input, init) => {
    leftAt.push(Date.now());
    return fetch(input, init);
  };
  const task = callerTask.parse(JSON.parse(process.env["ROLLCALL_CALLER"] ?? ""));
  await using store = await openStore(task.store);
  const { client } = openAccount(
    { entry: accountEntrySchema.parse(task.entry) },
    {
      env: { SECRET: task.secret },
      readSecretFile: () => ({ text: "" }),
      fetch: noting,
      clock: systemClock,
      sleep: (ms) => delay(ms),
      random: Math.random,
      budgetStore: store,
    },
  );
  // The token, and the connections, before the race begins.
  await client.users.emailExists("warm-up@acme.test");
  process.stdout.write("ready\n");
  await new Promise((resolve) => void process.stdin.once("data", resolve));
  process.stdin.destroy();
  leftAt.length = 0;
  const end = Date.now() + task.seconds * 1000;
  const lookups = async (): Promise<void> => {
    while (Date.now() < end) await client.users.emailExists("somebody@acme.test");
  };
  const invitations = async (_unused: unknown, worker: number): Promise<void> => {
    for (let invited = 0; ; invited += 1) {
      const email = `p${process.pid}.w${worker}.n${invited}@acme.test`;
      const { outcome } = await client.users.create({ action: "create", email, type: 1 });
      if (outcome === "deferred") return;
      if (outcome !== "created") throw new Error(`${email}: ${outcome}`);
    }
  };
  const call = task.what === "lookups" ? lookups : invitations;
  await Promise.all(Array.from({ length: task.concurrency }, call));
  process.stdout.write(JSON.stringify(leftAt));
}
