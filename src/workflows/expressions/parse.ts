/** A value in an expression: a path into what the run knows, or a literal. */
export type Operand =
  | { readonly path: readonly (string | number)[] }
  | { readonly literal: string | number | boolean | null };

export interface FilterCall {
  readonly name: string;
  readonly args: readonly Operand[];
}

/** `path | filter: arg, arg | filter`: data, never code. */
export interface Expression {
  readonly operand: Operand;
  readonly filters: readonly FilterCall[];
  /** Where the text begins in the template. */
  readonly at: number;
}

/** A template: texts and expressions in turn. */
export type Template = readonly (string | Expression)[];

/** What is wrong with a template, and where in it. */
export class TemplateError extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.name = "TemplateError";
    this.at = at;
  }
}

interface Token {
  readonly kind: "name" | "number" | "string" | "mark" | "end";
  readonly text: string;
  readonly at: number;
}

const tokenPattern =
  /\s*(?:(?<name>[A-Za-z_][\w-]*)|(?<number>-?\d+(?:\.\d+)?)|(?<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<mark>[.[\]|:,}]))/y;
const maxLength = 100_000;
const longest = 2000;

const literalNames: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

const unquote = (text: string): string =>
  text.slice(1, -1).replaceAll(/\\(.)/g, (_all, character: string) => ({ n: "\n", t: "\t" })[character] ?? character);

/** Reads the tokens of one expression, from behind its `${`. */
const makeReader = (text: string, start: number) => {
  let at = start;
  const peek = (): Token => {
    tokenPattern.lastIndex = at;
    const groups = tokenPattern.exec(text)?.groups;
    const end = tokenPattern.lastIndex;
    for (const kind of ["name", "number", "string", "mark"] as const) {
      const found = groups?.[kind];
      if (found !== undefined) return { kind, text: found, at: end - found.length };
    }
    if (text.slice(at).trim() === "") throw new TemplateError("the expression has no closing }", start);
    throw new TemplateError(
      `${JSON.stringify(text.slice(at).trim().slice(0, 12))} is not part of the path language`,
      at,
    );
  };
  const next = (): Token => {
    const token = peek();
    at = token.at + token.text.length;
    if (at - start > longest) throw new TemplateError(`an expression is longer than ${longest} characters`, start);
    return token;
  };
  const take = (mark: string): boolean => {
    const token = peek();
    if (token.kind !== "mark" || token.text !== mark) return false;
    next();
    return true;
  };
  return { peek, next, take, position: () => at };
};
type Reader = ReturnType<typeof makeReader>;

const readPath = (reader: Reader, first: string): Operand => {
  const path: (string | number)[] = [first];
  for (;;) {
    if (reader.take(".")) {
      const token = reader.next();
      if (token.kind !== "name" && token.kind !== "number")
        throw new TemplateError("a dot must be followed by a name", token.at);
      path.push(token.kind === "number" ? Number(token.text) : token.text);
    } else if (reader.take("[")) {
      const token = reader.next();
      if (token.kind === "number") path.push(Number(token.text));
      else if (token.kind === "string") path.push(unquote(token.text));
      else throw new TemplateError("brackets hold a number or a quoted key", token.at);
      if (!reader.take("]")) throw new TemplateError("a bracket is not closed", token.at);
    } else return { path };
  }
};

const readOperand = (reader: Reader): Operand => {
  const token = reader.next();
  if (token.kind === "number") return { literal: Number(token.text) };
  if (token.kind === "string") return { literal: unquote(token.text) };
  if (token.kind !== "name") throw new TemplateError("a path or a literal is missing", token.at);
  const known = Object.hasOwn(literalNames, token.text) ? literalNames[token.text] : undefined;
  return known === undefined ? readPath(reader, token.text) : { literal: known };
};

const readFilter = (reader: Reader): FilterCall => {
  const token = reader.next();
  if (token.kind !== "name") throw new TemplateError("a filter's name is missing", token.at);
  const args: Operand[] = [];
  if (reader.take(":")) {
    do args.push(readOperand(reader));
    while (reader.take(","));
  }
  return { name: token.text, args };
};

const readExpression = (text: string, start: number): { expression: Expression; end: number } => {
  const reader = makeReader(text, start);
  const operand = readOperand(reader);
  const filters: FilterCall[] = [];
  while (reader.take("|")) filters.push(readFilter(reader));
  const { at } = reader.peek();
  if (!reader.take("}")) throw new TemplateError("an expression is a path with filters: `path | filter: argument`", at);
  return { expression: { operand, filters, at: start }, end: reader.position() };
};

/** True when a text holds an expression. */
export const isTemplate = (text: string): boolean => text.includes("${");

/**
 * Reads `text ${path | filter} text`. `$${` stands for the characters `${`.
 * @throws TemplateError
 */
export const parseTemplate = (text: string): Template => {
  if (text.length > maxLength) throw new TemplateError(`a text is longer than ${maxLength} characters`, 0);
  const parts: (string | Expression)[] = [];
  let plain = "";
  for (let at = 0; at < text.length;) {
    if (text.startsWith("$${", at)) {
      plain += "${";
      at += 3;
    } else if (text.startsWith("${", at)) {
      if (plain !== "") parts.push(plain);
      plain = "";
      const { expression, end } = readExpression(text, at + 2);
      parts.push(expression);
      at = end;
    } else {
      plain += text.charAt(at);
      at += 1;
    }
  }
  if (plain !== "" || parts.length === 0) parts.push(plain);
  return parts;
};
