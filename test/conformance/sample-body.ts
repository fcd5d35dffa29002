import { type Field, pathParts } from "#zoom";

/** What must name something that is there. */
const known: Readonly<Record<string, unknown>> = {
  "emails[].value": "amy@acme.test",
  "groups[].display": "Sales",
  "groups[].value": "sales",
  "roles[].display": "Member",
  "roles[].value": "2",
  "security.signin_with_sso.sso_bypass_user_ids[]": "amy",
};

/** A value that a row allows. */
const sampleOf = ({ path, type, values, minimum, minLength, format }: Field): unknown => {
  if (Object.hasOwn(known, path)) return known[path];
  if (values !== undefined && values.length > 0) return values[0];
  switch (type) {
    case "boolean":
      return true;
    case "integer":
    case "number":
      return minimum ?? 1;
    case "array":
      return [];
    case "object":
      return {};
    case "any":
    case "string":
      return format === "email" ? "amy@acme.test" : "a".repeat(Math.max(1, minLength ?? 0));
  }
};

type Node = Map<string, { readonly row: Field | undefined; readonly below: Node }>;

const grow = (rows: readonly Field[]): Node => {
  const root: Node = new Map();
  for (const row of rows) {
    let at = root;
    const parts = pathParts(row.path);
    for (const [place, part] of parts.entries()) {
      const isLast = place === parts.length - 1;
      const before = at.get(part);
      const next = { row: isLast ? row : before?.row, below: before?.below ?? new Map() };
      at.set(part, next);
      at = next.below;
    }
  }
  return root;
};

type Json = Readonly<Record<string, unknown>>;

const object = (node: Node): Json =>
  Object.fromEntries(
    Array.from(node, ([name, { row, below }]) => [name, below.size > 0 ? build(below) : sampleOf(row ?? text)]),
  );

const build = (node: Node): unknown => {
  const item = node.get("[]");
  if (item === undefined) return object(node);
  return [item.below.size > 0 ? build(item.below) : sampleOf(item.row ?? text)];
};

const text: Field = { path: "", type: "string" };

/** A body with every field of its rows, lists with one item. */
export const sampleBody = (rows: readonly Field[]): Json => object(grow(rows));
