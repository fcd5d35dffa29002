import type { Operation } from "#catalog";
import { emitParser, emitProgram, type JsonShape, type Language, type Program, responseShape } from "#programs";

import { corpus } from "./corpus/index.ts";
import { planFor, type Purpose } from "./value-sets.ts";

/** One program to make. */
export interface Target {
  readonly operation: Operation;
  readonly values: Purpose;
}

/** Every operation with plain and with nasty values. */
export const targetsOf = (operations: readonly Operation[]): readonly Target[] =>
  operations.flatMap((operation) => [
    { operation, values: "plain" as const },
    { operation, values: "nasty" as const },
  ]);

/** Operations whose answers differ in shape, for the programs that only read. */
const parsed: ReadonlySet<string> = new Set([
  "zoom:users",
  "corpus:bigIntegers",
  "corpus:nested",
  "corpus:rootList",
  "corpus:hostile",
]);

/** Everything that every language is proven with. */
export const corpusTargets: readonly Target[] = [
  ...targetsOf(corpus),
  ...corpus.filter(({ id }) => parsed.has(id)).map((operation) => ({ operation, values: "parse" as const })),
];

/** The shape that a program for reading needs; undefined where an operation answers no JSON. */
export const shapeOf = ({ answers }: Operation): JsonShape | undefined => {
  const shape = responseShape(answers);
  return shape.kind === "json" ? shape : undefined;
};

/** A target's program; undefined where the language or the operation has none. */
export const programOf = (language: Language, { operation, values }: Target): Program | undefined => {
  if (values !== "parse") return emitProgram(language, planFor(operation, values));
  const shape = shapeOf(operation);
  return shape === undefined ? undefined : emitParser(language, { title: operation.name, shape });
};
