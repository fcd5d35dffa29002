import type { Schema } from "#catalog";

const byFormat: Readonly<Record<string, string>> = {
  email: "jo.doe@example.com",
  date: "2026-01-31",
  "date-time": "2026-01-31T09:00:00Z",
  uuid: "123e4567-e89b-42d3-a456-426614174000",
  uri: "https://example.com/",
};

const maxDepth = 8;

const scalar = ({ type, format, minLength = 0, minimum }: Schema): unknown => {
  if (type === "string") return (byFormat[format ?? ""] ?? "text").padEnd(Math.min(minLength, 1000), "x");
  if (type === "integer") return Math.ceil(minimum ?? 1);
  if (type === "number") return minimum ?? 1.5;
  return type === "boolean" ? true : null;
};

/** A value that fits a schema: its example, its default, its first allowed value, or one made up for its type. */
export const sampleValue = (schema: Schema, depth = 0): unknown => {
  if (schema.example !== undefined) return schema.example;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum?.[0] !== undefined) return schema.enum[0];
  if (schema.type === "array")
    return schema.items === undefined || depth >= maxDepth ? [] : [sampleValue(schema.items, depth + 1)];
  if (schema.type !== "object") return scalar(schema);
  const properties = Object.entries(schema.properties ?? {});
  const required = new Set(schema.required ?? properties.map(([name]) => name));
  const shown =
    depth >= maxDepth ? [] : properties.filter(([name, item]) => required.has(name) || item.example !== undefined);
  return Object.fromEntries(shown.map(([name, item]) => [name, sampleValue(item, depth + 1)] as const));
};
