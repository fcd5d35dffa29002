import { defineStep, type StepType } from "#workflows";
import { z } from "zod";

import type { StepDeps } from "./deps.ts";

const shownRows = 100;

/** What a people file would change: the drift between it and the account. */
export const planRosterStep = (deps: StepDeps): StepType =>
  defineStep({
    type: "plan_roster",
    summary: "Compares a people file with the account, as `rollcall plan` does; nothing is changed.",
    input: z.strictObject({
      file: z
        .string()
        .min(1)
        .describe("the file's path on the server's machine; relative paths begin where the server was started"),
    }),
    output: {
      counts: { create: 1, update: 2, same: 40, leave: 0, blocked: 0 },
      pending: 3,
      rows: [{ row: 4, email: "mona.reyes@acme.test", action: "update" }],
    },
    attempts: 3,
    timeoutMs: 600_000,
    run: async ({ file }, { account }) => {
      const { counts, rows } = await deps.planRoster(file, account);
      const changes = rows.filter(({ action }) => action !== "same" && action !== "leave");
      const shown = changes.slice(0, shownRows).map(({ row, email, action }) => ({ row, email, action }));
      return { kind: "done", output: { counts, pending: counts.create + counts.update, rows: shown } };
    },
  });
