/** Lines with nothing in them stay as they are. Plain text is replaced several times faster than a pattern. */
const indented = (text: string, indent: string): string => {
  let made = text.replaceAll("\n", `\n${indent}`);
  if (text.includes("\n\n")) {
    const blank = `\n${indent}\n`;
    // Again, for of two blank lines each ends where the other begins.
    while (made.includes(blank)) made = made.replaceAll(blank, "\n\n");
  }
  return text.endsWith("\n") ? made.slice(0, made.length - indent.length) : made;
};

/**
 * Source text of a program. Only four things make it: a template of ours (`code`), a literal encoder, an identifier and a
 * comment. A plain string cannot get into a template, so foreign text cannot either: the compiler sees to it.
 */
export class Source {
  readonly #text: string;
  #indent = "";
  #indented: string | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  /** With so much before each of its lines but the first; the last answer is remembered. */
  indentedBy(indent: string): string {
    if (this.#indented === undefined || this.#indent !== indent) {
      this.#indent = indent;
      this.#indented = indented(this.#text, indent);
    }
    return this.#indented;
  }
}

type Part = Source | number | readonly Source[];

const textOf = (part: Part): string => {
  if (typeof part === "number") return String(part);
  return part instanceof Source ? part.text : part.map(({ text }) => text).join("\n");
};

/** Backslashes reach the program as written; only a backtick and `${` need one of their own here. */
const staticText = (raw: string): string => raw.replaceAll("\\`", "`").replaceAll("\\${", "${");

/** What stands after the last line end; undefined when there is none. */
const lastLine = (text: string): string | undefined => {
  const end = text.lastIndexOf("\n");
  return end < 0 ? undefined : text.slice(end + 1);
};

/** A template of ours: worked out once, and the last text that it became. Most parts of a program are the same in the next. */
interface Template {
  readonly texts: readonly string[];
  /** For each part the beginning of its line, where the template's own text before it says so. */
  readonly beginnings: readonly (string | undefined)[];
  parts: readonly string[];
  made: Source | undefined;
}

const templates = new WeakMap<TemplateStringsArray, Template>();

const templateOf = (strings: TemplateStringsArray): Template => {
  const known = templates.get(strings);
  if (known !== undefined) return known;
  const texts = strings.raw.map(staticText);
  const beginnings = texts.map((text, index) => lastLine(text) ?? (index === 0 ? text : undefined));
  const template = { texts, beginnings, parts: [], made: undefined };
  templates.set(strings, template);
  return template;
};

const filled = ({ texts, beginnings, parts }: Template, from: readonly Part[]): string => {
  let text = texts[0] ?? "";
  for (const [index, part] of parts.entries()) {
    const source = from[index];
    const after = texts[index + 1] ?? "";
    if (part !== "" && !part.includes("\n")) {
      text += part + after;
      continue;
    }
    const line = beginnings[index] ?? lastLine(text) ?? text;
    const isIndented = line.trim() === "";
    if (part === "" && isIndented && after.startsWith("\n"))
      text = text.slice(0, text.length - line.length) + after.slice(1);
    else if (!isIndented || line === "") text += part + after;
    else text += (source instanceof Source ? source.indentedBy(line) : indented(part, line)) + after;
  }
  return text;
};

/**
 * A template of source text. A part of several lines that begins a line keeps its indentation; an empty part that stands alone
 * takes its line with it.
 */
export const code = (strings: TemplateStringsArray, ...parts: readonly Part[]): Source => {
  const template = templateOf(strings);
  const texts = parts.map(textOf);
  if (template.made !== undefined && texts.every((text, index) => text === template.parts[index])) return template.made;
  template.parts = texts;
  template.made = new Source(filled(template, parts));
  return template.made;
};

/** Parts in one line, with something of ours between them. */
export const joined = (parts: readonly Source[], separator: string): Source =>
  new Source(parts.map(({ text }) => text).join(separator));

/** Text of ours, chosen among constants. */
export const ours = (text: string): Source => new Source(text);
