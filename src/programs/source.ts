/**
 * Source text of a program. Only four things make it: a template of ours (`code`), a literal encoder, an identifier and a
 * comment. A plain string cannot get into a template, so foreign text cannot either: the compiler sees to it.
 */
export class Source {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }
}

type Part = Source | number | readonly Source[];

const textOf = (part: Part): string => {
  if (typeof part === "number") return String(part);
  return part instanceof Source ? part.text : part.map(({ text }) => text).join("\n");
};

/** Backslashes reach the program as written; only a backtick and `${` need one of their own here. */
const staticText = (raw: string): string => raw.replaceAll("\\`", "`").replaceAll("\\${", "${");

/** What a template's own texts become, worked out once for each. */
const staticTexts = new WeakMap<TemplateStringsArray, readonly string[]>();

const textsOf = (strings: TemplateStringsArray): readonly string[] => {
  const known = staticTexts.get(strings);
  if (known !== undefined) return known;
  const texts = strings.raw.map(staticText);
  staticTexts.set(strings, texts);
  return texts;
};

/** What stands in the line that a text has begun when another follows it. */
const lineAfter = (line: string, text: string): string => {
  const end = text.lastIndexOf("\n");
  return end < 0 ? line + text : text.slice(end + 1);
};

/**
 * A template of source text. A part of several lines that begins a line keeps its indentation; an empty part that stands alone
 * takes its line with it.
 */
export const code = (strings: TemplateStringsArray, ...parts: readonly Part[]): Source => {
  const texts = textsOf(strings);
  let text = texts[0] ?? "";
  let line = lineAfter("", text);
  for (const [index, part] of parts.entries()) {
    const after = texts[index + 1] ?? "";
    const inserted = textOf(part);
    const isIndented = line.trim() === "";
    if (inserted === "" && isIndented && after.startsWith("\n")) {
      text = text.slice(0, text.length - line.length) + after.slice(1);
      line = lineAfter("", after.slice(1));
      continue;
    }
    const isPlain = line === "" || !isIndented;
    const placed = isPlain ? inserted : inserted.replaceAll(/\n(?=[^\n])/g, `\n${line}`);
    text += placed + after;
    line = lineAfter(lineAfter(line, placed), after);
  }
  return new Source(text);
};

/** Parts in one line, with something of ours between them. */
export const joined = (parts: readonly Source[], separator: string): Source =>
  new Source(parts.map(({ text }) => text).join(separator));

/** Text of ours, chosen among constants. */
export const ours = (text: string): Source => new Source(text);
