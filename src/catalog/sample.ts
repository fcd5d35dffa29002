import { isList, isObject } from "./document-value.ts";
import type { Schema } from "./operation.ts";

const typeNames: Readonly<Record<string, Schema["type"]>> = {
  string: "string",
  str: "string",
  text: "string",
  date: "string",
  "date-time": "string",
  dateTime: "string",
  email: "string",
  uuid: "string",
  uri: "string",
  integer: "integer",
  int: "integer",
  int32: "integer",
  int64: "integer",
  long: "integer",
  number: "number",
  float: "number",
  double: "number",
  boolean: "boolean",
  bool: "boolean",
  null: "null",
  object: "object",
  array: "array",
};
const formats = new Set(["date", "date-time", "email", "uuid", "uri"]);

/** What `<integer>`, or `integer` among nothing but such names, says. */
const typeNamed = (text: string): Schema | undefined => {
  const name = text.replace(/^<(.*)>$/, "$1");
  if (!Object.hasOwn(typeNames, name)) return undefined;
  const type = typeNames[name];
  return type === undefined ? undefined : { type, ...(formats.has(name) ? { format: name } : {}) };
};

/** The type that a placeholder such as `<long>` stands for. */
export const placeholderSchema = (text: string): Schema | undefined =>
  /^<[A-Za-z\d-]+>$/.test(text) ? typeNamed(text) : undefined;

/** True when every leaf is the name of a type: then the sample describes, it does not show. */
const isDescription = (value: unknown): boolean => {
  if (typeof value === "string") return typeNamed(value) !== undefined;
  if (isList(value)) return value.length > 0 && value.every(isDescription);
  return isObject(value) && Object.keys(value).length > 0 && Object.values(value).every(isDescription);
};

const union = (one: Schema, other: Schema): Schema => {
  if (one.type === "null") return { ...other, nullable: true };
  if (other.type === "null") return { ...one, nullable: true };
  const nullable: { nullable?: true } = one.nullable === true || other.nullable === true ? { nullable: true } : {};
  if (one.type === "object" && other.type === "object") {
    const properties = new Map(Object.entries(one.properties ?? {}));
    for (const [name, schema] of Object.entries(other.properties ?? {})) {
      const known = properties.get(name);
      properties.set(name, known === undefined ? schema : union(known, schema));
    }
    return { type: "object", properties: Object.fromEntries(properties), ...nullable };
  }
  if (one.type === "array" && other.type === "array")
    return one.items === undefined || other.items === undefined
      ? { ...other, ...one }
      : { type: "array", items: union(one.items, other.items), ...nullable };
  if (one.type === other.type) return { ...one, ...nullable };
  const numeric = [one.type, other.type].every((type) => type === "integer" || type === "number");
  return { type: numeric ? "number" : "any", ...nullable };
};

/** Items beyond these add nothing but time. */
const maxItemsSeen = 100;

const schemaOf = (value: unknown, describes: boolean): Schema => {
  if (value === null || value === undefined) return { type: "null" };
  if (typeof value === "string") return (describes ? typeNamed(value) : placeholderSchema(value)) ?? { type: "string" };
  if (typeof value === "bigint") return { type: "integer" };
  if (typeof value === "number") return { type: Number.isInteger(value) ? "integer" : "number" };
  if (typeof value === "boolean") return { type: "boolean" };
  if (isList(value)) {
    const [first, ...rest] = value.slice(0, maxItemsSeen).map((item) => schemaOf(item, describes));
    return first === undefined ? { type: "array" } : { type: "array", items: rest.reduce(union, first) };
  }
  if (!isObject(value)) return { type: "any" };
  const entries = Object.entries(value).map(([name, item]) => [name, schemaOf(item, describes)] as const);
  return { type: "object", properties: Object.fromEntries(entries) };
};

/** The shape of a sample; one whose leaves are all names of types (`"type": "integer"`) is read as types. */
export const schemaOfSample = (value: unknown): Schema => schemaOf(value, isDescription(value));

const sampleText = (schema: Schema): string => {
  if (schema.format === "email") return "jill.chill@example.com";
  if (schema.format === "date-time") return "2030-01-01T00:00:00Z";
  if (schema.format === "date") return "2030-01-01";
  if (schema.format === "uuid") return "00000000-0000-4000-8000-000000000000";
  return "text".padEnd(schema.minLength ?? 0, "x").slice(0, schema.maxLength ?? 4);
};

/** A value that fits a schema: its example or default, else the required fields only (one, where none is required). */
export const sampleOf = (schema: Schema, depth = 0): unknown => {
  const shown = schema.example ?? schema.default ?? schema.enum?.[0];
  if (shown !== undefined) return shown;
  if (schema.type === "integer" || schema.type === "number") return Math.max(schema.minimum ?? 1, 1);
  if (schema.type === "boolean") return true;
  if (schema.type === "null" || schema.type === "any") return null;
  if (schema.type === "string") return sampleText(schema);
  if (schema.type === "array")
    return schema.items === undefined || depth > 8 ? [] : [sampleOf(schema.items, depth + 1)];
  const all = Object.entries(schema.properties ?? {});
  const required = all.filter(([name]) => schema.required?.includes(name));
  const chosen = required.length > 0 || depth > 0 ? required : all.slice(0, 1);
  return Object.fromEntries(chosen.map(([name, property]) => [name, sampleOf(property, depth + 1)]));
};
