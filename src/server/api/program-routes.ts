import { type Operation, operationOfSample } from "#catalog";
import { emitProgram, type Language, languages, planRequest, type Program, programErrors, readValues } from "#programs";
import { type Proof, programOf, proofOfOperation, proofOfProgram, readProof } from "#prover";

import type { CatalogStore } from "../catalog-store.ts";
import { type LanguageView, parserBody, programBody, type ProgramView } from "./console-contract.ts";
import type { Route } from "./route.ts";

const languageOf = (id: string): Language => {
  const found = languages.find((language) => language.id === id);
  if (found !== undefined) return found;
  throw programErrors.make("RC_PROGRAMS_LANGUAGE", `there is no language "${id}"`);
};

const view = (operation: Operation, program: Program, proof: Proof | undefined): ProgramView => ({
  ...program,
  proof: proofOfProgram(proof, program),
  operationProof: {
    ...proofOfOperation(proof, operation),
    toolchain: proof?.toolchain ?? null,
    date: proof?.date ?? null,
  },
});

const languageViews = (
  proofs: (id: string) => Proof | undefined,
  operation: Operation | undefined,
): readonly LanguageView[] =>
  languages.map((language) => ({
    id: language.id,
    language: language.name,
    client: language.client,
    toolchain: language.toolchain.install,
    state: operation === undefined ? "none" : proofOfOperation(proofs(language.id), operation).state,
  }));

/** Programs of an operation with the values that were typed, and what is known of them. */
export const programRoutes = (store: CatalogStore): readonly Route[] => {
  // Proofs ship with the package: they do not change while it runs.
  const read = new Map<string, Proof | undefined>();
  const proofs = (id: string): Proof | undefined => {
    if (!read.has(id)) read.set(id, readProof(id));
    return read.get(id);
  };
  return [
    {
      method: "GET",
      path: "/api/languages",
      status: 200,
      handle: ({ query }): readonly LanguageView[] =>
        languageViews(
          proofs,
          query["operation"] === undefined ? undefined : store.catalog().operation(query["operation"]),
        ),
    },
    {
      method: "POST",
      path: "/api/programs",
      status: 200,
      handle: ({ body }): ProgramView => {
        const { operation: id, language: languageId, set, body: whole } = programBody.parse(body);
        const language = languageOf(languageId);
        const operation = store.catalog().operation(id);
        const settings = Object.entries(set).map(([name, value]) => `${name}=${value}`);
        const values = readValues(operation, whole === undefined ? settings : [...settings, `body=${whole}`]);
        return view(operation, emitProgram(language, planRequest(operation, values)), proofs(language.id));
      },
    },
    {
      method: "POST",
      path: "/api/programs/parse",
      status: 200,
      handle: ({ body }): ProgramView => {
        const { sample, language: languageId } = parserBody.parse(body);
        const language = languageOf(languageId);
        const operation = operationOfSample({ name: "sample", text: sample });
        return view(operation, programOf(language, { operation, values: "parse" }), proofs(language.id));
      },
    },
  ];
};
