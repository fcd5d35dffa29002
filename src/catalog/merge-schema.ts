import type { Schema } from "./operation.ts";

const unite = <Item>(one: readonly Item[] = [], other: readonly Item[] = []): readonly Item[] => [
  ...new Set([...one, ...other]),
];

const mergeProperties = (
  one: Schema["properties"],
  other: Schema["properties"],
): { properties?: Readonly<Record<string, Schema>> } =>
  one === undefined && other === undefined
    ? {}
    : { properties: Object.fromEntries([...Object.entries(one ?? {}), ...Object.entries(other ?? {})]) };

const mergeTwo = (one: Schema, other: Schema): Schema => {
  const required = unite(one.required, other.required);
  return {
    ...one,
    ...other,
    type: other.type === "any" ? one.type : other.type,
    ...mergeProperties(one.properties, other.properties),
    ...(required.length === 0 ? {} : { required }),
  };
};

/** A value that fits all of them (`allOf`). */
export const mergeAll = (schemas: readonly Schema[]): Schema => schemas.reduce(mergeTwo, { type: "any" });

/** A value that fits one of them (`oneOf`, `anyOf`): what all require is required, what one has may be there. */
export const mergeAny = (schemas: readonly Schema[]): Schema => {
  const nullable: { nullable?: true } = schemas.some(({ type }) => type === "null") ? { nullable: true } : {};
  const rest = schemas.filter(({ type }) => type !== "null");
  const [first, ...others] = rest;
  if (first === undefined) return { type: "null" };
  if (others.length === 0) return { ...first, ...nullable };
  if (rest.some(({ type }) => type !== first.type)) return { type: "any", ...nullable };
  if (first.type === "object") {
    const required = (first.required ?? []).filter((name) => others.every((other) => other.required?.includes(name)));
    const { required: _own, ...merged } = mergeAll(rest);
    return { ...merged, ...nullable, ...(required.length === 0 ? {} : { required }) };
  }
  if (first.type === "array") return { ...first, ...nullable };
  const isClosed = rest.every((schema) => schema.enum !== undefined);
  const { enum: _first, ...open } = first;
  return { ...open, ...nullable, ...(isClosed ? { enum: unite(rest.flatMap((schema) => schema.enum ?? [])) } : {}) };
};
