import type { Credentials } from "#accounts";
import { RollcallError } from "#base";
import type { Roster } from "#roster";
import type { Workflows } from "#workflows";

import type { Accounts } from "../open-accounts.ts";
import type { Api } from "./api.ts";
import { createWorkflowApi } from "./workflow-api.ts";
import { createUsers } from "./users.ts";

/** The api of a data directory that this process holds. */
export const createApi = ({
  roster,
  accounts,
  workflows,
  credentials,
  deployed,
}: {
  readonly roster: Roster;
  readonly accounts: Accounts;
  readonly workflows: () => Promise<Workflows>;
  readonly credentials: () => Promise<Credentials>;
  /** Is told of every deploy. */
  readonly deployed?: (workflows: Workflows) => Promise<void>;
}): Api => ({
  workflows: createWorkflowApi(workflows, deployed),
  credentials: {
    set: async (name, value, hosts) => await (await credentials()).set(name, value, hosts),
    list: async () => await (await credentials()).list(),
    remove: async (name) => await (await credentials()).remove(name),
  },
  async account(name) {
    const { isEmulator, zoomPlan } = await accounts.open(name);
    return { name, isEmulator, zoomPlan };
  },
  async accounts() {
    const found = [];
    for (const name of accounts.names()) {
      try {
        const { isEmulator, zoomPlan } = await accounts.open(name);
        found.push({ name, isEmulator, zoomPlan });
      } catch (error) {
        // A secret that is not there makes an account unusable, not the others.
        if (!(error instanceof RollcallError)) throw error;
      }
    }
    return found;
  },
  doctor: (account) => roster.doctor(account),
  seats: (account, idleDays) => roster.seats(account, idleDays),
  audit: () => roster.verifyAudit(),
  forget: (email) => roster.forget(email),
  async plan(source, account, options) {
    const plan = await roster.plan(source, account, options);
    return { file: await roster.savePlan(plan), plan };
  },
  async planChange(request, account, options) {
    const plan = await roster.planChange(request, account, options);
    return { file: await roster.savePlan(plan), plan };
  },
  apply: (source, account, options) => roster.apply(source, account, options),
  job: (run, waitMs) => roster.settled(run, waitMs),
  jobs: () => roster.jobs(),
  rows: (run) => roster.rows(run),
  users: createUsers(accounts),
});
