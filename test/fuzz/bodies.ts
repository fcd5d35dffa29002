import { type Field, pathParts } from "#zoom";

import { hostileTexts, hostileValue } from "./hostile.ts";
import { anyId, type Known } from "./known.ts";
import type { Random } from "./random.ts";

/** A field with what lies below it. */
interface Node {
  readonly name: string;
  readonly field: Field | undefined;
  readonly children: Map<string, Node>;
}

const trees = new WeakMap<readonly Field[], Node>();

const treeOf = (fields: readonly Field[]): Node => {
  const known = trees.get(fields);
  if (known !== undefined) return known;
  const root: Node = { name: "", field: undefined, children: new Map() };
  for (const field of fields) {
    let at = root;
    for (const name of pathParts(field.path)) {
      const next: Node = at.children.get(name) ?? { name, field: undefined, children: new Map() };
      at.children.set(name, next);
      at = next;
    }
    Object.assign(at, { field });
  }
  trees.set(fields, root);
  return root;
};

/** How a body is to be made. */
export interface Taste {
  readonly random: Random;
  readonly known: Known;
  /** Share of values that fit no rule. */
  readonly bad: number;
  /** Share of optional fields that are there. */
  readonly optional: number;
}

/** An address nobody has, or one that somebody has; differing in case now and then. */
export const someEmail = ({ random, known }: Taste): string => {
  known.made += 1;
  const old = random.chance(0.5) ? known.emails.slice(-5) : known.emails;
  const email =
    old.length > 0 && random.chance(0.4)
      ? random.pick(old)
      : `u${known.made}@${random.pick(["acme.test", "acme.test", "other.test"])}`;
  return random.chance(0.1) ? email.toUpperCase() : email;
};

const listsByName: readonly (readonly [name: RegExp, list: string])[] = [
  [/group/i, "groups"],
  [/role/i, "roles"],
  [/division/i, "divisions"],
  [/template/i, "meeting_templates"],
  [/file|background/i, "virtual_backgrounds"],
];

export const someId = (name: string, { random, known }: Taste): string => {
  const list = listsByName.find(([pattern]) => pattern.test(name))?.[1] ?? "users";
  const ids = random.chance(0.1) ? anyId(known) : (known.ids.get(list) ?? []);
  if (ids.length === 0) return random.pick(hostileTexts);
  // Often one of the latest, so that calls meet.
  return random.pick(random.chance(0.5) ? ids.slice(-5) : ids);
};

const someText = (name: string, field: Field | undefined, taste: Taste): string => {
  const { random } = taste;
  if (field?.format === "email" || /email|userName/i.test(name)) return someEmail(taste);
  if (field?.format === "date-time") return "2026-12-01T12:00:00Z";
  if (/^id$|_ids?$|Id$|^value$|member/.test(name)) return someId(name, taste);
  if (/password/.test(name)) return random.pick(["Rk7vqz2m", "short", "Sunny7Harbour", "aaaaaaaa"]);
  const longest = field?.maxLength ?? 64;
  if (random.chance(0.1)) return "n".repeat(longest + random.below(2));
  if (field?.minLength !== undefined && random.chance(0.5))
    return "7".repeat(Math.max(field.minLength - random.below(2), 0));
  return `${name} ${random.below(50)}`.slice(0, longest);
};

const someNumber = (field: Field | undefined, { random }: Taste): number => {
  const { minimum, maximum } = field ?? {};
  if (minimum !== undefined && random.chance(0.3)) return minimum - random.below(2);
  if (maximum !== undefined && random.chance(0.3)) return maximum + random.below(2);
  return (minimum ?? 0) + random.below(20);
};

const fitting = (node: Node, taste: Taste): unknown => {
  const { random } = taste;
  const { field, name } = node;
  if (field?.values !== undefined && field.values.length > 0) return random.pick(field.values);
  switch (field?.type) {
    case "boolean":
      return random.chance(0.5);
    case "integer":
    case "number":
      return someNumber(field, taste);
    case "array": {
      const item = node.children.get("[]");
      if (item === undefined) return [];
      const most = random.chance(0.03) ? (field.maxItems ?? 30) + 2 : 4;
      return Array.from({ length: random.below(most) }, () => valueOf(item, taste, name));
    }
    case "object":
      return objectOf(node, taste);
    case "any":
      return random.chance(0.5) ? someText(name, field, taste) : hostileValue(random);
    case "string":
      return someText(name, field, taste);
    case undefined:
      return node.children.size === 0 ? hostileValue(random) : objectOf(node, taste);
  }
};

const valueOf = (node: Node, taste: Taste, name = node.name): unknown => {
  if (taste.random.chance(taste.bad)) return hostileValue(taste.random);
  return fitting({ ...node, name }, taste);
};

/** Required, or an object with something required in it. */
const isNeeded = ({ field, children }: Node): boolean =>
  field?.required === true || (field?.type === "object" && [...children.values()].some(isNeeded));

const objectOf = ({ children }: Node, taste: Taste): Record<string, unknown> => {
  const { random } = taste;
  const made: Record<string, unknown> = {};
  for (const child of children.values())
    if (isNeeded(child) ? !random.chance(taste.bad / 2) : random.chance(taste.optional))
      made[child.name] = valueOf(child, taste);
  if (random.chance(taste.bad)) made[random.pick(hostileTexts)] = hostileValue(random);
  return made;
};

/** A body for rows of the facts: mostly what they ask for. */
export const bodyFor = (fields: readonly Field[], taste: Taste): unknown => objectOf(treeOf(fields), taste);
