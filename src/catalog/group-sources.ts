import { isDocument } from "./import-api.ts";
import type { SourceText } from "./read-text.ts";

/** Each document is an API of its own, with the texts that are none as its parts; under one name they are one API. */
export const groupSources = (
  sources: readonly SourceText[],
  name: string | undefined,
): readonly (readonly SourceText[])[] => {
  if (sources.length === 1 || name !== undefined) return [sources];
  const documents = sources.filter(isDocument);
  const parts = sources.filter((source) => !documents.includes(source));
  return documents.length === 0 ? [sources] : documents.map((document) => [document, ...parts]);
};
