import { load } from "js-yaml";

/** A step as its card shows it. */
export interface StepOutline {
  readonly name: string;
  readonly type: string;
  readonly when: string;
  readonly depth: number;
  readonly input: unknown;
}

export interface Outline {
  readonly name: string;
  readonly description: string;
  readonly trigger: string;
  readonly steps: readonly StepOutline[];
  /** What is in the way of reading it. */
  readonly problem: string;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const text = (value: unknown): string =>
  typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const maxDepth = 8;

const stepsOf = (value: unknown, depth: number): readonly StepOutline[] =>
  depth > maxDepth
    ? []
    : list(value).flatMap((step) => {
        if (!isRecord(step)) return [];
        const inner = [
          ...list(step["cases"]).map((one) => (isRecord(one) ? one["steps"] : undefined)),
          step["else"],
          step["steps"],
          step["on_error"],
        ];
        return [
          { name: text(step["name"]), type: text(step["type"]), when: text(step["when"]), depth, input: step["with"] },
          ...inner.flatMap((steps) => stepsOf(steps, depth + 1)),
        ];
      });

const nothing: Outline = { name: "", description: "", trigger: "", steps: [], problem: "" };

/** What a definition says, read as far as it can be: the server checks it, this draws it. */
export const outlineOf = (source: string): Outline => {
  try {
    const value = load(source);
    if (!isRecord(value)) return nothing;
    const trigger = isRecord(value["trigger"]) ? (Object.keys(value["trigger"])[0] ?? "manual") : "manual";
    const description = text(value["description"]);
    return { name: text(value["name"]), description, trigger, steps: stepsOf(value["steps"], 0), problem: "" };
  } catch (error) {
    return { ...nothing, problem: error instanceof Error ? (error.message.split("\n")[0] ?? "") : "" };
  }
};
