import { COLLECTION_STYLE, EVENT_ID, type Event, getScalarValue, parseEvents } from "js-yaml";

/** A value of a YAML text, and where it stands: offsets of its first and behind its last character. */
export interface YamlNode {
  readonly kind: "map" | "list" | "scalar";
  /** Written in braces or brackets. */
  readonly isFlow: boolean;
  readonly start: number;
  end: number;
  readonly entries: YamlEntry[];
}

export interface YamlEntry {
  /** Of a list: its index. */
  readonly key: string;
  /** Of a list: where the item begins, after its dash. */
  readonly keyStart: number;
  readonly value: YamlNode;
}

const closing = { map: "}", list: "]", scalar: "" } as const;

const scalarOf = (source: string, event: Extract<Event, { readonly type: typeof EVENT_ID.SCALAR }>): YamlNode => {
  const { valueStart, valueEnd } = event;
  const text = source.slice(valueStart, valueEnd);
  const isQuoted = /["']/.test(source[valueStart - 1] ?? "") && source[valueEnd] === source[valueStart - 1];
  const end = isQuoted ? valueEnd + 1 : valueStart + text.trimEnd().length;
  return { kind: "scalar", isFlow: false, start: isQuoted ? valueStart - 1 : valueStart, end, entries: [] };
};

interface Open {
  readonly node: YamlNode;
  key: { readonly name: string; readonly start: number } | undefined;
}

const close = (source: string, { kind, isFlow, ...node }: YamlNode, from: number): number =>
  isFlow ? source.indexOf(closing[kind], node.entries.length === 0 ? node.start : from) + 1 : from;

/** The tree of a YAML text's only document; throws a YAMLException where it is none. */
export const treeOf = (source: string): YamlNode | undefined => {
  const open: Open[] = [];
  let root: YamlNode | undefined;
  const add = (node: YamlNode, scalar?: string): void => {
    const parent = open.at(-1);
    if (parent === undefined) root = node;
    else if (parent.node.kind === "list")
      parent.node.entries.push({ key: String(parent.node.entries.length), keyStart: node.start, value: node });
    else if (parent.key === undefined) parent.key = { name: scalar ?? "", start: node.start };
    else {
      parent.node.entries.push({ key: parent.key.name, keyStart: parent.key.start, value: node });
      parent.key = undefined;
    }
  };
  for (const event of parseEvents(source, { maxDepth: 40 })) {
    if (event.type === EVENT_ID.SCALAR) add(scalarOf(source, event), getScalarValue(source, event));
    else if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) {
      const kind = event.type === EVENT_ID.MAPPING ? "map" : "list";
      const isFlow = event.style === COLLECTION_STYLE.FLOW;
      const node: YamlNode = { kind, isFlow, start: event.start, end: event.start, entries: [] };
      add(node);
      open.push({ node, key: undefined });
    } else if (event.type === EVENT_ID.POP) {
      const done = open.pop();
      if (done !== undefined) done.node.end = close(source, done.node, done.node.entries.at(-1)?.value.end ?? 0);
    }
  }
  return root;
};

export const nodeAt = (root: YamlNode | undefined, path: readonly string[]): YamlNode | undefined =>
  path.reduce<YamlNode | undefined>((node, key) => node?.entries.find((entry) => entry.key === key)?.value, root);
