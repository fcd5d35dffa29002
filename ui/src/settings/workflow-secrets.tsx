import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";

import { ask, get } from "../api.ts";
import { dateTime, shellWord } from "../format.ts";
import { bump } from "../live.ts";
import { Cli } from "../parts/cli.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { useAction, useResource } from "../resource.ts";

/** A secret of workflows as the API tells of it: its value comes back to nobody. */
interface SecretView {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly changedAt: number;
}

/** Stands where hosts would, for what callers of triggers prove that they know. */
const triggersOnly = "triggers.invalid";

const use = ({ hosts }: SecretView): string =>
  hosts.map((host) => (host === triggersOnly ? "what callers prove" : `sent to ${host}`)).join(", ");

const Row = ({ secret }: { readonly secret: SecretView }): JSX.Element => {
  const remove = useAction(async () => {
    await ask("DELETE", `/api/credentials/${encodeURIComponent(secret.name)}`);
    bump(["credential"]);
  });
  return (
    <li class="row apart ref-row">
      <span>
        <strong>
          <bdi>{secret.name}</bdi>
        </strong>{" "}
        <bdi>{use(secret)}</bdi>{" "}
        <span class="muted small-text">set {dateTime(new Date(secret.changedAt).toISOString())}</span>
      </span>
      <button type="button" class="small danger" onClick={remove.run} disabled={remove.running.value}>
        Remove {secret.name}
      </button>
      <ProblemBox problem={remove.problem.value} />
    </li>
  );
};

interface Choice {
  readonly name: Signal<string>;
  readonly hosts: Signal<string>;
  readonly forTriggers: Signal<boolean>;
}

const hostsOf = ({ hosts, forTriggers }: Choice): readonly string[] =>
  forTriggers.value ? [triggersOnly] : hosts.value.split(/[\s,]+/).filter(Boolean);

const cliOf = (choice: Choice): string => {
  const where = choice.forTriggers.value
    ? " --for-triggers"
    : hostsOf(choice)
        .map((host) => ` --host ${shellWord(host)}`)
        .join("") || " --host hr.example.com";
  return `cat secret.txt | rollcall credential set ${shellWord(choice.name.value || "hr")}${where}`;
};

const Where = ({ choice }: { readonly choice: Choice }): JSX.Element => (
  <>
    <label>
      Name
      <input
        required
        value={choice.name.value}
        placeholder="hr"
        onInput={({ currentTarget }) => {
          choice.name.value = currentTarget.value.trim();
        }}
      />
    </label>
    <label class="row">
      <input
        type="checkbox"
        checked={choice.forTriggers.value}
        onChange={({ currentTarget }) => {
          choice.forTriggers.value = currentTarget.checked;
        }}
      />
      Callers of a workflow's URL prove that they know it; it is sent nowhere
    </label>
    {choice.forTriggers.value ? null : (
      <label>
        Hosts that it may be sent to
        <input
          required
          value={choice.hosts.value}
          placeholder="hr.example.com, other.example.com:8443"
          onInput={({ currentTarget }) => {
            choice.hosts.value = currentTarget.value;
          }}
        />
      </label>
    )}
  </>
);

const SetSecret = (): JSX.Element => {
  const choice = { name: useSignal(""), hosts: useSignal(""), forTriggers: useSignal(false) };
  const field = useRef<HTMLInputElement>(null);
  const said = useSignal("");
  const set = useAction(async () => {
    // Nothing but the field ever holds the value, and it is empty before the value is on its way.
    const value = field.current?.value ?? "";
    if (field.current !== null) field.current.value = "";
    said.value = "";
    const { name } = await ask<SecretView>("POST", `/api/credentials/${encodeURIComponent(choice.name.value)}`, {
      value,
      hosts: hostsOf(choice),
    });
    said.value = `${name} is kept.`;
    bump(["credential"]);
  });
  return (
    <form
      class="stack"
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        set.run();
      }}
    >
      <Where choice={choice} />
      <label>
        Secret
        <input ref={field} type="password" required autocomplete="new-password" spellcheck={false} />
      </label>
      <p class="muted small-text">
        A token, user:password for basic, or the key of an HMAC. It is sealed and can be replaced, never read back.
      </p>
      <div class="row">
        <button type="submit" class="primary" disabled={set.running.value}>
          Keep it
        </button>
        <span role="status">
          <bdi>{said.value}</bdi>
        </span>
      </div>
      <ProblemBox problem={set.problem.value} />
      <Cli>{cliOf(choice)}</Cli>
    </form>
  );
};

/** Secrets that workflows send to their hosts or ask callers for: names are shown, values only taken. */
export const WorkflowSecrets = (): JSX.Element => {
  const secrets = useResource(() => get<readonly SecretView[]>("/api/credentials"), ["credential"]);
  const rows = secrets.data.value;
  return (
    <section class="panel stack">
      <h2>Secrets of workflows</h2>
      <ProblemBox problem={secrets.problem.value} />
      {rows?.length === 0 ? <p class="muted">None yet. Steps and triggers use them by name.</p> : null}
      <ul>
        {(rows ?? []).map((secret) => (
          <Row key={secret.name} secret={secret} />
        ))}
      </ul>
      {rows === undefined || rows.length === 0 ? null : (
        <Cli>{`rollcall credential remove ${rows[0]?.name ?? ""}`}</Cli>
      )}
      <h3>Set or replace one</h3>
      <SetSecret />
      <Cli>rollcall credential list</Cli>
    </section>
  );
};
