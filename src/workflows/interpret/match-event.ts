import { isRecord } from "../expressions/values.ts";

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((found, key) => (isRecord(found) && Object.hasOwn(found, key) ? found[key] : undefined), value);

// Addresses come back in another case than they were given.
const comparable = (value: unknown): string => JSON.stringify(value ?? null).toLowerCase();

/** Whether an event has every field, given by path such as `payload.object.email`; case does not count. */
export const matches = (body: unknown, match: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(match).every(([path, wanted]) => comparable(at(body, path.split("."))) === comparable(wanted));
