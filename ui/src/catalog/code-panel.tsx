import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";

import { ask, get, pathOf, type Problem, problemFrom } from "../api.ts";
import type { LanguageView, ProgramView } from "../contract.ts";
import { shellWord } from "../format.ts";
import { Badge } from "../parts/badge.tsx";
import { Cli } from "../parts/cli.tsx";
import { Code } from "../parts/code.tsx";
import { Copy } from "../parts/copy.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { Tabs } from "../parts/tabs.tsx";
import { language } from "../preferences.ts";
import { useResource } from "../resource.ts";
import type { OperationState } from "./operation-state.ts";

const settleMs = 120;

/** The program of what stands in the form, a moment after the last key. */
const useProgram = (state: OperationState) => {
  const program = useSignal<ProgramView | undefined>(undefined);
  const problem = useSignal<Problem | undefined>(undefined);
  const wanted = { operation: state.view.operation.id, language: language.value, ...state.values.value };
  const key = JSON.stringify(wanted);
  useEffect(() => {
    let isWanted = true;
    const make = async (): Promise<void> => {
      try {
        const made = await ask<ProgramView>("POST", "/api/programs", wanted);
        if (!isWanted) return;
        program.value = made;
        problem.value = undefined;
      } catch (error) {
        if (isWanted) problem.value = problemFrom(error);
      }
    };
    const timer = setTimeout(() => void make(), program.peek() === undefined ? 0 : settleMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [key]);
  return { program, problem };
};

/** What is known of the program: run as it stands here, run with other values, or not at all. */
const Proof = ({ program }: { readonly program: ProgramView }): JSX.Element => {
  const { proof, operationProof: known } = program;
  if (proof.state === "executed")
    return (
      <p class="proof">
        <Badge tone="good">executed</Badge> this very program, {proof.cases} cases, {proof.date}
      </p>
    );
  if (known.state === "executed")
    return (
      <details class="proof">
        <summary>
          <Badge tone="good">executed</Badge> with the prover's values, {known.cases.length} cases, {known.toolchain},{" "}
          {known.date}
        </summary>
        <p class="muted">Your values make another text of it, which was not run itself. The cases:</p>
        <ul>
          {known.cases.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      </details>
    );
  if (proof.state === "compiled" || known.state === "compiled")
    return (
      <p class="proof">
        <Badge tone="warn">compiled only</Badge> {known.toolchain}, {known.date}
      </p>
    );
  return (
    <p class="proof">
      <Badge tone="plain">not executed</Badge> <span class="muted">there is no proof of this program</span>
    </p>
  );
};

const LanguageSelect = ({ languages }: { readonly languages: readonly LanguageView[] }): JSX.Element => (
  <label class="grow">
    Language
    <select
      value={language.value}
      onChange={({ currentTarget }) => {
        language.value = currentTarget.value;
      }}
    >
      {languages.map(({ id, language: name, client, state }) => (
        <option key={id} value={id}>
          {name} · {client}
          {state === "executed" ? " ✓" : ""}
        </option>
      ))}
    </select>
  </label>
);

const download = async (program: ProgramView, operation: string): Promise<void> => {
  const { zipOf } = await import("./zip.ts");
  const url = URL.createObjectURL(zipOf(program));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${operation.replaceAll(/[^\w.-]+/g, "-")}-${program.language}.zip`;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
};

const Files = ({ program }: { readonly program: ProgramView }): JSX.Element => {
  const chosen = useSignal("");
  const { files } = program;
  const file = files.find(({ name }) => name === chosen.value) ?? files[0];
  if (file === undefined) return <p>No files.</p>;
  const code = <Code text={file.text} language={program.language} label={`Program ${file.name}`} />;
  if (files.length === 1) return code;
  return (
    <Tabs
      label="Files"
      tabs={files.map(({ name }) => ({ id: name, label: name }))}
      chosen={file.name}
      choose={(name) => {
        chosen.value = name;
      }}
    >
      {code}
    </Tabs>
  );
};

const commandLine = (argv: readonly string[]): string => argv.map(shellWord).join(" ");

/** A whole program with the typed values, what is known of it, and how it is built and run. */
export const CodePanel = ({ state }: { readonly state: OperationState }): JSX.Element => {
  const { id } = state.view.operation;
  const languages = useResource(
    () => get<readonly LanguageView[]>(pathOf("/api/languages", { operation: id })),
    [],
    id,
  );
  const { program, problem } = useProgram(state);
  const made = program.value;
  return (
    <section class="panel stack" aria-label="Program">
      <div class="row end">
        <LanguageSelect languages={languages.data.value ?? []} />
        {made === undefined ? null : (
          <>
            <Copy text={() => made.files[0]?.text ?? ""} what="the program" />
            <button type="button" class="small" onClick={() => void download(made, id)}>
              Download zip
            </button>
          </>
        )}
      </div>
      <ProblemBox problem={problem.value} />
      {made === undefined ? null : (
        <>
          <Proof program={made} />
          <Files program={made} />
          <p class="muted small-text">
            {made.build.length === 0 ? null : (
              <>
                Build: <code>{commandLine(made.build)}</code>
                <br />
              </>
            )}
            Run: <code>{commandLine(made.run)}</code>
          </p>
        </>
      )}
      <Cli>
        {state.cli.value.replace("rollcall api call", "rollcall program").replace(/ --account .*$/, "") +
          ` --language ${language.value}`}
      </Cli>
    </section>
  );
};
