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
  deployed,
}: {
  readonly roster: Roster;
  readonly accounts: Accounts;
  readonly workflows: () => Promise<Workflows>;
  /** Is told of every deploy. */
  readonly deployed?: (workflows: Workflows) => Promise<void>;
}): Api => ({
  workflows: createWorkflowApi(workflows, deployed),
  async account(name) {
    const { isEmulator, zoomPlan } = await accounts.open(name);
    return { name, isEmulator, zoomPlan };
  },
  async plan(source, account, options) {
    const plan = await roster.plan(source, account, options);
    return { file: await roster.savePlan(plan), plan };
  },
  apply: (source, account, options) => roster.apply(source, account, options),
  job: (run, waitMs) => roster.settled(run, waitMs),
  jobs: () => roster.jobs(),
  rows: (run) => roster.rows(run),
  users: createUsers(accounts),
});
