import type { Roster } from "#roster";

import { serverErrors } from "../errors.ts";
import type { Accounts } from "../open-accounts.ts";
import type { Api } from "./api.ts";
import { createUsers } from "./users.ts";

/** The api of a data directory that this process holds. */
export const createApi = ({ roster, accounts }: { readonly roster: Roster; readonly accounts: Accounts }): Api => {
  const known = async (run: string): Promise<void> => {
    if ((await roster.job(run)) === undefined)
      throw serverErrors.make("RC_SERVER_JOB_UNKNOWN", `no job has the id "${run}"`);
  };
  return {
    async account(name) {
      const { isEmulator, zoomPlan } = await accounts.open(name);
      return { name, isEmulator, zoomPlan };
    },
    async plan(source, account, options) {
      const plan = await roster.plan(source, account, options);
      return { file: await roster.savePlan(plan), plan };
    },
    apply: (source, account, options) => roster.apply(source, account, options),
    async job(run, waitMs) {
      await known(run);
      return await roster.settled(run, waitMs);
    },
    jobs: () => roster.jobs(),
    async rows(run) {
      await known(run);
      return await roster.rows(run);
    },
    users: createUsers(accounts),
  };
};
