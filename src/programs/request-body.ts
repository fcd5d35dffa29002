import { exactJson } from "#base";
import { type Body, type FormField, sampleOf } from "#catalog";

import { encodeFormValue, encodeHeader } from "./percent-encode.ts";
import { type Values, withBodyValues } from "./values.ts";

export interface Payload {
  readonly contentType: string;
  /** Sent as UTF-8. */
  readonly text: string;
}

const parsed = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: exactJson.parse(text) };
  } catch {
    return undefined;
  }
};

const jsonText = (body: Extract<Body, { kind: "json" }>, { wholeBody, body: given }: Values): string => {
  const base = wholeBody ?? body.example;
  const start = base === undefined ? { value: sampleOf(body.schema) } : parsed(base);
  // What is no JSON is sent as the source has it.
  if (start === undefined && given.length === 0) return base ?? "";
  return exactJson.stringify(withBodyValues(start?.value ?? {}, body.schema, given));
};

interface Part {
  readonly field: FormField;
  readonly value: string;
}

const partsOf = (fields: readonly FormField[], { body: given }: Values): readonly Part[] => {
  const values = new Map(given);
  const known = fields
    .filter(({ name, disabled }) => values.has(name) || disabled !== true)
    .map((field) => ({ field, value: values.get(field.name) ?? field.example ?? String(sampleOf(field.schema)) }));
  const names = new Set(fields.map(({ name }) => name));
  const more = given
    .filter(([name]) => !names.has(name))
    .map(([name, value]): Part => ({
      field: { name, kind: "text", required: false, schema: { type: "string" } },
      value,
    }));
  return [...known, ...more];
};

/** As browsers write it (HTML living standard, multipart/form-data): line ends and quotes are percent-encoded. */
const quotedName = (name: string): string =>
  `"${name.replaceAll("\n", "%0A").replaceAll("\r", "%0D").replaceAll('"', "%22")}"`;

const partText = ({ field, value }: Part): string => {
  const file = field.kind === "file" ? `; filename=${quotedName(`${field.name}.txt`)}` : "";
  const type = field.contentType ?? (field.kind === "file" ? "application/octet-stream" : undefined);
  const typeLine = type === undefined ? "" : `Content-Type: ${encodeHeader(type)}\r\n`;
  return `Content-Disposition: form-data; name=${quotedName(field.name)}${file}\r\n${typeLine}\r\n${value}\r\n`;
};

const multipart = (parts: readonly Part[]): Payload => {
  const texts = parts.map((part) => partText(part).toWellFormed());
  let boundary = "rollcall-form-boundary";
  while (texts.some((text) => text.includes(boundary))) boundary += "-x";
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    text: `${texts.map((text) => `--${boundary}\r\n${text}`).join("")}--${boundary}--\r\n`,
  };
};

/** The exact text of a request's body. */
export const requestBody = (body: Body, values: Values): Payload => {
  if (body.kind === "json")
    return { contentType: encodeHeader(body.contentType), text: jsonText(body, values).toWellFormed() };
  if (body.kind === "raw")
    return {
      contentType: encodeHeader(body.contentType),
      text: (values.wholeBody ?? body.example ?? "").toWellFormed(),
    };
  const parts = partsOf(body.fields, values);
  if (body.kind === "multipart") return multipart(parts);
  return {
    contentType: "application/x-www-form-urlencoded",
    text: parts.map(({ field, value }) => `${encodeFormValue(field.name)}=${encodeFormValue(value)}`).join("&"),
  };
};
