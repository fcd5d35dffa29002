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

const lastLine = (text: string): string => text.slice(text.lastIndexOf("\n") + 1);

/**
 * A template of source text. A part of several lines that begins a line keeps its indentation; an empty part that stands alone
 * takes its line with it.
 */
export const code = (strings: TemplateStringsArray, ...parts: readonly Part[]): Source => {
  const [first = "", ...rest] = strings.raw.map(staticText);
  let text = first;
  rest.forEach((after, index) => {
    const inserted = textOf(parts[index] ?? []);
    const lead = lastLine(text);
    if (inserted === "" && lead.trim() === "" && after.startsWith("\n")) {
      text = text.slice(0, text.length - lead.length) + after.slice(1);
      return;
    }
    const indent = lead.trim() === "" ? lead : "";
    text += inserted.replaceAll(/\n(?=[^\n])/g, `\n${indent}`) + after;
  });
  return new Source(text);
};

/** Parts in one line, with something of ours between them. */
export const joined = (parts: readonly Source[], separator: string): Source =>
  new Source(parts.map(({ text }) => text).join(separator));

/** Text of ours, chosen among constants. */
export const ours = (text: string): Source => new Source(text);
