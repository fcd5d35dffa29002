import type { JSX } from "preact";

import { get } from "../api.ts";
import type { AccountRow, AccountsView, SettingsView } from "../contract.ts";
import { Badge } from "../parts/badge.tsx";
import { Cli } from "../parts/cli.tsx";
import { Code } from "../parts/code.tsx";
import { Copy } from "../parts/copy.tsx";
import { Page } from "../parts/page.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { useResource } from "../resource.ts";
import { hasWorkflows } from "../routes.ts";
import { WorkflowSecrets } from "./workflow-secrets.tsx";

const Demo = ({ settings }: { readonly settings: SettingsView }): JSX.Element => {
  const { accountId, clientId, clientSecret, token } = settings.demo;
  const environment = [
    `export API_BASE_URL=${settings.api}`,
    `export ZOOM_ACCOUNT_ID=${accountId}`,
    `export ZOOM_CLIENT_ID=${clientId}`,
    `export ZOOM_CLIENT_SECRET=${clientSecret}`,
    `export ZOOM_ACCESS_TOKEN=${token}`,
  ].join("\n");
  return (
    <section class="panel stack">
      <div class="row apart">
        <h2>The emulator</h2>
        <Badge tone="good">ready</Badge>
      </div>
      <p class="muted">
        Not a secret of anybody's: they open the account on this machine, and nothing else. Paste them into a shell and
        start your program there.
      </p>
      <Code text={environment} language="bash" label="Environment for your program" />
      <div class="row">
        <Copy text={environment} what="the environment" />
      </div>
    </section>
  );
};

const Account = ({ account }: { readonly account: AccountRow }): JSX.Element => (
  <section class="panel stack">
    <div class="row apart">
      <h2>
        <bdi>{account.name}</bdi>
      </h2>
      {account.problem === "" ? <Badge tone="good">secret found</Badge> : <Badge tone="bad">not usable</Badge>}
    </div>
    <dl class="facts">
      <dt>Server</dt>
      <dd>{account.baseUrl}</dd>
      <dt>Account id</dt>
      <dd>
        <bdi>{account.accountId}</bdi>
      </dd>
      <dt>Client id</dt>
      <dd>
        <bdi>{account.clientId}</bdi>
      </dd>
      <dt>Secret</dt>
      <dd>read from {account.secret}; never shown</dd>
      <dt>Zoom plan</dt>
      <dd>{account.zoomPlan}</dd>
    </dl>
    {account.problem === "" ? null : <p class="note warn">{account.problem}</p>}
    <Cli>{`rollcall account test ${account.name}`}</Cli>
  </section>
);

const sample = `{"accounts": [{
  "name": "acme", "kind": "zoom", "plan": "pro",
  "account_id": "…", "client_id": "…",
  "client_secret": {"env": "ACME_ZOOM_SECRET"}
}]}`;

const HowTo = ({ file }: { readonly file: string }): JSX.Element => (
  <section class="panel stack">
    <h2>Add a real account</h2>
    <p class="muted">
      Accounts are entries of <code>{file}</code>. A secret is never written there, nor typed into a page: it comes from
      an environment variable, or from a file that only you can read.
    </p>
    <Cli>rollcall account add acme --account-id ID --client-id ID --secret-env ACME_ZOOM_SECRET --plan pro</Cli>
    <Code text={sample} language="json" label="An entry of accounts.json" />
  </section>
);

/** Whom requests can go to, and where their secrets are read from. */
export const CredentialsPage = (): JSX.Element => {
  const settings = useResource(() => get<SettingsView>("/api/settings"), []);
  const accounts = useResource(() => get<AccountsView>("/api/account-sources"), []);
  const view = accounts.data.value;
  return (
    <Page
      title="Credentials"
      lead="The accounts that requests, rosters and workflows can go to. Secrets of real accounts never reach this page."
    >
      <ProblemBox problem={settings.problem.value ?? accounts.problem.value} />
      {view === undefined || view.problem === "" ? null : <p class="note warn">{view.problem}</p>}
      <div class="grid-2">
        {hasWorkflows.value ? <WorkflowSecrets /> : null}
        {settings.data.value === undefined ? null : <Demo settings={settings.data.value} />}
        {(view?.accounts ?? [])
          .filter(({ isEmulator }) => !isEmulator)
          .map((account) => (
            <Account key={account.name} account={account} />
          ))}
        {view === undefined ? null : <HowTo file={view.file} />}
      </div>
    </Page>
  );
};
