/**
 * How sure we are of a fact.
 * - `documented`: Zoom's OpenAPI or a documentation page says so
 * - `client code`: seen in third-party code or fixtures that run against Zoom
 * - `wire`: a public report quotes the real traffic; where it disagrees with the documentation, the wire wins
 * - `seed`: printed by the published sample programs this project grew from
 * - `inferred`: our recommended reading of the above
 * - `unknown`: nobody says; a default was chosen and a switch kept
 */
export type Confidence = "documented" | "client code" | "wire" | "seed" | "inferred" | "unknown";

/** Where a fact comes from; `where` uses the short names of docs/reference/sources.md. */
export interface Source {
  readonly confidence: Confidence;
  readonly where: string;
}

const cite =
  (confidence: Confidence) =>
  (where: string): Source => ({ confidence, where });

export const documented = cite("documented");
export const clientCode = cite("client code");
export const wire = cite("wire");
export const seed = cite("seed");
export const inferred = cite("inferred");
export const unknown = cite("unknown");
