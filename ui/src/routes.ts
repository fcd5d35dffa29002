import { signal } from "@preact/signals";
import type { FunctionComponent } from "preact";

import type { IconName } from "./parts/icons.tsx";

/** A page: where it is, what it is called, and how it is loaded when somebody goes there. */
export interface PageRoute {
  readonly path: readonly string[];
  readonly title: string;
  readonly icon: IconName;
  readonly group: "APIs" | "Emulator" | "People" | "Automation" | "Rollcall";
  readonly load: () => Promise<FunctionComponent>;
}

const routes: readonly PageRoute[] = [
  {
    path: [],
    title: "Catalog",
    icon: "catalog",
    group: "APIs",
    load: async () => (await import("./catalog/catalog-page.tsx")).CatalogPage,
  },
  {
    path: ["emulator", "users"],
    title: "Users",
    icon: "users",
    group: "Emulator",
    load: async () => (await import("./emulator/users-page.tsx")).UsersPage,
  },
  {
    path: ["emulator", "inbox"],
    title: "Inbox",
    icon: "inbox",
    group: "Emulator",
    load: async () => (await import("./emulator/inbox-page.tsx")).InboxPage,
  },
  {
    path: ["emulator", "requests"],
    title: "Requests",
    icon: "requests",
    group: "Emulator",
    load: async () => (await import("./emulator/requests-page.tsx")).RequestsPage,
  },
  {
    path: ["emulator", "webhooks"],
    title: "Webhooks",
    icon: "webhooks",
    group: "Emulator",
    load: async () => (await import("./emulator/webhooks-page.tsx")).WebhooksPage,
  },
  {
    path: ["emulator", "clock"],
    title: "Clock and faults",
    icon: "clock",
    group: "Emulator",
    load: async () => (await import("./emulator/clock-page.tsx")).ClockPage,
  },
  {
    path: ["emulator", "account"],
    title: "Account",
    icon: "account",
    group: "Emulator",
    load: async () => (await import("./emulator/account-page.tsx")).AccountPage,
  },
  {
    path: ["roster"],
    title: "Roster",
    icon: "roster",
    group: "People",
    load: async () => (await import("./roster/roster-page.tsx")).RosterPage,
  },
  {
    path: ["credentials"],
    title: "Credentials",
    icon: "credentials",
    group: "Rollcall",
    load: async () => (await import("./settings/credentials-page.tsx")).CredentialsPage,
  },
  {
    path: ["settings"],
    title: "Settings",
    icon: "settings",
    group: "Rollcall",
    load: async () => (await import("./settings/settings-page.tsx")).SettingsPage,
  },
];

/** Pages of workflows: there where the server has them. */
export const hasWorkflows = signal(false);

const automation: readonly PageRoute[] = [
  {
    path: ["workflows"],
    title: "Workflows",
    icon: "workflows",
    group: "Automation",
    load: async () => (await import("./workflows/workflows-page.tsx")).WorkflowsPage,
  },
  {
    path: ["templates"],
    title: "Templates",
    icon: "templates",
    group: "Automation",
    load: async () => (await import("./workflows/templates-page.tsx")).TemplatesPage,
  },
  {
    path: ["runs"],
    title: "Runs",
    icon: "runs",
    group: "Automation",
    load: async () => (await import("./workflows/runs-page.tsx")).RunsPage,
  },
];

/** Every page with a line in the navigation. */
export const shownRoutes = (): readonly PageRoute[] => (hasWorkflows.value ? [...routes, ...automation] : routes);

/** An operation's page: found from the catalog, so that it has no line in the navigation. */
const operationRoute: PageRoute = {
  path: ["operation"],
  title: "Operation",
  icon: "catalog",
  group: "APIs",
  load: async () => (await import("./catalog/operation-page.tsx")).OperationPage,
};

/** The page of a path: the longest one that begins it. */
export const routeOf = (path: readonly string[]): PageRoute | undefined =>
  [...routes, ...automation, operationRoute]
    .filter(
      (route) => route.path.every((part, at) => part === path[at]) && (route.path.length > 0 || path.length === 0),
    )
    .toSorted((one, other) => other.path.length - one.path.length)[0];
