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

/** The shape that a program for reading needs. */
export const shapeOf = ({ id, answers }: Operation): JsonShape => {
  const shape = responseShape(answers);
  if (shape.kind !== "json") throw new Error(`${id} answers no JSON`);
  return shape;
};

/** What a language is proven with: one that reads as another does has nothing of its own to read with. */
export const targetsFor = ({ parser }: Language, targets: readonly Target[]): readonly Target[] =>
  typeof parser === "function" ? targets : targets.filter(({ values }) => values !== "parse");

/** What is built and run for a program: itself, or with the stand-in of a library that is not to be had everywhere. */
export const rehearsed = ({ standIn }: Language, program: Program, vendors = false): Program =>
  standIn === undefined || vendors
    ? program
    : { ...program, files: [...program.files, ...standIn.files], build: standIn.build };

/** A target's program. */
export const programOf = (language: Language, { operation, values }: Target): Program =>
  values === "parse"
    ? emitParser(language, { title: operation.name, shape: shapeOf(operation) })
    : emitProgram(language, planFor(operation, values));
