import { filters, truthy } from "./filters.ts";
import { type Expression, isTemplate, type Operand, parseTemplate, TemplateError } from "./parse.ts";
import { isRecord, textOf } from "./values.ts";

/** What a run knows: `trigger`, `steps`, `run`, and inside a loop `item` and `index`. */
export type Scope = Readonly<Record<string, unknown>>;

/** Own fields only: nothing on a prototype can be reached. */
const pick = (value: unknown, key: string | number): unknown => {
  if (Array.isArray(value)) return typeof key === "number" ? value.at(key) : undefined;
  if (!isRecord(value)) return undefined;
  return Object.hasOwn(value, key) ? value[key] : undefined;
};

const valueOf = (operand: Operand, scope: Scope): unknown =>
  "literal" in operand ? operand.literal : operand.path.reduce<unknown>(pick, scope);

const evaluate = (expression: Expression, scope: Scope): unknown =>
  expression.filters.reduce<unknown>(
    (value, { name, args }) =>
      filters[name]?.apply(
        value,
        args.map((arg) => valueOf(arg, scope)),
      ),
    valueOf(expression.operand, scope),
  );

const fillText = (text: string, scope: Scope): unknown => {
  if (!isTemplate(text)) return text;
  const parts = parseTemplate(text);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return typeof only === "string" ? only : evaluate(only, scope);
  return parts.map((part) => (typeof part === "string" ? part : textOf(evaluate(part, scope)))).join("");
};

/**
 * A definition's value with its expressions filled in. A text that is one expression becomes that expression's value;
 * a field whose expression has no value is left out.
 */
export const fill = (value: unknown, scope: Scope): unknown => {
  if (typeof value === "string") return fillText(value, scope);
  if (Array.isArray(value)) return value.map((item) => fill(item, scope) ?? null);
  if (!isRecord(value)) return value;
  const filled: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const found = fill(item, scope);
    if (found !== undefined) filled[key] = found;
  }
  return filled;
};

/** Whether a condition holds: nothing, an empty text, 0 and false do not. */
export const holds = (condition: unknown, scope: Scope): boolean => truthy(fill(condition, scope));

const checkExpression = (
  { operand, filters: calls, at }: Expression,
  known: (path: readonly (string | number)[]) => string | undefined,
): void => {
  for (const each of [operand, ...calls.flatMap(({ args }) => args)]) {
    const problem = "path" in each ? known(each.path) : undefined;
    if (problem !== undefined) throw new TemplateError(problem, at);
  }
  for (const { name, args } of calls) {
    const filter = Object.hasOwn(filters, name) ? filters[name] : undefined;
    if (filter === undefined)
      throw new TemplateError(`there is no filter "${name}"; there are: ${Object.keys(filters).join(", ")}`, at);
    const [least, most] = filter.args;
    if (args.length < least || args.length > most)
      throw new TemplateError(
        `the filter "${name}" takes ${least === most ? least : `${least} to ${most}`} arguments, not ${args.length}`,
        at,
      );
  }
};

/**
 * Checks every expression of a definition's value. `known` says what is wrong with a path, if anything.
 * @returns the problems, each with the path of the text that holds it
 */
export const checkTemplates = (
  value: unknown,
  path: readonly (string | number)[],
  known: (path: readonly (string | number)[]) => string | undefined,
): readonly { readonly path: readonly (string | number)[]; readonly message: string }[] => {
  if (Array.isArray(value)) return value.flatMap((item, index) => checkTemplates(item, [...path, index], known));
  if (isRecord(value))
    return Object.entries(value).flatMap(([key, item]) => checkTemplates(item, [...path, key], known));
  if (typeof value !== "string" || !isTemplate(value)) return [];
  try {
    for (const part of parseTemplate(value)) if (typeof part !== "string") checkExpression(part, known);
    return [];
  } catch (error) {
    if (error instanceof TemplateError) return [{ path, message: error.message }];
    throw error;
  }
};
