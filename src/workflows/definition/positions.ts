import {
  CORE_SCHEMA,
  constructFromEvents,
  type Event,
  EVENT_ID,
  getScalarValue,
  parseEvents,
  YAMLException,
} from "js-yaml";

import { workflowErrors } from "../errors.ts";

export type Path = readonly (string | number)[];

/** A parsed YAML or JSON text that remembers where each value stands. */
export interface Positioned {
  readonly value: unknown;
  /** `file, line 3, column 5`, of the value at the path or of the nearest one around it. */
  readonly where: (path: Path) => string;
}

const maxLength = 1_000_000;
const maxDepth = 40;

const keyOf = (path: Path): string => JSON.stringify(path);

interface Open {
  readonly path: Path;
  readonly isList: boolean;
  count: number;
  key: string | undefined;
}

/** Offsets by path; a mapping's value is found at its key. */
const offsetsOf = (source: string, events: readonly Event[]): ReadonlyMap<string, number> => {
  const offsets = new Map<string, number>([[keyOf([]), 0]]);
  const open: Open[] = [];
  /** The path of the value that begins here; undefined for a mapping's key. */
  const place = (offset: number, scalar: string | undefined): Path | undefined => {
    const parent = open.at(-1);
    if (parent === undefined) return [];
    if (parent.isList) {
      const path = [...parent.path, parent.count];
      parent.count += 1;
      offsets.set(keyOf(path), offset);
      return path;
    }
    if (parent.key === undefined) {
      parent.key = scalar ?? "";
      offsets.set(keyOf([...parent.path, parent.key]), offset);
      return undefined;
    }
    const path = [...parent.path, parent.key];
    parent.key = undefined;
    return path;
  };
  for (const event of events) {
    if (event.type === EVENT_ID.POP) open.pop();
    else if (event.type === EVENT_ID.SCALAR) place(event.valueStart, getScalarValue(source, event));
    else if (event.type === EVENT_ID.ALIAS) place(event.anchorStart, undefined);
    else if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) {
      const path = place(event.start, undefined);
      open.push({ path: path ?? [], isList: event.type === EVENT_ID.SEQUENCE, count: 0, key: undefined });
    } else open.push({ path: [], isList: false, count: 0, key: undefined });
    // A document holds one value: nothing of its own to count.
    if (open.length === 1 && event.type === EVENT_ID.DOCUMENT) open.length = 0;
  }
  return offsets;
};

const lineAndColumn = (text: string, offset: number): string => {
  const before = text.slice(0, offset).split("\n");
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
};

/**
 * Reads YAML, of which JSON is a part.
 * @throws RC_WORKFLOWS_DEFINITION with line and column
 */
export const readPositioned = (name: string, source: string): Positioned => {
  const refuse = (what: string): Error => workflowErrors.make("RC_WORKFLOWS_DEFINITION", `${name}${what}`);
  if (source.length > maxLength) throw refuse(` has ${source.length} characters; at most ${maxLength} are read`);
  try {
    const events = parseEvents(source, { maxDepth });
    // Anchors could make a small text a huge value, and a cyclic one.
    const alias = events.find((event) => event.type === EVENT_ID.ALIAS);
    if (alias !== undefined)
      throw refuse(`, ${lineAndColumn(source, alias.anchorStart)}: aliases (*name) are not used here: write it twice`);
    const [value, ...more] = constructFromEvents(events, { source, schema: CORE_SCHEMA });
    if (more.length > 0) throw refuse(` has ${more.length + 1} documents: one file is one workflow`);
    const offsets = offsetsOf(source, events);
    const where = (path: Path): string => {
      for (let length = path.length; length > 0; length -= 1) {
        const offset = offsets.get(keyOf(path.slice(0, length)));
        if (offset !== undefined) return `${name}, ${lineAndColumn(source, offset)}`;
      }
      return `${name}, line 1, column 1`;
    };
    return { value, where };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { mark, reason } = error;
    const at = mark === undefined ? "" : `, line ${mark.line + 1}, column ${mark.column + 1}`;
    throw refuse(`${at}: not valid YAML: ${reason}`);
  }
};
