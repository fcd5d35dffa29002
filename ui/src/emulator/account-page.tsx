import { useSignal } from "@preact/signals";
import type { JSX } from "preact";

import { ask, get } from "../api.ts";
import { curlOf } from "../format.ts";
import { Badge } from "../parts/badge.tsx";
import { Cli } from "../parts/cli.tsx";
import { Page } from "../parts/page.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { Prose } from "../parts/prose.tsx";
import { useAction, useResource } from "../resource.ts";
import { Budgets } from "./users-page.tsx";
import type { AccountView } from "./views.ts";

interface SwitchFact {
  readonly values: readonly string[];
  readonly what: string;
  readonly why: string;
}

interface PresetsView {
  readonly presets: Readonly<Record<string, string>>;
  readonly switches: Readonly<Record<string, SwitchFact>>;
}

type Change = { readonly switches?: Readonly<Record<string, string>>; readonly settings?: unknown };

const factsOf = ({ switches }: PresetsView): readonly (SwitchFact & { readonly name: string })[] =>
  Object.entries(switches).map(([name, fact]) => ({ ...fact, name }));

interface SwitchProps {
  readonly fact: SwitchFact & { readonly name: string };
  readonly value: string;
  readonly change: (change: Change) => void;
}

const Switch = ({ fact, value, change }: SwitchProps): JSX.Element => (
  <li class="switch-row">
    <div>
      <strong>{fact.name}</strong>
      <p>
        <Prose text={fact.what} />
      </p>
      <p>
        <Prose text={fact.why} />
      </p>
    </div>
    <label>
      <span class="visually-hidden">{fact.name}</span>
      <select
        value={value}
        onChange={({ currentTarget }) => {
          change({ switches: { [fact.name]: currentTarget.value } });
        }}
      >
        {fact.values.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </label>
  </li>
);

const Seats = ({
  account,
  change,
}: {
  readonly account: AccountView;
  readonly change: (change: Change) => void;
}): JSX.Element => {
  const seats = useSignal(String(account.settings.seats.licensed));
  return (
    <form
      class="row end"
      onSubmit={(event) => {
        event.preventDefault();
        change({ settings: { seats: { licensed: Number(seats.value) } } });
      }}
    >
      <label>
        Licensed seats
        <input
          type="number"
          min={0}
          value={seats.value}
          onInput={({ currentTarget }) => {
            seats.value = currentTarget.value;
          }}
        />
      </label>
      <button type="submit">Set</button>
    </form>
  );
};

/** What kind of account is played, and every point on which Zoom's documents are silent. */
export const AccountPage = (): JSX.Element => {
  const accounts = useResource(() => get<readonly AccountView[]>("/_rollcall/accounts"), ["account"]);
  const presets = useResource(() => get<PresetsView>("/_rollcall/presets"), []);
  const account = accounts.data.value?.[0];
  const last = useSignal<Change>({ switches: { multipart: "accept" } });
  const send = useAction(async () => {
    await ask("PATCH", `/_rollcall/accounts/${encodeURIComponent(account?.account_id ?? "")}`, last.value);
    accounts.reload();
  });
  const change = (wanted: Change): void => {
    last.value = wanted;
    send.run();
  };
  const facts = presets.data.value === undefined ? [] : factsOf(presets.data.value);
  return (
    <Page title="Account" lead="The Zoom account that is played on this machine: its kind, its seats and its switches.">
      <ProblemBox problem={accounts.problem.value ?? presets.problem.value ?? send.problem.value} />
      {account === undefined ? null : (
        <section class="panel stack">
          <h2 class="row">
            <bdi>{account.name}</bdi> <Badge tone="info">{account.preset}</Badge>
          </h2>
          <p class="muted">
            <Prose text={presets.data.value?.presets[account.preset] ?? ""} />
          </p>
          <Seats key={account.settings.seats.licensed} account={account} change={change} />
        </section>
      )}
      <h2 class="folder-title">Limits now</h2>
      <Budgets />
      <h2 class="folder-title">Switches</h2>
      <ul class="panel">
        {account === undefined
          ? null
          : facts.map((fact) => (
              <Switch key={fact.name} fact={fact} value={account.switches[fact.name] ?? ""} change={change} />
            ))}
      </ul>
      <Cli>{curlOf("PATCH", `/_rollcall/accounts/${account?.account_id ?? "ID"}`, last.value)}</Cli>
    </Page>
  );
};
