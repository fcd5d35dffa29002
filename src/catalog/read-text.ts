import { CORE_SCHEMA, intCoreTag, load, mergeTag, type ScalarTagDefinition, YAMLException } from "js-yaml";

import { exactJson } from "#base";

import { isList, isObject } from "./document-value.ts";
import { catalogErrors } from "./errors.ts";

/** A document as it was given. */
export interface SourceText {
  /** The file's name: errors and references name it. */
  readonly name: string;
  readonly text: string;
}

const maxJsonLength = 32_000_000;
const maxYamlLength = 10_000_000;
const maxDepth = 200;
const maxNodes = 6_000_000;

const foreign: readonly (readonly [RegExp, string])[] = [
  [/^<(?:!doctype|html|head|body)/i, "is an HTML page, not an API document"],
  [/^<\?xml|^<[a-z]/i, "is XML, not an API document"],
  [/^PK[^\w\s]/, "is a ZIP archive: unpack it first"],
  [/^%PDF/, "is a PDF"],
];

const lineOf = (text: string, position: number): number => text.slice(0, position).split("\n").length;

const readJson = ({ name, text }: SourceText): unknown => {
  try {
    return exactJson.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const at = /position (\d+)/.exec(why)?.[1];
    const where = at === undefined ? "" : `, line ${lineOf(text, Number(at))}`;
    const [words = ""] = why.split(/ in JSON at| at position|, (?:\.\.\.)?"/);
    throw catalogErrors.make("RC_CATALOG_SYNTAX", `${name}${where}: not valid JSON: ${words.replaceAll("\n", " ")}`);
  }
};

/** Integers that a number cannot hold keep their digits. */
const exactIntegers: ScalarTagDefinition = {
  ...intCoreTag,
  resolve: (source, isExplicit, tagName) => {
    const value = intCoreTag.resolve(source, isExplicit, tagName);
    const isInexact = typeof value === "number" && !Number.isSafeInteger(value) && /^[-+]?\d+$/.test(source);
    return isInexact ? BigInt(source) : value;
  },
};
const yamlSchema = CORE_SCHEMA.withTags(exactIntegers, mergeTag);

const readYaml = ({ name, text }: SourceText): unknown => {
  if (text.length > maxYamlLength)
    throw catalogErrors.make(
      "RC_CATALOG_TOO_LARGE",
      `${name} has ${text.length} characters; YAML is read up to ${maxYamlLength}`,
    );
  try {
    // As in JSON, the last of keys that occur twice counts.
    return load(text, { schema: yamlSchema, json: true, maxDepth, maxAliases: 10_000 });
  } catch (error) {
    const mark = error instanceof YAMLException ? error.mark : undefined;
    const words = error instanceof YAMLException ? error.reason : String(error);
    const where = mark === undefined ? "" : `, line ${mark.line + 1}`;
    throw catalogErrors.make("RC_CATALOG_SYNTAX", `${name}${where}: not valid YAML: ${words}`);
  }
};

const prototypeKey = "__proto__";

/** Integers that a number holds exactly are numbers; only those beyond stay bigints. */
const settle = (value: unknown): unknown =>
  typeof value === "bigint" && BigInt.asIntN(54, value) === value ? Number(value) : value;

/** Bounds what was parsed and takes out what could reach an object's prototype. Cycles (YAML anchors) end at the depth. */
const tame = (root: unknown, name: string, dropped: (path: string) => void): void => {
  let nodes = 0;
  const path: string[] = [];
  const refuse = (): never => {
    const what =
      nodes > maxNodes
        ? `more than ${maxNodes} values`
        : `more than ${maxDepth} levels deep, at ${path.slice(0, 6).join("/")}/…`;
    throw catalogErrors.make("RC_CATALOG_TOO_LARGE", `${name}: ${what}`);
  };
  const visitMember = (holder: object, key: string, item: unknown): void => {
    if (typeof item === "bigint") Reflect.set(holder, key, settle(item));
    if (typeof item !== "object" || item === null) return;
    path.push(key);
    visit(item);
    path.pop();
  };
  const visit = (value: object): void => {
    nodes += 1;
    if (path.length > maxDepth || nodes > maxNodes) refuse();
    if (!isList(value) && Object.hasOwn(value, prototypeKey)) {
      Reflect.deleteProperty(value, prototypeKey);
      dropped([...path, prototypeKey].join("/"));
    }
    for (const [key, item] of Object.entries(value)) visitMember(value, key, item);
  };
  if (typeof root === "object" && root !== null) visit(root);
};

const trimmed = ({ name, text: given }: SourceText): string => {
  const text = given.replace(/^\uFEFF/, "").trimStart();
  if (text.length > maxJsonLength)
    throw catalogErrors.make(
      "RC_CATALOG_TOO_LARGE",
      `${name} has ${text.length} characters; documents are read up to ${maxJsonLength}`,
    );
  const known = foreign.find(([pattern]) => pattern.test(text));
  if (known !== undefined) throw catalogErrors.make("RC_CATALOG_DOCUMENT", `${name} ${known[1]}`);
  if (text === "") throw catalogErrors.make("RC_CATALOG_DOCUMENT", `${name} is empty`);
  return text;
};

/**
 * Reads JSON or YAML: bounded, without `__proto__`, every digit of large integers kept.
 * @throws RC_CATALOG_SYNTAX, RC_CATALOG_TOO_LARGE, RC_CATALOG_DOCUMENT
 */
export const readText = (source: SourceText, dropped: (path: string) => void = () => undefined): unknown => {
  const { name } = source;
  const text = trimmed(source);
  const isJson = text.startsWith("{") || text.startsWith("[");
  const value = isJson ? readJson({ name, text }) : readYaml({ name, text });
  if (!isObject(value) && !isList(value))
    throw catalogErrors.make("RC_CATALOG_DOCUMENT", `${name} holds ${typeof value}, not an API document`);
  tame(value, name, dropped);
  return value;
};

/**
 * Reads any JSON text, a single value too, with the same bounds.
 * @throws RC_CATALOG_SYNTAX, RC_CATALOG_TOO_LARGE, RC_CATALOG_DOCUMENT
 */
export const readSample = (source: SourceText): unknown => {
  const value = readJson({ name: source.name, text: trimmed(source) });
  tame(value, source.name, () => undefined);
  return settle(value);
};
