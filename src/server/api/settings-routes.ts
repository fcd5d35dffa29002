import { emulatorName } from "#accounts";
import { RollcallError } from "#base";
import { stepDocs } from "#steps";

import type { House } from "../open-house.ts";
import { templates, version } from "../files.ts";
import type { AccountRow, AccountsView, SettingsView, StepTypesView } from "./console-contract.ts";
import type { Route } from "./route.ts";

const problemOf = (check: () => unknown): string => {
  try {
    check();
    return "";
  } catch (error) {
    if (error instanceof RollcallError) return `${error.message}. ${error.fix}`;
    throw error;
  }
};

const rowsOf = ({ accounts }: House): readonly AccountRow[] =>
  accounts.entries().map((entry) => ({
    name: entry.name,
    isEmulator: false,
    baseUrl: entry.baseUrl,
    accountId: entry.accountId,
    clientId: entry.clientId,
    zoomPlan: entry.plan,
    secret:
      "env" in entry.clientSecret
        ? `environment variable ${entry.clientSecret.env}`
        : `file ${entry.clientSecret.file}`,
    problem: problemOf(() => accounts.credentials(entry.name)),
  }));

export interface SettingsParts {
  readonly house: House;
  readonly url: () => string;
  readonly isExposed: boolean;
  readonly features: readonly string[];
}

/** What the pages Settings and Credentials show. Secrets of real accounts never leave this process. */
export const settingsRoutes = ({ house, url, isExposed, features }: SettingsParts): readonly Route[] => [
  {
    method: "GET",
    path: "/api/account-sources",
    status: 200,
    handle: (): AccountsView => {
      const problem = problemOf(() => house.accounts.entries());
      const { accountId, clientId } = house.emulator.account;
      const emulator: AccountRow = {
        name: emulatorName,
        isEmulator: true,
        baseUrl: `${url()}/v2`,
        accountId,
        clientId,
        zoomPlan: "",
        secret: "made by the emulator",
        problem: "",
      };
      return {
        file: house.accounts.file,
        problem,
        accounts: [emulator, ...(problem === "" ? rowsOf(house) : [])],
      };
    },
  },
  {
    method: "GET",
    path: "/api/settings",
    status: 200,
    handle: (): SettingsView => {
      const { accountId, clientId, clientSecret, token } = house.emulator.account;
      return {
        version: version(),
        node: process.version,
        pid: process.pid,
        url: url(),
        directory: house.directory.path,
        exposed: isExposed,
        features,
        api: `${url()}/v2`,
        demo: { accountId, clientId, clientSecret, token },
      };
    },
  },
  { method: "GET", path: "/api/step-types", status: 200, handle: (): StepTypesView => stepDocs() },
  { method: "GET", path: "/api/templates", status: 200, handle: () => templates() },
];
