import type { Signal } from "@preact/signals";
import type { JSX } from "preact";

import { ask, get, needsLogin } from "../api.ts";
import type { SettingsView } from "../contract.ts";
import { Cli } from "../parts/cli.tsx";
import { Page } from "../parts/page.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { shortcuts, theme, tour } from "../preferences.ts";
import { useAction, useResource } from "../resource.ts";

interface ChoiceProps {
  readonly label: string;
  readonly value: Signal<string>;
  readonly choices: readonly (readonly [value: string, label: string])[];
}

const Choice = ({ label, value, choices }: ChoiceProps): JSX.Element => (
  <label>
    {label}
    <select
      value={value.value}
      onChange={({ currentTarget }) => {
        value.value = currentTarget.value;
      }}
    >
      {choices.map(([id, name]) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  </label>
);

const Server = ({ settings }: { readonly settings: SettingsView }): JSX.Element => (
  <section class="panel stack">
    <h2>This server</h2>
    <dl class="facts">
      <dt>Version</dt>
      <dd>
        {settings.version}, Node {settings.node}
      </dd>
      <dt>Console</dt>
      <dd>{settings.url}</dd>
      <dt>API base</dt>
      <dd>
        <code>{settings.api}</code>
      </dd>
      <dt>Data</dt>
      <dd>
        <code>{settings.directory}</code>
      </dd>
      <dt>Process</dt>
      <dd>
        {settings.pid}; <code>kill {settings.pid}</code> stops it
      </dd>
      <dt>Reachable from</dt>
      <dd>{settings.exposed ? "other machines, with the admin token" : "this machine only"}</dd>
    </dl>
    <Cli>{`rollcall start --data ${settings.directory}`}</Cli>
  </section>
);

/** How the console looks and behaves here, and what it talks to. */
export const SettingsPage = (): JSX.Element => {
  const settings = useResource(() => get<SettingsView>("/api/settings"), []);
  const logout = useAction(async () => {
    await ask("DELETE", "/api/session");
    needsLogin.value = true;
  });
  const data = settings.data.value;
  return (
    <Page title="Settings">
      <ProblemBox problem={settings.problem.value} />
      <div class="grid-2">
        <section class="panel stack">
          <h2>This browser</h2>
          <Choice
            label="Colours"
            value={theme}
            choices={[
              ["auto", "As the system"],
              ["light", "Light"],
              ["dark", "Dark"],
            ]}
          />
          <Choice
            label="Single-key shortcuts"
            value={shortcuts}
            choices={[
              ["on", "On: / ` ?"],
              ["off", "Off"],
            ]}
          />
          <div class="row">
            <button
              type="button"
              onClick={() => {
                tour.value = "new";
              }}
            >
              Show the first steps again
            </button>
            {data?.exposed === true ? (
              <button type="button" onClick={logout.run}>
                Log out
              </button>
            ) : null}
          </div>
        </section>
        {data === undefined ? null : <Server settings={data} />}
      </div>
    </Page>
  );
};
