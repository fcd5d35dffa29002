import { type Body, isObject } from "../bind.ts";
import type { Leaf, Leaves } from "./leaves.ts";

/** Leaves and their values as the document that GET shows; a value that is undefined is left out. */
export const nest = (leaves: readonly Leaf[], valueOf: (leaf: Leaf) => unknown): Body => {
  const root: Record<string, unknown> = {};
  const branches = new Map<string, Record<string, unknown>>([["", root]]);
  const branch = (path: string): Record<string, unknown> => {
    let found = branches.get(path);
    if (found === undefined) {
      found = {};
      branches.set(path, found);
      const dot = path.lastIndexOf(".");
      branch(path.slice(0, Math.max(dot, 0)))[path.slice(dot + 1)] = found;
    }
    return found;
  };
  for (const leaf of leaves) {
    const value = valueOf(leaf);
    if (value !== undefined) branch(leaf.parent)[leaf.name] = value;
  }
  return root;
};

/** Only what `custom_query_fields` names, by the name of a setting or of the object around it. */
export const asked = (leaves: Leaves, query: URLSearchParams): readonly Leaf[] => {
  const { shown } = leaves;
  const names = new Set((query.get("custom_query_fields") ?? "").split(",").filter((name) => name !== ""));
  return names.size === 0 ? shown : shown.filter(({ parts }) => parts.some((part) => names.has(part)));
};

/** What a PATCH gives: values by leaf, and the names that the document does not have. */
export interface Given {
  readonly values: ReadonlyMap<Leaf, unknown>;
  readonly unknown: readonly string[];
}

/** Takes a body apart into leaves. Null counts as not given. */
export const takeApart = (body: Body, { objects, byPath }: Leaves): Given => {
  const values = new Map<Leaf, unknown>();
  const unknown: string[] = [];
  const visit = (node: Body, above: string): void => {
    for (const [name, value] of Object.entries(node)) {
      const path = above === "" ? name : `${above}.${name}`;
      const leaf = byPath.get(path);
      if (value === null || value === undefined) continue;
      if (leaf !== undefined && leaf.access !== "read") values.set(leaf, value);
      else if (leaf === undefined && objects.has(path) && isObject(value)) visit(value, path);
      else unknown.push(path);
    }
  };
  visit(body, "");
  return { values, unknown };
};
