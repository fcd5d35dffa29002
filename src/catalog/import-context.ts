import { makeUnique, slugOf } from "./names.ts";
import type { Operation } from "./operation.ts";

/** Something of a document that was not imported, or not whole. */
export interface Skipped {
  readonly name: string;
  readonly reason: string;
}

/** What the readers of one import share. */
export interface ImportContext {
  readonly api: string;
  /** Keep forms where a known schema says JSON. */
  readonly asSaved: boolean;
  readonly operations: Operation[];
  readonly skipped: Skipped[];
  /** An id that no other operation of the API has. */
  idOf(name: string): string;
  skip(name: string, reason: string): void;
}

/** Endless lists of complaints help nobody. */
const maxSkipped = 500;

export const makeContext = (api: string, asSaved: boolean): ImportContext => {
  const unique = makeUnique();
  const skipped: Skipped[] = [];
  return {
    api,
    asSaved,
    operations: [],
    skipped,
    idOf: (name) => `${api}:${unique(/^[A-Za-z][\w.-]{0,79}$/.test(name) ? name : slugOf(name) || "operation")}`,
    skip(name, reason) {
      if (skipped.length < maxSkipped) skipped.push({ name, reason });
    },
  };
};
