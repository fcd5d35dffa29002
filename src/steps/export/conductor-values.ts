import { code, joined, ours, type Source } from "#programs";
import { type Expression, isTemplate, type Operand, parseTemplate, type Template } from "#workflows";

import { CannotCarry } from "./cannot-carry.ts";
import { chain, filterBasics, filterFields } from "./filter-sources.ts";

type Path = readonly (string | number)[];

/** Where Conductor finds what an earlier step gave, or why it does not. */
export type OutputOf = (rest: Path) => string;

/** What expressions can name at one place: outputs of earlier steps by name, and the loop around it. */
export interface ConductorScope {
  readonly steps: ReadonlyMap<string, OutputOf>;
  /** The reference name of the nearest loop. */
  readonly loop?: string;
}

/** Fields as Conductor's paths write them. */
export const fieldPath = (path: Path): string =>
  path
    .map((part) => {
      if (typeof part === "string" && /^[\w-]+$/.test(part)) return `.${part}`;
      if (typeof part === "number" && part >= 0) return `[${part}]`;
      throw new CannotCarry(`the field ${JSON.stringify(part)} has no counterpart in Conductor's paths`);
    })
    .join("");

const runFields: Readonly<Record<string, string>> = {
  id: "workflow.workflowId",
  version: "workflow.version",
  workflow: "workflow.workflowType",
};

const reference = ({ steps, loop }: ConductorScope, [root, ...rest]: Path): string => {
  const [first, ...more] = rest;
  if (root === "trigger" && first === "body") return `workflow.input${fieldPath(more)}`;
  if (root === "run" && typeof first === "string" && more.length === 0 && Object.hasOwn(runFields, first))
    return String(runFields[first]);
  if (root === "item" && loop !== undefined) return `${loop}.output.loopItem${fieldPath(rest)}`;
  if (root === "index" && loop !== undefined) return `${loop}.output.loopIndex`;
  const outputOf = root === "steps" && typeof first === "string" ? steps.get(first) : undefined;
  if (outputOf !== undefined) return outputOf(more);
  throw new CannotCarry(`${[root, ...rest].join(".")} has no counterpart there`);
};

/** Conductor would read it as a reference, and has no documented way of writing it as text. */
const plainText = (text: string): string => {
  if (isTemplate(text)) throw new CannotCarry("a text holds ${, which Conductor would take for a reference of its own");
  return text;
};

/** A task that works out one value: Conductor's references have no filters. */
interface InlineTask {
  readonly name: string;
  readonly taskReferenceName: string;
  readonly type: "INLINE";
  readonly inputParameters: Readonly<Record<string, unknown>>;
}

/** An expression of ours as JavaScript that reads its operands from the task's input: no foreign text is in it. */
interface Script {
  readonly source: Source;
  readonly inputs: Record<string, unknown>;
  readonly used: Set<string>;
}

const whole = ({ source, used }: Script): string =>
  code`(function () {
${filterBasics}
var filters = {
${filterFields(used)}
};
return ${source};
})()`.text;

/** Fills values in for one step; what needs JavaScript becomes tasks that stand before it. */
export class ConductorValues {
  #before: InlineTask[] = [];
  #count = 0;
  readonly #scope: ConductorScope;
  readonly #name: string;
  readonly #workflow: string;

  constructor(workflow: string, name: string, scope: ConductorScope) {
    this.#workflow = workflow;
    this.#name = name;
    this.#scope = scope;
  }

  /** The tasks that must run before what was filled in since the last call, in their order. */
  before(): readonly InlineTask[] {
    const tasks = this.#before;
    this.#before = [];
    return tasks;
  }

  /** The value with its expressions as Conductor's references. */
  fill(value: unknown): unknown {
    if (typeof value === "string") return this.text(parseTemplate(value));
    if (Array.isArray(value)) return value.map((item: unknown) => this.fill(item));
    if (typeof value === "bigint") throw new CannotCarry(`${value} has more digits than Conductor keeps`);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [plainText(key), this.fill(item)]));
  }

  text(parts: Template): unknown {
    const [only] = parts;
    if (parts.length === 1 && typeof only === "object") return this.#expression(only);
    let made = "";
    for (const part of parts) {
      // `$` before a reference might be read with it.
      if (typeof part === "object" && made.endsWith("$")) plainText("${");
      made += typeof part === "string" ? plainText(part) : String(this.#expression(part));
    }
    return made;
  }

  /** A SWITCH's fields that choose the first condition that holds. */
  choose(conditions: readonly (readonly [when: string | boolean, label: Source])[], otherwise: Source): object {
    const script: Script = { source: ours(""), inputs: {}, used: new Set() };
    const choices = conditions.map(([when, label]) => code`truthy(${this.#condition(when, script)}) ? ${label} : `);
    return {
      evaluatorType: "javascript",
      expression: whole({ ...script, source: code`${joined(choices, "")}${otherwise}` }),
      inputParameters: script.inputs,
    };
  }

  /** A value that a script of ours makes of another one. */
  compute(value: string, make: (input: Source) => Source): unknown {
    const script: Script = { source: ours(""), inputs: {}, used: new Set() };
    const input = this.#condition(value, script);
    return this.#inline({ ...script, source: make(input) });
  }

  #condition(when: string | boolean, script: Script): Source {
    const parts = typeof when === "string" ? parseTemplate(when) : [];
    const [only] = parts;
    if (parts.length === 1 && typeof only === "object") return this.#chained(only, script);
    return this.#input(script, typeof when === "string" ? this.text(parts) : when);
  }

  #input({ inputs }: Script, value: unknown): Source {
    const at = Object.keys(inputs).length;
    inputs[`v${at}`] = value;
    return code`$.v${at}`;
  }

  #operand(operand: Operand): unknown {
    if ("path" in operand) return `\${${reference(this.#scope, operand.path)}}`;
    return typeof operand.literal === "string" ? plainText(operand.literal) : operand.literal;
  }

  #chained(expression: Expression, script: Script): Source {
    return chain(expression, (operand) => this.#input(script, this.#operand(operand)), script.used, {
      plainOnly: true,
    });
  }

  #expression(expression: Expression): unknown {
    if (expression.filters.length === 0) return this.#operand(expression.operand);
    const script: Script = { source: ours(""), inputs: {}, used: new Set() };
    return this.#inline({ ...script, source: this.#chained(expression, script) });
  }

  #inline(script: Script): string {
    // Ends in a number, as no step's reference does.
    this.#count += 1;
    const name = `${this.#name}_value_${this.#count}`;
    this.#before.push({
      name: `${this.#workflow}_${name}`,
      taskReferenceName: name,
      type: "INLINE",
      inputParameters: { evaluatorType: "javascript", expression: whole(script), ...script.inputs },
    });
    return `\${${name}.output.result}`;
  }
}
