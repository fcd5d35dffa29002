import { useSignal } from "@preact/signals";
import type { JSX } from "preact";

import { ask } from "../api.ts";
import type { CallView, Parameter } from "../contract.ts";
import { Cli } from "../parts/cli.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { Tabs } from "../parts/tabs.tsx";
import { useAction } from "../resource.ts";
import { BodyFields, ScalarInput } from "./body-fields.tsx";
import type { OperationState } from "./operation-state.ts";

const ParameterField = ({
  state,
  parameter,
}: {
  readonly state: OperationState;
  readonly parameter: Parameter;
}): JSX.Element => {
  const name = `${parameter.in}.${parameter.name}`;
  return (
    <ScalarInput
      name={parameter.name}
      schema={parameter.schema}
      required={parameter.required}
      note={parameter.description ?? ""}
      placeholder={parameter.required || parameter.in === "path" ? (parameter.example ?? "") : ""}
      value={state.set.value[name] ?? ""}
      put={(value) => {
        state.set.value = { ...state.set.value, [name]: value };
      }}
    />
  );
};

const Parameters = ({
  state,
  place,
}: {
  readonly state: OperationState;
  readonly place: Parameter["in"];
}): JSX.Element | null => {
  const found = state.view.operation.parameters.filter((parameter) => parameter.in === place);
  if (found.length === 0) return null;
  const title = { path: "Path", query: "Query", header: "Headers" }[place];
  return (
    <fieldset>
      <legend>{title}</legend>
      {found.map((parameter) => (
        <ParameterField key={parameter.name} state={state} parameter={parameter} />
      ))}
    </fieldset>
  );
};

const BodyText = ({ state }: { readonly state: OperationState }): JSX.Element => (
  <label>
    <span class="visually-hidden">Body</span>
    <textarea
      rows={16}
      spellcheck={false}
      value={state.body.value}
      onInput={({ currentTarget }) => {
        state.body.value = currentTarget.value;
      }}
    />
  </label>
);

const FormFields = ({ state }: { readonly state: OperationState }): JSX.Element | null => {
  const { body } = state.view.operation;
  if (body?.kind !== "multipart" && body?.kind !== "urlencoded") return null;
  return (
    <fieldset>
      <legend>Form</legend>
      {body.fields.map(({ name, kind, schema, required, description, example }) => (
        <ScalarInput
          key={name}
          name={name}
          schema={schema}
          required={required}
          note={kind === "file" ? "A file: send it with rollcall api call." : (description ?? "")}
          placeholder={example ?? ""}
          value={state.set.value[`body.${name}`] ?? ""}
          put={(value) => {
            state.set.value = { ...state.set.value, [`body.${name}`]: value };
          }}
        />
      ))}
    </fieldset>
  );
};

const Body = ({ state }: { readonly state: OperationState }): JSX.Element | null => {
  const tab = useSignal("fields");
  const { body } = state.view.operation;
  if (body?.kind === "raw") return <BodyText state={state} />;
  if (body?.kind !== "json") return <FormFields state={state} />;
  return (
    <Tabs
      label="Body"
      tabs={[
        { id: "fields", label: "Body: fields" },
        { id: "json", label: "JSON" },
      ]}
      chosen={tab.value}
      choose={(id) => {
        tab.value = id;
      }}
    >
      {tab.value === "fields" ? <BodyFields schema={body.schema} body={state.body} /> : <BodyText state={state} />}
    </Tabs>
  );
};

const isReading = (method: string): boolean => ["GET", "HEAD", "OPTIONS"].includes(method);

/** Sends with what stands in the form; once more with a rate limit in the way, if that is wanted. */
const useSend = (state: OperationState) => {
  const confirmed = useSignal(false);
  const send = async (): Promise<void> => {
    const { id } = state.view.operation;
    const account = state.account.value;
    state.call.value = await ask<CallView>("POST", "/api/calls", {
      operation: id,
      account,
      ...state.values.value,
      ...(account === "emulator" ? {} : { confirmed: confirmed.value }),
    });
  };
  const fault = async (): Promise<void> => {
    const operation = state.view.operation.id.replace(/^zoom:/, "");
    const effect = { kind: "rate-limit", daily: false };
    const rule = await ask<{ readonly id: string }>("POST", "/_rollcall/faults", { operation, first: 1, effect });
    try {
      await send();
    } finally {
      await ask("DELETE", `/_rollcall/faults/${rule.id}`);
    }
  };
  return { confirmed, send: useAction(send), fault: useAction(fault) };
};

const Confirm = ({ confirmed }: { readonly confirmed: { value: boolean } }): JSX.Element => (
  <label class="row">
    <input
      type="checkbox"
      checked={confirmed.value}
      onChange={({ currentTarget }) => {
        confirmed.value = currentTarget.checked;
      }}
    />
    Yes, change the real account
  </label>
);

/** The form: parameters and body as fields or JSON. Ctrl-Enter sends. */
export const RequestForm = ({ state }: { readonly state: OperationState }): JSX.Element => {
  const { confirmed, send, fault } = useSend(state);
  const { operation } = state.view;
  const isEmulator = state.account.value === "emulator";
  const submit = (): void => {
    if (state.example.value?.needsFault === true && isEmulator) fault.run();
    else send.run();
  };
  return (
    <form
      class="panel"
      aria-label="Test request"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        submit();
      }}
    >
      <h2>Test request</h2>
      <div class="fields">
        <Parameters state={state} place="path" />
        <Parameters state={state} place="query" />
        <Parameters state={state} place="header" />
        <Body state={state} />
        {isEmulator || isReading(operation.method) ? null : <Confirm confirmed={confirmed} />}
      </div>
      <div class="row sticky-send">
        <button
          type="submit"
          class={isEmulator ? "primary" : "danger"}
          disabled={send.running.value || fault.running.value}
        >
          Send <kbd>Ctrl ⏎</kbd>
        </button>
        {operation.api === "zoom" && isEmulator ? (
          <button type="button" onClick={fault.run} disabled={fault.running.value}>
            Inject 429 and send
          </button>
        ) : null}
      </div>
      <ProblemBox problem={send.problem.value ?? fault.problem.value} />
      <Cli>{state.cli.value}</Cli>
    </form>
  );
};
