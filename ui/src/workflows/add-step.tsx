import { useSignal } from "@preact/signals";
import type { JSX } from "preact";

import type { StepDoc } from "../contract.ts";
import { freeName } from "./free-name.ts";
import type { Edit } from "./step-form.tsx";

/** What a new step begins with: fields that it needs, from the trigger where nothing else is known. */
const beginning = ({ type, fields }: StepDoc, names: readonly string[]): Readonly<Record<string, unknown>> => {
  const given = fields
    .filter(({ isNeeded }) => isNeeded)
    .map(({ name, values }) => [name, values[0] ?? (name === "code" ? "return 1;" : `\${trigger.body.${name}}`)]);
  return {
    name: freeName(type, names),
    type,
    ...(given.length === 0 ? {} : { with: Object.fromEntries(given) }),
  };
};

interface AddProps {
  readonly docs: readonly StepDoc[];
  readonly names: readonly string[];
  readonly edit: Edit;
}

/** Adds a step behind the others. */
export const AddStep = ({ docs, names, edit }: AddProps): JSX.Element => {
  const chosen = useSignal("create_user");
  const doc = docs.find(({ type }) => type === chosen.value);
  return (
    <form
      class="panel row end"
      onSubmit={(event) => {
        event.preventDefault();
        if (doc !== undefined) edit(["steps", String(Number.MAX_SAFE_INTEGER)], beginning(doc, names));
      }}
    >
      <label class="grow">
        New step
        <select
          value={chosen.value}
          onChange={({ currentTarget }) => {
            chosen.value = currentTarget.value;
          }}
        >
          {docs
            .filter(({ own }) => own.length === 0)
            .map(({ type }) => (
              <option key={type} value={type}>
                {type}
              </option>
            ))}
        </select>
      </label>
      <button type="submit">Add step</button>
      <p class="muted small-text" style={{ width: "100%" }}>
        {doc?.summary ?? ""}
      </p>
    </form>
  );
};
