import { useSignal } from "@preact/signals";
import { load } from "js-yaml";
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";

import type { StepDoc, StepField } from "../contract.ts";
import { plural } from "../format.ts";
import { Prose } from "../parts/prose.tsx";
import type { StepOutline } from "./outline.ts";
import { shownJson } from "./shown-json.ts";

/** Puts a value at a place of the definition; undefined takes it out. */
export type Edit = (path: readonly string[], value: unknown) => void;

interface FieldProps {
  readonly field: StepField;
  readonly value: unknown;
  readonly give: (value: unknown) => void;
}

const isText = ({ type }: StepField): boolean => /string|integer|number|boolean/.test(type);

/** What was typed as the field has it; expressions stay texts, whatever they will give. */
const typed = (text: string, { type }: StepField): unknown => {
  if (text === "") return undefined;
  if (/integer|number/.test(type) && /^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  if (type.includes("boolean") && /^(?:true|false)$/.test(text)) return text === "true";
  return text;
};

const Choice = ({ field, value, give }: FieldProps): JSX.Element => {
  const now = value === undefined ? "" : shownJson(value);
  const values = [...new Set(["", ...field.values, now])];
  return (
    <select
      value={now}
      onChange={({ currentTarget }) => {
        give(typed(currentTarget.value, field));
      }}
    >
      {values.map((one) => (
        <option key={one} value={one}>
          {one === "" ? (field.standard === "" ? "not given" : `not given: ${field.standard}`) : one}
        </option>
      ))}
    </select>
  );
};

/** Lists and objects: as JSON or YAML, taken over once they can be read. */
const Structure = ({ field, value, give }: FieldProps): JSX.Element => {
  const text = useSignal(value === undefined ? "" : shownJson(value));
  const problem = useSignal("");
  const take = (written: string): void => {
    text.value = written;
    try {
      give(written.trim() === "" ? undefined : load(written));
      problem.value = "";
    } catch (error) {
      problem.value = error instanceof Error ? (error.message.split("\n")[0] ?? "") : "";
    }
  };
  return (
    <>
      <textarea
        rows={Math.min(10, text.value.split("\n").length + 1)}
        spellcheck={false}
        value={text.value}
        placeholder={field.standard}
        onInput={({ currentTarget }) => {
          take(currentTarget.value);
        }}
      />
      {problem.value === "" ? null : <span class="small-text">Not taken over yet: {problem.value}</span>}
    </>
  );
};

const Line = ({ field, value, give }: FieldProps): JSX.Element => {
  const text = value === undefined ? "" : shownJson(value);
  const take = ({ currentTarget }: { readonly currentTarget: { readonly value: string } }): void => {
    give(typed(currentTarget.value, field));
  };
  return field.name === "code" || text.includes("\n") ? (
    <textarea rows={Math.min(20, text.split("\n").length + 1)} spellcheck={false} value={text} onInput={take} />
  ) : (
    <input value={text} placeholder={field.standard} spellcheck={false} onInput={take} />
  );
};

const Field = (props: FieldProps): JSX.Element => {
  const { field } = props;
  return (
    <label>
      {field.name}
      {field.isNeeded ? <span class="required-mark"> *</span> : null}{" "}
      <span class="muted small-text hint">
        <Prose text={field.what} />
      </span>
      {field.values.length > 0 ? <Choice {...props} /> : isText(field) ? <Line {...props} /> : <Structure {...props} />}
    </label>
  );
};

const condition: StepField = {
  name: "when",
  type: "string",
  values: [],
  isNeeded: false,
  standard: "",
  what: "the step runs only where this holds, such as ${trigger.body.type | exists}",
};

const valuesOf = ({ input }: StepOutline): Readonly<Record<string, unknown>> =>
  typeof input === "object" && input !== null ? { ...input } : {};

interface FormProps {
  readonly step: StepOutline;
  readonly doc: StepDoc | undefined;
  readonly edit: Edit;
}

/** A step's fields as a form; the definition's text is the truth, and follows each key. */
export const StepForm = ({ step, doc, edit }: FormProps): JSX.Element => {
  const values = valuesOf(step);
  // What is shown first stays where it is while it is typed.
  const first = useMemo(
    () =>
      new Set((doc?.fields ?? []).filter(({ name, isNeeded }) => isNeeded || name in values).map(({ name }) => name)),
    [],
  );
  if (doc === undefined) return <p class="muted">No type of step is called “{step.type}”.</p>;
  const show = (field: StepField): JSX.Element => (
    <Field
      key={field.name}
      field={field}
      value={values[field.name]}
      give={(value) => {
        edit([...step.path, "with", field.name], value);
      }}
    />
  );
  const more = doc.fields.filter(({ name }) => !first.has(name));
  return (
    <div class="stack">
      <p class="muted small-text">
        <Prose text={doc.summary} />
      </p>
      {doc.fields.filter(({ name }) => first.has(name)).map(show)}
      {doc.own.length === 0 ? null : <p class="small-text">In the text only: {doc.own.join(", ")}.</p>}
      <details>
        <summary>{more.length === 0 ? "Condition" : `Condition and ${plural(more.length, "more field")}`}</summary>
        <div class="stack">
          <Field
            field={condition}
            value={step.when === "" ? undefined : step.when}
            give={(value) => {
              edit([...step.path, "when"], value);
            }}
          />
          {more.map(show)}
        </div>
      </details>
    </div>
  );
};
