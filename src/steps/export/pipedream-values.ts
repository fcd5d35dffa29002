import { code, javascriptLiteral, joined, ours, type Source } from "#programs";
import { type Operand, parseTemplate, type Template } from "#workflows";

import { CannotCarry } from "./cannot-carry.ts";
import { chain } from "./filter-sources.ts";

/** Roots of expressions, which are variables of the same name in the component. */
const roots: ReadonlySet<string> = new Set(["error", "index", "item", "run", "steps", "trigger"]);

const literal = (value: string | number | boolean | null): Source => {
  if (typeof value === "string") return javascriptLiteral(value);
  if (typeof value === "number") return code`${value}`;
  return ours(String(value));
};

/** Writes values of a definition as JavaScript. Foreign text gets into it as literals only. */
export class PipedreamValues {
  /** Filters that were needed. */
  readonly used = new Set<string>();

  value(given: unknown): Source {
    if (typeof given === "string") return this.template(parseTemplate(given));
    if (typeof given === "number" || typeof given === "boolean" || given === null) return literal(given);
    if (given === undefined) return ours("undefined");
    if (Array.isArray(given))
      return code`[${joined(
        given.map((item: unknown) => this.value(item)),
        ", ",
      )}]`;
    if (typeof given === "object") return this.object(Object.entries(given));
    throw new CannotCarry(`a ${typeof given} cannot be written as JSON`);
  }

  object(entries: readonly (readonly [name: string, value: unknown])[]): Source {
    const fields = entries.map(([name, value]) => {
      // As a plain field this one would set the prototype.
      const key = name === "__proto__" ? code`[${javascriptLiteral(name)}]` : javascriptLiteral(name);
      return code`${key}: ${this.value(value)}`;
    });
    return fields.length === 0 ? ours("{}") : code`{ ${joined(fields, ", ")} }`;
  }

  template(parts: Template): Source {
    const [only] = parts;
    if (parts.length === 1 && only !== undefined)
      return typeof only === "string" ? javascriptLiteral(only) : chain(only, operand, this.used, { plainOnly: false });
    return code`join(${joined(
      parts.map((part) => this.template([part])),
      ", ",
    )})`;
  }

  condition(when: string | boolean): Source {
    return code`truthy(${this.value(when)})`;
  }
}

const operand = (given: Operand): Source => {
  if ("literal" in given) return literal(given.literal);
  const [root, ...path] = given.path;
  if (typeof root !== "string" || !roots.has(root)) throw new CannotCarry(`there is no ${String(root)} in a component`);
  return code`at(${joined([ours(root), ...path.map(literal)], ", ")})`;
};
