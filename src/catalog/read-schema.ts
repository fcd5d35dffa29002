import { given, isList, isObject, isTrue, listIn, memberOf, numberIn, objectIn, textIn } from "./document-value.ts";
import { mergeAll, mergeAny } from "./merge-schema.ts";
import type { Schema } from "./operation.ts";
import type { Follow } from "./references.ts";

/** Reads JSON Schema as OpenAPI 3.0, 3.1 and Swagger 2.0 write it. Whatever refers to itself or grows too large is cut. */
export interface SchemaReader {
  read(value: unknown, file: string): Schema;
  /** What has been cut since the last call, in words. */
  takeCuts(): readonly string[];
}

/** Parts of one schema, counted as if written out: what is shown and made into programs stays readable. */
const maxParts = 5000;
/** Steps for a whole document: entangled recursion ends here, not in memory. */
const maxSteps = 1_000_000;
const maxLevels = 60;
/** References within references: deeper, nobody reads a schema. */
const maxReferences = 8;

const types = new Set(["object", "array", "string", "integer", "number", "boolean", "null"]);
const isType = (value: unknown): value is Schema["type"] => typeof value === "string" && types.has(value);

const isPlain = (value: unknown): value is string | number | bigint | boolean | null =>
  value === null || ["string", "number", "bigint", "boolean"].includes(typeof value);

const typeOf = (node: unknown): { type: Schema["type"]; nullable: boolean } => {
  const stated = memberOf(node, "type");
  const list = (isList(stated) ? stated : [stated]).filter(isType);
  const [only, ...others] = list.filter((type) => type !== "null");
  const nullable = isTrue(node, "nullable") || (list.includes("null") && only !== undefined);
  if (only !== undefined) return { type: others.length === 0 ? only : "any", nullable };
  if (list.includes("null")) return { type: "null", nullable };
  if (isObject(memberOf(node, "properties")) || isObject(memberOf(node, "additionalProperties")))
    return { type: "object", nullable };
  if (listIn(node, "required").length > 0) return { type: "object", nullable };
  if (memberOf(node, "items") !== undefined) return { type: "array", nullable };
  // Swagger 2.0 calls an upload a type.
  if (memberOf(node, "type") === "file") return { type: "string", nullable };
  const values = listIn(node, "enum");
  return { type: values.length > 0 && values.every((value) => typeof value === "string") ? "string" : "any", nullable };
};

const enumOf = (node: unknown): Schema["enum"] => {
  const constant = memberOf(node, "const");
  const values = (isPlain(constant) ? [constant] : listIn(node, "enum")).filter(isPlain);
  return values.length === 0 ? undefined : values;
};

/** A limit is of use only where it is a count. */
const countIn = (node: unknown, key: string): number | undefined => {
  const count = numberIn(node, key);
  return count !== undefined && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
};

const ownParts = (node: unknown, nullable: boolean): Omit<Schema, "type"> => ({
  ...given("description", textIn(node, "description") ?? textIn(node, "title")),
  ...given("enum", enumOf(node)),
  ...given("format", textIn(node, "format")),
  ...given("default", memberOf(node, "default")),
  ...given("example", memberOf(node, "example") ?? listIn(node, "examples")[0]),
  ...(nullable ? { nullable: true as const } : {}),
  ...(isTrue(node, "deprecated") ? { deprecated: true as const } : {}),
  ...given("minLength", countIn(node, "minLength")),
  ...given("maxLength", countIn(node, "maxLength")),
  ...given("minimum", numberIn(node, "minimum")),
  ...given("maximum", numberIn(node, "maximum")),
  ...given("maxItems", countIn(node, "maxItems")),
});

interface Read {
  readonly schema: Schema;
  readonly parts: number;
}

const isName = (name: unknown): name is string => typeof name === "string";
const nothing = Number.POSITIVE_INFINITY;

class Reader implements SchemaReader {
  readonly #follow: Follow;
  readonly #known = new Map<string, Read>();
  /** References that are being read, outermost first. */
  readonly #open = new Map<string, number>();
  /** The outermost open reference that was cut: what lies below it is not the whole truth and must not be remembered. */
  #reached = nothing;
  /** How often something was cut for its depth: what holds such a cut is true at its own depth only. */
  #depthCuts = 0;
  #steps = 0;
  #level = 0;
  readonly #cuts = new Set<string>();

  constructor(follow: Follow) {
    this.#follow = follow;
  }

