import { type Answer, exactJson } from "#base";
import { type Catalog, type CodeSample, type Operation, toOpenApi } from "#catalog";
import { emitProgram, languages, noValues, planRequest } from "#programs";

/** Samples of each operation in the document: whole programs in every language would be some 100 MB. */
const sampled = new Set(["curl", "python-requests", "javascript", "go", "php-curl", "csharp", "java"]);

const samplesOf = (operation: Operation): readonly CodeSample[] =>
  languages
    .filter(({ id }) => sampled.has(id))
    .map((language) => ({
      lang: language.name,
      label: `${language.name} (${language.client})`,
      source: emitProgram(language, planRequest(operation, noValues)).files[0]?.text ?? "",
    }));

const path = /^\/openapi\/([^/]+)\.json$/;

/** The name of an API in `/openapi/<api>.json`. */
export const openApiName = (requestPath: string): string | undefined => path.exec(requestPath)?.[1];

/** An API as OpenAPI 3.1 with x-codeSamples, for Scalar, Redoc, Swagger UI. @throws RC_CATALOG_UNKNOWN */
export const openApiAnswer = (catalog: Catalog, name: string): Answer => {
  const { title, operations } = catalog.api(decodeURIComponent(name));
  return {
    status: 200,
    headers: ["Content-Type", "application/json;charset=UTF-8", "Cache-Control", "no-store"],
    body: exactJson.stringify(toOpenApi(title, operations, samplesOf)),
  };
};
