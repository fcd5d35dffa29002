/** A JSON object of a foreign document. Ask it through the functions below: its keys may be called `constructor`. */
export type DocumentObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is DocumentObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** A member that the object itself has. */
export const memberOf = (value: unknown, key: string): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

export const objectIn = (value: unknown, key: string): DocumentObject => {
  const member = memberOf(value, key);
  return isObject(member) ? member : {};
};

export const listIn = (value: unknown, key: string): readonly unknown[] => {
  const member = memberOf(value, key);
  return isList(member) ? member : [];
};

/** Text; a number or a boolean counts as its text. */
export const textOf = (value: unknown): string | undefined => {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "bigint" || typeof value === "boolean"
    ? String(value)
    : undefined;
};

export const textIn = (value: unknown, key: string): string | undefined => textOf(memberOf(value, key));

export const numberIn = (value: unknown, key: string): number | undefined => {
  const member = memberOf(value, key);
  return typeof member === "number" ? member : undefined;
};

export const isTrue = (value: unknown, key: string): boolean => memberOf(value, key) === true;

/** The part of an object that is there: `{}` when it is undefined, so that absent stays absent. */
export const given = <Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [name in Key]?: Value } => {
  const part: { [name in Key]?: Value } = {};
  if (value !== undefined) part[key] = value;
  return part;
};
