import { indented, Template } from "./template.ts";

/** An engine keeps a sum of strings as a tree until somebody asks for a character. */
const inOnePiece = (text: string): string => (text.codePointAt(0) === undefined ? "" : text);

/**
 * Source text of a program. Only four things make it: a template of ours (`code`), a literal encoder, an identifier and a
 * comment. A plain string cannot get into a template, so foreign text cannot either: the compiler sees to it.
 */
export class Source {
  readonly #text: string;
  #indent: string | undefined;
  #kept: string | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  get text(): string {
    return this.indentedBy("");
  }

  get isEmpty(): boolean {
    return this.#text === "";
  }

  /**
   * With so much before each of its lines but the first. Whoever is asked twice is a constant of a language: its text is kept,
   * and in one piece.
   */
  indentedBy(indent: string): string {
    if (this.#indent === indent) {
      this.#kept ??= inOnePiece(this.made(indent));
      return this.#kept;
    }
    this.#indent = indent;
    this.#kept = undefined;
    return this.made(indent);
  }

  protected made(indent: string): string {
    return indented(this.#text, indent);
  }
}

const nothing = new Source("");

/** Several, with something of ours between them. */
class Joined extends Source {
  readonly #parts: readonly Source[];
  readonly #separator: string;

  constructor(parts: readonly Source[], separator: string) {
    super("");
    this.#parts = parts;
    this.#separator = separator;
  }

  override get isEmpty(): boolean {
    return this.#parts.every(({ isEmpty }) => isEmpty) && (this.#parts.length < 2 || this.#separator === "");
  }

  protected override made(indent: string): string {
    const separator = indented(this.#separator, indent);
    const begin = separator.endsWith("\n") ? indent : "";
    let text = "";
    let isFirst = true;
    for (const part of this.#parts) {
      if (!isFirst) text += separator;
      if (!part.isEmpty) text += (isFirst ? "" : begin) + part.indentedBy(indent);
      isFirst = false;
    }
    return text;
  }
}

type Part = Source | number | readonly Source[];

const sourceOf = (part: Part): Source => {
  if (part instanceof Source) return part;
  return typeof part === "number" ? new Source(String(part)) : joined(part, "\n");
};

/** A template whose holes are filled. */
class Filled extends Source {
  readonly #template: Template;
  readonly #parts: readonly Part[];

  constructor(template: Template, parts: readonly Part[]) {
    super("");
    this.#template = template;
    this.#parts = parts;
  }

  override get isEmpty(): boolean {
    return this.#template.isBare && this.#parts.every((part) => sourceOf(part).isEmpty);
  }

  protected override made(indent: string): string {
    const { start, holes } = this.#template.at(indent);
    let text = start;
    let index = 0;
    for (const hole of holes) {
      const part = sourceOf(this.#parts[index] ?? nothing);
      index += 1;
      if (part.isEmpty) text += hole.otherwise;
      else {
        text += hole.before;
        text += part.indentedBy(hole.indent);
        text += hole.after;
      }
    }
    return text;
  }
}

/** Parts with something of ours between them: nothing, a few characters, or the end of a line. */
export const joined = (parts: readonly Source[], separator: string): Source =>
  parts.length === 1 ? (parts[0] ?? nothing) : new Joined(parts, separator);

/** Text of ours, chosen among constants. */
export const ours = (text: string): Source => new Source(text);

/** Backslashes reach the program as written; only a backtick and `${` need one of their own here. */
const staticText = (raw: string): string => raw.replaceAll("\\`", "`").replaceAll("\\${", "${");

const templates = new WeakMap<TemplateStringsArray, Template | Source>();

/** A template without holes is all that it can be. */
const templateOf = (strings: TemplateStringsArray): Template | Source => {
  const known = templates.get(strings);
  if (known !== undefined) return known;
  const [first = "", ...others] = strings.raw.map(staticText);
  const template = others.length === 0 ? new Source(first) : new Template([first, ...others]);
  templates.set(strings, template);
  return template;
};

/**
 * A template of source text. A part of several lines that begins a line keeps its indentation; an empty part that stands alone
 * takes its line with it.
 */
export const code = (strings: TemplateStringsArray, ...parts: readonly Part[]): Source => {
  const template = templateOf(strings);
  return template instanceof Source ? template : new Filled(template, parts);
};
