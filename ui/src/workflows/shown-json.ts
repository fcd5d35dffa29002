/** Any value as text; integers beyond 2^53 with their digits. */
export const shownJson = (value: unknown): string =>
  typeof value === "string"
    ? value
    : JSON.stringify(value, (_key, part: unknown) => (typeof part === "bigint" ? part.toString() : part), 2);
