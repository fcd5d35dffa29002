import { exactJson } from "#base";
import { envelopeErrors, type ErrorTemplate, type Field, fieldMessages, fill, pathParts, scimBodyErrors } from "#zoom";

import { type Outcome, refusal, scimRefusal } from "./answer.ts";

/** A JSON object whose fields have been checked against an operation's rows. */
export type Body = Readonly<Record<string, unknown>>;

interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

interface Node {
  readonly name: string;
  readonly field: Field;
  readonly children: Level;
}

/** The fields of one object, or what the items of one array must be. */
class Level {
  /** In the order of the rows, which is that of the problems in an answer. */
  readonly nodes: Node[] = [];
  readonly byName = new Map<string, Node>();
  /** Those whose absence is something to look into. */
  readonly needed: string[] = [];

  add(node: Node): void {
    this.nodes.push(node);
    this.byName.set(node.name, node);
    if (node.name !== "[]" && !isDispensable(node.field)) this.needed.push(node.name);
  }
}

export const isObject = (value: unknown): value is Body =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The part of an e-mail's syntax that Zoom checks: `a@b.com` passes, `a@.com` does not. */
const emailSyntax = /^[^\s@,;<>()"]+@[^\s@.,;<>()"]+(?:\.[^\s@.,;<>()"]+)+$/;

/** Whether Zoom takes a text for an address. */
export const isEmail = (text: string): boolean => emailSyntax.test(text);

const han = /\p{Script=Han}/gu;

/** Rows as a tree; `[]` is a child of its array. */
const toTree = (fields: readonly Field[]): Level => {
  const root = new Level();
  const byPath = new Map<string, Node>();
  for (const field of fields) {
    const parts = pathParts(field.path);
    const name = parts.at(-1) ?? "";
    const node: Node = { name, field, children: new Level() };
    byPath.set(parts.join(" "), node);
    const parent = byPath.get(parts.slice(0, -1).join(" "));
    (parent?.children ?? root).add(node);
  }
  return root;
};

const hasType = (field: Field, value: unknown): boolean => {
  switch (field.type) {
    case "any":
      return true;
    case "string":
      return typeof value === "string";
    case "boolean":
      return typeof value === "boolean";
    case "integer":
      return typeof value === "bigint" || Number.isInteger(value);
    case "number":
      return typeof value === "number";
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
  }
};

const isAllowed = (field: Field, value: unknown): boolean => {
  if (field.values !== undefined && !field.values.some((allowed) => allowed === value)) return false;
  if (typeof value === "string") {
    if (field.maxLength !== undefined && value.length > field.maxLength) return false;
    if (field.minLength !== undefined && value.length < field.minLength) return false;
    if (field.maxHan !== undefined && value.length > field.maxHan && (value.match(han)?.length ?? 0) > field.maxHan)
      return false;
    if (field.format === "email" && !emailSyntax.test(value)) return false;
  }
  if (typeof value === "number") {
    if (field.minimum !== undefined && value < field.minimum) return false;
    if (field.maximum !== undefined && value > field.maximum) return false;
  }
  return !(Array.isArray(value) && field.maxItems !== undefined && value.length > field.maxItems);
};

/**
 * Whether there is surely nothing wrong with the fields of a value: a look at those it has, which are few, not at all
 * that it may have.
 */
const isSound = ({ nodes, byName, needed }: Level, value: unknown): boolean => {
  if (nodes.length === 0) return true;
  if (!isObject(value)) {
    const item = byName.get("[]");
    return (
      needed.length === 0 && (!Array.isArray(value) || item === undefined || value.every((one) => isSoundAs(item, one)))
    );
  }
  for (const name of needed) if (!Object.hasOwn(value, name)) return false;
  for (const name of Object.keys(value)) {
    const node = byName.get(name);
    if (node !== undefined && !isSoundAs(node, value[name])) return false;
  }
  return true;
};

const isSoundAs = ({ field, children }: Node, value: unknown): boolean =>
  value !== null && value !== undefined && hasType(field, value) && isAllowed(field, value) && isSound(children, value);

/** What a walk through a body has found. */
interface Found {
  readonly problems: FieldProblem[];
  /** Some of them are values of the wrong JSON type: to Zoom's own binding, most likely, no JSON object at all. */
  hasWrongType: boolean;
}

const walk = ({ nodes }: Level, parent: unknown, path: string, found: Found): void => {
  for (const node of nodes) {
    if (node.name === "[]") {
      for (const [at, item] of Array.isArray(parent) ? parent.entries() : [])
        if (item === null) addWrongType(found, `${path}[${at}]`);
        else walkValue(node, item, `${path}[${at}]`, "", found);
      continue;
    }
    const value = isObject(parent) && Object.hasOwn(parent, node.name) ? parent[node.name] : undefined;
    // Most optional fields are absent, and then nobody asks for their path.
    if ((value === undefined || value === null) && isDispensable(node.field)) continue;
    walkValue(node, value, path, node.name, found);
  }
};

const addWrongType = (found: Found, field: string): void => {
  found.hasWrongType = true;
  found.problems.push({ field, message: fieldMessages.invalid.text });
};

/** An absent user_info still misses its required fields; other absent optional fields miss nothing. */
const isDispensable = (field: Field): boolean => field.required !== true && field.path !== "user_info";

const join = (path: string, name: string): string => (path === "" || name === "" ? path + name : `${path}.${name}`);

const walkValue = (node: Node, value: unknown, parentPath: string, name: string, found: Found): void => {
  const { field } = node;
  const { problems } = found;
  // null counts as absent (inferred: Zoom's binding makes no difference for an optional field).
  if (value === undefined || value === null) {
    if (field.required) problems.push({ field: join(parentPath, name), message: fieldMessages.missing.text });
    if (field.path === "user_info") walk(node.children, {}, field.path, found);
    return;
  }
  if (!hasType(field, value)) {
    addWrongType(found, join(parentPath, name));
    return;
  }
  if (!isAllowed(field, value)) problems.push({ field: join(parentPath, name), message: fieldMessages.invalid.text });
  if (node.children.nodes.length > 0) walk(node.children, value, join(parentPath, name), found);
};

const nothing: Readonly<Found> = { problems: [], hasWrongType: false };

const look = (tree: Level, body: Body): Readonly<Found> => {
  if (isSound(tree, body)) return nothing;
  const found: Found = { problems: [], hasWrongType: false };
  walk(tree, body, "", found);
  return found;
};

/** What is wrong with a value by rows; a value of the wrong JSON type is one of the problems. */
export const findProblems = (fields: readonly Field[], body: Body): readonly FieldProblem[] =>
  look(toTree(fields), body).problems;

/**
 * Checks a value against rows: the problems found, or that a value has the wrong JSON type. With `namesTypes` that is one
 * of the problems; see switch `typeErrors`.
 */
export type Binder = (body: unknown, option?: string, namesTypes?: boolean) => { readonly body: Body } | Outcome;

const notJson = (hint: string): Outcome => refusal(envelopeErrors.notJson, undefined, hint);

/** Why a type mismatch is no field error: Zoom gives the same answer for it as for broken JSON. */
const mismatchHint =
  "A field has the wrong JSON type (a number as text, an array for an object, …); Zoom gives the same answer for it as for broken JSON. Compare types with the reference: `type` is a number, `user_info` an object.";

/** The answer for fields that are missing or not allowed. */
export const validationFailed = (problems: readonly FieldProblem[]): Outcome => ({
  status: envelopeErrors.validation.status,
  body: JSON.stringify({
    code: envelopeErrors.validation.code,
    message: fill(envelopeErrors.validation.message),
    errors: problems,
  }),
  template: envelopeErrors.validation,
});

/** Some operations have words of their own for it, and no list. */
const refuseFields = (problems: readonly FieldProblem[], words: ErrorTemplate | undefined): Outcome =>
  words === undefined || words.code === envelopeErrors.validation.code
    ? validationFailed(problems)
    : refusal(words, undefined, problems.map(({ field, message }) => `${field}: ${message}`).join(" "));

export const createBinder = (fields: readonly Field[], words?: ErrorTemplate): Binder => {
  // Made when first needed: most operations are never called.
  let tree: Level | undefined;
  return (body, _option, namesTypes = false) => {
    if (!isObject(body)) return notJson("The body must be one JSON object.");
    tree ??= toTree(fields);
    const { problems, hasWrongType } = look(tree, body);
    if (hasWrongType && !namesTypes) return notJson(mismatchHint);
    return problems.length === 0 ? { body } : refuseFields(problems, words);
  };
};

/** A binder for each document that `option` in the query picks, made when it is first asked for. */
export const createOptionBinder = (rowsOf: (option: string) => readonly Field[]): Binder => {
  const binders = new Map<readonly Field[], Binder>();
  return (body, option = "", namesTypes = false) => {
    const rows = rowsOf(option);
    let bind = binders.get(rows);
    if (bind === undefined) {
      bind = createBinder(rows);
      binders.set(rows, bind);
    }
    return bind(body, option, namesTypes);
  };
};

/** SCIM: the types are checked and that there is something; which values an operation takes, it says itself. */
export const createScimBinder = (fields: readonly Field[]): Binder => {
  let tree: Level | undefined;
  return (body) => {
    if (!isObject(body)) return scimRefusal(scimBodyErrors.notJson, undefined, "The body must be one JSON object.");
    if (Object.keys(body).length === 0) return scimRefusal(scimBodyErrors.empty);
    tree ??= toTree(fields);
    return look(tree, body).hasWrongType
      ? scimRefusal(scimBodyErrors.notJson, undefined, "A value has the wrong JSON type: see the reference.")
      : { body };
  };
};

/** Multipart: the parts as they came; the operation knows what to ask of a file. */
export const passParts: Binder = (parts) => ({ body: isObject(parts) ? parts : {} });

/** The text of a body as JSON, large integers exact; undefined when it is none. */
export const parseJson = (text: string): unknown => {
  try {
    return exactJson.parse(text);
  } catch {
    return undefined;
  }
};
