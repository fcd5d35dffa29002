/** Every line but the first, and but those with nothing in them, begins with so much more. */
export const indented = (text: string, indent: string): string => {
  if (indent === "" || !text.includes("\n")) return text;
  // Plain text is replaced several times faster than a pattern.
  let made = text.replaceAll("\n", `\n${indent}`);
  const blank = `\n${indent}\n`;
  // Again, for of two blank lines each ends where the other begins.
  while (made.includes(blank)) made = made.replaceAll(blank, "\n\n");
  return text.endsWith("\n") ? made.slice(0, -indent.length) : made;
};

/** A place for a part. */
interface Hole {
  /** The white space that its line begins with; nothing where something else stands before it in its line. */
  readonly before: string;
  /** What the other lines of its part begin with. */
  readonly indent: string;
  /** Our text from here to the next hole. */
  readonly after: string;
  /** What stands there instead of all this when the part is empty: a line of its own goes with it. */
  readonly otherwise: string;
}

/** A template as it is at one indentation. */
interface Layout {
  readonly indent: string;
  readonly start: string;
  readonly holes: readonly Hole[];
}

/** The white space that a text ends with, from its last line's beginning on; undefined where that line has something else. */
const openLine = (text: string, isFirst: boolean): string | undefined => {
  const end = text.lastIndexOf("\n");
  const line = text.slice(end + 1);
  return (end >= 0 || isFirst) && line.trim() === "" ? line : undefined;
};

const layOut = (texts: readonly string[], indent: string): Layout => {
  const [first = "", ...others] = texts;
  const lines = texts.slice(0, -1).map((text, hole) => openLine(text, hole === 0));
  const upTo = (hole: number, text: string): string =>
    indented(text.slice(0, text.length - (lines[hole]?.length ?? 0)), indent);
  const holes = others.map((text, hole): Hole => {
    const line = lines[hole];
    const after = upTo(hole + 1, text);
    if (line === undefined) return { before: "", indent, after, otherwise: after };
    const outer = hole > 0 || first.includes("\n") ? indent : ""; // whoever uses the template has begun its first line
    const before = outer + line;
    const usual = { before, indent: indent + line, after };
    const isEnd = line === "" && text === "" && hole === others.length - 1;
    if (!text.startsWith("\n")) return { ...usual, otherwise: isEnd ? "" : before + after };
    const next = upTo(hole + 1, text.slice(1));
    return { ...usual, otherwise: next === "" || next.startsWith("\n") ? next : outer + next };
  });
  return { indent, start: upTo(0, first), holes };
};

/** A template of ours. Its text is worked out once for each indentation at which it stands, and those are templates of ours, too. */
export class Template {
  readonly #texts: readonly string[];
  readonly #layouts = new Map<string, Layout>();
  #last: Layout | undefined;

  constructor(texts: readonly string[]) {
    this.#texts = texts;
  }

  /** Whether it has no text of its own. */
  get isBare(): boolean {
    return this.#texts.every((text) => text === "");
  }

  at(indent: string): Layout {
    if (this.#last?.indent === indent) return this.#last;
    const layout = this.#layouts.get(indent) ?? layOut(this.#texts, indent);
    this.#layouts.set(indent, layout);
    this.#last = layout;
    return layout;
  }
}
