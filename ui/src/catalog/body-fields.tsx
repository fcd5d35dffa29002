import type { Signal } from "@preact/signals";
import type { JSX } from "preact";

import type { Schema } from "../contract.ts";
import { parseBody, shownValue, typedValue, valueAt, withValue } from "./json-edit.ts";

interface ScalarProps {
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
  readonly note: string;
  readonly placeholder: string;
  readonly value: string;
  readonly put: (value: string) => void;
}

const choicesOf = (schema: Schema): readonly string[] => {
  if (schema.enum !== undefined) return schema.enum.map(String);
  return schema.type === "boolean" ? ["true", "false"] : [];
};

const hintOf = (schema: Schema): string =>
  [
    schema.format ?? (schema.type === "string" || schema.type === "any" ? "" : schema.type),
    ...(schema.maxLength === undefined ? [] : [`at most ${schema.maxLength} characters`]),
    ...(schema.maxItems === undefined ? [] : [`at most ${schema.maxItems} items`]),
  ]
    .filter(Boolean)
    .join(", ");

const Control = ({ schema, required, placeholder, value, put, name }: ScalarProps): JSX.Element => {
  const choices = choicesOf(schema);
  const onInput = ({ currentTarget }: { readonly currentTarget: { readonly value: string } }): void => {
    put(currentTarget.value);
  };
  if (choices.length > 0)
    return (
      <select value={value} onChange={onInput}>
        {required && value !== "" ? null : <option value="" />}
        {choices.includes(value) || value === "" ? null : <option value={value}>{value}</option>}
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {choice}
          </option>
        ))}
      </select>
    );
  if (schema.type === "array" || schema.type === "object")
    return (
      <textarea
        rows={2}
        spellcheck={false}
        value={value}
        placeholder={schema.type === "array" ? "[…]" : "{…}"}
        onInput={onInput}
      />
    );
  const isSecret = /password|secret/i.test(name);
  return (
    <input
      type="text"
      autocomplete="off"
      spellcheck={false}
      class={isSecret ? "secret" : ""}
      value={value}
      placeholder={placeholder}
      onInput={onInput}
    />
  );
};

/** One value: a list of choices, a line or, for lists and objects, JSON. */
export const ScalarInput = (props: ScalarProps): JSX.Element => {
  const { name, schema, required, note } = props;
  const hint = hintOf(schema);
  return (
    <label>
      <span class="field-name">
        <bdi>{name}</bdi>
        {required ? (
          <span class="required-mark" title="required">
            {" "}
            *<span class="visually-hidden"> required</span>
          </span>
        ) : null}
      </span>
      <Control {...props} />
      {hint === "" && note === "" ? null : (
        <span class="field-note">
          <bdi>{[hint, note.split("\n")[0] ?? ""].filter(Boolean).join(" · ")}</bdi>
        </span>
      )}
    </label>
  );
};

interface FieldsProps {
  readonly schema: Schema;
  readonly body: Signal<string>;
  readonly path?: readonly string[];
}

const maxDepth = 6;

const Field = ({
  schema,
  body,
  path,
  required,
}: Required<FieldsProps> & { readonly required: boolean }): JSX.Element => {
  const name = path.at(-1) ?? "";
  const value = valueAt(parseBody(body.value), path);
  if (schema.type === "object" && schema.properties !== undefined && path.length < maxDepth) {
    const fields = <BodyFields schema={schema} body={body} path={path} />;
    return required ? (
      <fieldset>
        <legend class="field-name">
          <bdi>{name}</bdi>
        </legend>
        {fields}
      </fieldset>
    ) : (
      <details open={value !== undefined}>
        <summary class="field-name">
          <bdi>{name}</bdi>
        </summary>
        {fields}
      </details>
    );
  }
  return (
    <ScalarInput
      name={name}
      schema={schema}
      required={required}
      note={schema.description ?? ""}
      placeholder=""
      value={shownValue(value)}
      put={(typed) => {
        const given = typed === "" && !required ? undefined : typedValue(typed, schema.type);
        body.value = withValue(body.value, path, given);
      }}
    />
  );
};

/** The fields of an object; those that are neither required nor filled wait behind a fold. */
export const BodyFields = ({ schema, body, path = [] }: FieldsProps): JSX.Element => {
  const now = parseBody(body.value);
  if (now === undefined) return <p class="problem">The body is no JSON at the moment: mend it in the JSON tab.</p>;
  const all = Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    property,
    required: schema.required?.includes(name) === true,
    filled: valueAt(now, [...path, name]) !== undefined,
  }));
  if (all.length === 0) return <p class="muted">The schema names no fields: use the JSON tab.</p>;
  const field = ({ name, property, required }: (typeof all)[number]): JSX.Element => (
    <Field key={name} schema={property} body={body} path={[...path, name]} required={required} />
  );
  const first = all.filter(({ required, filled }) => required || filled);
  const rest = all.filter((one) => !first.includes(one));
  return (
    <div class="fields">
      {first.map(field)}
      {rest.length === 0 ? null : (
        <details open={first.length === 0}>
          <summary>
            {rest.length} more {rest.length === 1 ? "field" : "fields"}
          </summary>
          <div class="fields">{rest.map(field)}</div>
        </details>
      )}
    </div>
  );
};
