import { load } from "js-yaml";

/** A step as its card shows it. */
export interface StepOutline {
  readonly name: string;
  readonly type: string;
  readonly when: string;
  readonly depth: number;
  /** Where it stands in the definition. */
  readonly path: readonly string[];
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

type Place = readonly [path: readonly string[], steps: unknown];

/** The lists of steps inside a step, and where they are. */
const innerOf = (step: Readonly<Record<string, unknown>>, path: readonly string[]): readonly Place[] => [
  ...list(step["cases"]).map((one, at): Place => {
    return [[...path, "cases", String(at), "steps"], isRecord(one) ? one["steps"] : undefined];
  }),
  ...["else", "steps", "on_error"].map((key): Place => [[...path, key], step[key]]),
];

const stepsOf = (value: unknown, above: readonly string[], depth: number): readonly StepOutline[] =>
  depth > maxDepth
    ? []
    : list(value).flatMap((step, at) => {
        if (!isRecord(step)) return [];
        const path = [...above, String(at)];
        const shown = { name: text(step["name"]), type: text(step["type"]), when: text(step["when"]) };
        return [
          { ...shown, depth, path, input: step["with"] },
          ...innerOf(step, path).flatMap(([inside, steps]) => stepsOf(steps, inside, depth + 1)),
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
    return {
      name: text(value["name"]),
      description,
      trigger,
      steps: stepsOf(value["steps"], ["steps"], 0),
      problem: "",
    };
  } catch (error) {
    return { ...nothing, problem: error instanceof Error ? (error.message.split("\n")[0] ?? "") : "" };
  }
};
