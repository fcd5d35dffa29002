import type { JSX } from "preact";
import { useMemo } from "preact/hooks";

import { get } from "../api.ts";
import type { AccountsView, OperationView } from "../contract.ts";
import { Method } from "../parts/badge.tsx";
import { Page } from "../parts/page.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { useResource } from "../resource.ts";
import { href, place } from "../router.ts";
import { AnswerPanel } from "./answer-panel.tsx";
import { CodePanel } from "./code-panel.tsx";
import { createState, type OperationState } from "./operation-state.ts";
import { Reference } from "./reference.tsx";
import { RequestForm } from "./request-form.tsx";

const Server = ({ state }: { readonly state: OperationState }): JSX.Element => {
  const accounts = useResource(() => get<AccountsView>("/api/account-sources"), []);
  return (
    <label>
      Send to
      <select
        value={state.account.value}
        onChange={({ currentTarget }) => {
          state.account.value = currentTarget.value;
        }}
      >
        {(accounts.data.value?.accounts ?? [{ name: "emulator" }]).map(({ name }) => (
          <option key={name} value={name}>
            {name === "emulator" ? "Emulator (this machine)" : `${name}: a real account`}
          </option>
        ))}
      </select>
    </label>
  );
};

const Examples = ({ state }: { readonly state: OperationState }): JSX.Element | null =>
  state.examples.length === 0 ? null : (
    <label>
      Example
      <select
        value={state.example.value?.id ?? ""}
        onChange={({ currentTarget }) => {
          const chosen = state.examples.find(({ id }) => id === currentTarget.value);
          if (chosen !== undefined) state.choose(chosen);
        }}
      >
        {state.examples.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );

const Loaded = ({ view }: { readonly view: OperationView }): JSX.Element => {
  const { operation } = view;
  const state = useMemo(() => createState(view, place.peek().query), [operation.id]);
  const isReal = state.account.value !== "emulator";
  return (
    <Page
      wide
      title={operation.name}
      lead={
        <span class="op-title">
          <Method method={operation.method} />
          <bdi>{operation.path}</bdi>
        </span>
      }
      actions={
        <>
          <Examples state={state} />
          <Server state={state} />
        </>
      }
    >
      {isReal ? (
        <p class="real-banner" role="alert">
          Your real account “{state.account.value}”: what you send here happens there.
        </p>
      ) : null}
      <div class="op-columns">
        <Reference view={view} />
        <div class="stack">
          <RequestForm state={state} />
          <AnswerPanel state={state} />
        </div>
        <CodePanel state={state} />
      </div>
    </Page>
  );
};

/** One operation: what it is, the request, the program and the answer, moved together by one set of values. */
export const OperationPage = (): JSX.Element => {
  const id = place.value.path[1] ?? "";
  const view = useResource(() => get<OperationView>(`/api/operations/${encodeURIComponent(id)}`), ["api"], id);
  const data = view.data.value;
  if (data === undefined || data.operation.id !== id)
    return (
      <Page title={id}>
        <ProblemBox problem={view.problem.value} />
        <p>
          <a href={href([])}>To the catalog</a>
        </p>
      </Page>
    );
  return <Loaded key={id} view={data} />;
};