  read(value: unknown, file: string): Schema {
    this.#level = 0;
    this.#open.clear();
    this.#reached = nothing;
    return this.#node(value, file).schema;
  }

  takeCuts(): readonly string[] {
    const cuts = [...this.#cuts];
    this.#cuts.clear();
    return cuts;
  }

  #cut(why: string): Read {
    this.#cuts.add(why);
    return { schema: { type: "any", description: `Not shown: ${why}.` }, parts: 1 };
  }

  #node(value: unknown, file: string): Read {
    if (!isObject(value)) return { schema: { type: "any" }, parts: 1 };
    this.#steps += 1;
    if (this.#steps > maxSteps || this.#level > maxLevels) {
      this.#reached = -1;
      return this.#cut(this.#steps > maxSteps ? "the document's schemas are too entangled" : "nested too deeply");
    }
    this.#level += 1;
    try {
      return textIn(value, "$ref") === undefined ? this.#inline(value, file) : this.#reference(value, file);
    } finally {
      this.#level -= 1;
    }
  }

  #reference(value: unknown, file: string): Read {
    const place = this.#follow(value, file);
    const depthKey = `${this.#open.size} ${place.key}`;
    const shallow = this.#known.get(depthKey);
    const known = this.#known.get(place.key) ?? shallow;
    if (known !== undefined) {
      if (known === shallow) this.#depthCuts += 1;
      return known;
    }
    const open = this.#open.get(place.key);
    if (open !== undefined) {
      this.#reached = Math.min(this.#reached, open);
      return this.#cut(`${place.key.split("/").at(-1) ?? place.key} refers to itself`);
    }
    const index = this.#open.size;
    if (index >= maxReferences) {
      this.#depthCuts += 1;
      return this.#cut(`references nested more than ${maxReferences} deep`);
    }
    const cutsBefore = this.#depthCuts;
    this.#open.set(place.key, index);
    const read = this.#node(place.value, place.file);
    this.#open.delete(place.key);
    if (this.#reached >= index) {
      this.#reached = nothing;
      this.#known.set(this.#depthCuts > cutsBefore ? depthKey : place.key, read);
    }
    return read;
  }

  #all(values: readonly unknown[], file: string): { schemas: Schema[]; parts: number } {
    const schemas: Schema[] = [];
    let parts = 0;
    for (const value of values) {
      const read = this.#node(value, file);
      parts += read.parts;
      if (parts > maxParts) {
        schemas.push(this.#cut(`larger than ${maxParts} parts`).schema);
        break;
      }
      schemas.push(read.schema);
    }
    return { schemas, parts: Math.min(parts, maxParts) };
  }

  #inline(node: unknown, file: string): Read {
    const { type, nullable } = typeOf(node);
    const own = ownParts(node, nullable);
    const members = this.#members(node, type, file);
    let schema: Schema = { type, ...own, ...members.schema };
    let { parts } = members;
    const all = listIn(node, "allOf");
    if (all.length > 0) {
      const read = this.#all(all, file);
      schema = mergeAll([...read.schemas, schema]);
      parts += read.parts;
    }
    for (const choice of ["oneOf", "anyOf"]) {
      const some = listIn(node, choice);
      if (some.length === 0) continue;
      const read = this.#all(some, file);
      schema = mergeAll([mergeAny(read.schemas), schema]);
      parts += read.parts;
    }
    return { schema, parts: parts + 1 };
  }

  #members(node: unknown, type: Schema["type"], file: string): { schema: Partial<Schema>; parts: number } {
    if (type === "array") {
      const items = memberOf(node, "items");
      if (items === undefined) return { schema: {}, parts: 0 };
      const read = this.#node(items, file);
      return { schema: { items: read.schema }, parts: read.parts };
    }
    if (type !== "object") return { schema: {}, parts: 0 };
    const entries = Object.entries(objectIn(node, "properties"));
    const { schemas, parts } = this.#all(
      entries.map(([, value]) => value),
      file,
    );
    // Not only those of its own properties: in an allOf it may speak of its neighbours'.
    const required = listIn(node, "required").filter(isName);
    const stated = required.length === 0 ? {} : { required };
    if (schemas.length === 0) return { schema: stated, parts: 0 };
    const properties = Object.fromEntries(schemas.map((schema, index) => [entries[index]?.[0] ?? "", schema]));
    return { schema: { properties, ...stated }, parts };
  }
}

export const makeSchemaReader = (follow: Follow): SchemaReader => new Reader(follow);
