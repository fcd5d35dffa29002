// catalog: Postman collections, OpenAPI documents and Zoom's own facts become one model of operations.
// It refuses to know files, the network and what is done with an operation: text comes in, data goes out.
// Whatever a source says is data, never code; what is mended on the way is listed on the operation.
// Start reading at operation.ts (the model that references, programs and Test request share), then import-api.ts.
export { type Catalog, type CatalogApi, createCatalog } from "./catalog.ts";
export { credentialNames, takesZoomToken, zoomToken } from "./credential.ts";
export { catalogErrors } from "./errors.ts";
export { groupSources } from "./group-sources.ts";
export type { Skipped } from "./import-context.ts";
export { importApi, type ImportedApi, type ImportOptions } from "./import-api.ts";
export type { Answer, Auth, Body, DocumentedError, FormField, Operation, Parameter, Schema } from "./operation.ts";
export type { SourceText } from "./read-text.ts";
export { describeOperation, type Section } from "./reference.ts";
export { operationOfSample } from "./sample-operation.ts";
export { sampleOf, schemaOfSample } from "./sample.ts";
export { urlBelow } from "./zoom-servers.ts";
export { signRequest } from "./sign-request.ts";
export { readStoredApi, type StoredApi, storedApiText } from "./stored-api.ts";
export { toCurl } from "./export-curl.ts";
export { type CodeSample, toOpenApi } from "./export-openapi.ts";
export { toPostmanCollection, toPostmanItem } from "./export-postman.ts";
export { type AnswerMatch, matchAnswer } from "./match-schema.ts";
export { type FilledPart, type FilledRequest, fillRequest, type Values } from "./request.ts";
