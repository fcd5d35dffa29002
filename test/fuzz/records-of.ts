import { exactJson } from "#base";

import { dig, keysOf, listIn } from "../conformance/hosts.ts";

/** A value's text, whatever order its keys are in. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === "bigint") return `${inner}n`;
    const isObject = typeof inner === "object" && inner !== null && !Array.isArray(inner);
    return isObject ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner;
  });

/** The records of a snapshot by kind, whatever order they were loaded in. Without deliveries: they go on by themselves. */
export const recordsOf = (snapshot: string): unknown => {
  const records = dig(exactJson.parse(snapshot), "records");
  return Object.fromEntries(
    keysOf(records)
      .filter((kind) => kind !== "delivery")
      .map((kind) => [kind, listIn(records, kind).map(canonical).toSorted()]),
  );
};
