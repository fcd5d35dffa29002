import { useSignal } from "@preact/signals";
import type { JSX } from "preact";

import { ask } from "../api.ts";
import type { ApiView, ImportedView } from "../contract.ts";
import { plural, shellWord } from "../format.ts";
import { Cli } from "../parts/cli.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { useAction } from "../resource.ts";
import { href } from "../router.ts";

interface Source {
  readonly name: string;
  readonly text: string;
}

const Imported = ({ imported }: { readonly imported: ImportedView }): JSX.Element => (
  <div class="note good" role="status">
    <p>
      <strong>
        {imported.replaced ? "Replaced" : "Imported"} <bdi>{imported.title}</bdi>
      </strong>
      : {plural(imported.operations, "operation")}. <a href={href([], { api: imported.api })}>Show them</a>
    </p>
    {imported.repaired.length === 0 && imported.skipped.length === 0 ? null : (
      <details>
        <summary>
          {imported.repaired.length} mended, {imported.skipped.length} skipped
        </summary>
        <ul>
          {imported.repaired.map(({ operation, what }) => (
            <li key={`${operation} ${what}`}>
              <bdi>{operation}</bdi>: <bdi>{what}</bdi>
            </li>
          ))}
          {imported.skipped.map(({ name, reason }) => (
            <li key={`${name} ${reason}`}>
              <bdi>{name}</bdi>: <bdi>{reason}</bdi>
            </li>
          ))}
        </ul>
      </details>
    )}
  </div>
);

const Own = ({ apis }: { readonly apis: readonly ApiView[] }): JSX.Element | null => {
  const chosen = useSignal("");
  const remove = useAction(async () => {
    await ask("DELETE", `/api/apis/${encodeURIComponent(chosen.value)}`);
  });
  const own = apis.filter(({ builtIn }) => !builtIn);
  if (own.length === 0) return null;
  return (
    <>
      <h3>Imported so far</h3>
      <ul>
        {own.map(({ api, title, operations }) => (
          <li key={api} class="row">
            <bdi>{title}</bdi> <span class="muted">{plural(operations, "operation")}</span>
            <button
              type="button"
              class="quiet small"
              aria-label={`Remove ${title}`}
              onClick={() => {
                chosen.value = api;
                remove.run();
              }}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
      <ProblemBox problem={remove.problem.value} />
    </>
  );
};

/** Documents by drop, by file or pasted; a pasted curl command too. */
export const ImportPanel = ({ apis }: { readonly apis: readonly ApiView[] }): JSX.Element => {
  const [pasted, isOver] = [useSignal(""), useSignal(false)];
  const sources = useSignal<readonly Source[]>([]);
  const imported = useSignal<readonly ImportedView[]>([]);
  const send = useAction(async () => {
    imported.value = await ask<readonly ImportedView[]>("POST", "/api/apis", { sources: sources.value });
    pasted.value = "";
  });
  const sendAll = (all: readonly Source[]): void => {
    sources.value = all;
    send.run();
  };
  const read = (files: FileList | null | undefined): void => {
    const all = [...(files ?? [])].map(async (file) => ({ name: file.name, text: await file.text() }));
    if (all.length > 0) void Promise.all(all).then(sendAll);
  };
  return (
    <section class="panel stack" aria-label="Import an API">
      <div
        class={isOver.value ? "drop over" : "drop"}
        onDragOver={(event) => {
          event.preventDefault();
          isOver.value = true;
        }}
        onDragLeave={() => (isOver.value = false)}
        onDrop={(event) => {
          event.preventDefault();
          isOver.value = false;
          read(event.dataTransfer?.files);
        }}
      >
        <label>
          Drop or choose a Postman collection, an OpenAPI or Swagger document
          <input
            type="file"
            multiple
            accept=".json,.yaml,.yml,.txt"
            onChange={({ currentTarget }) => {
              read(currentTarget.files);
            }}
          />
        </label>
      </div>
      <PasteForm
        pasted={pasted}
        running={send.running.value}
        send={(text) => {
          sendAll([{ name: "pasted", text }]);
        }}
      />
      <ProblemBox problem={send.problem.value} />
      {imported.value.map((one) => (
        <Imported key={one.api} imported={one} />
      ))}
      <Own apis={apis} />
      <Cli>{`rollcall api import ${sources.value.map(({ name }) => shellWord(name)).join(" ") || "collection.json"}`}</Cli>
    </section>
  );
};

interface PasteProps {
  readonly pasted: { value: string };
  readonly running: boolean;
  readonly send: (text: string) => void;
}

const PasteForm = ({ pasted, running, send }: PasteProps): JSX.Element => (
  <form
    class="stack"
    onSubmit={(event) => {
      event.preventDefault();
      send(pasted.value);
    }}
  >
    <label>
      Or paste it, or a curl command
      <textarea
        rows={4}
        required
        placeholder="curl -X POST https://api.example.com/v1/things -d '{}'"
        value={pasted.value}
        onInput={({ currentTarget }) => {
          pasted.value = currentTarget.value;
        }}
      />
    </label>
    <div class="row">
      <button type="submit" class="primary" disabled={running}>
        Import
      </button>
    </div>
  </form>
);
