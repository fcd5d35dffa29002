import type { ErrorTemplate } from "#zoom";

import type { Outcome } from "./answer.ts";

/** What an instance has met of one operation. */
export interface Met {
  calls: number;
  /** Calls that were answered with less than 300 and no error. */
  succeeded: number;
  readonly errors: Map<ErrorTemplate, number>;
}

/** Counts what the calls of this instance have exercised. In memory only: it is about a run, not about the account. */
export class Coverage {
  readonly #byOperation = new Map<string, Met>();

  add(operation: string, { status, template }: Outcome): void {
    if (operation === "") return;
    let met = this.#byOperation.get(operation);
    if (met === undefined) {
      met = { calls: 0, succeeded: 0, errors: new Map() };
      this.#byOperation.set(operation, met);
    }
    met.calls += 1;
    if (template !== undefined) met.errors.set(template, (met.errors.get(template) ?? 0) + 1);
    else if (status < 300) met.succeeded += 1;
  }

  of(operation: string): Met | undefined {
    return this.#byOperation.get(operation);
  }

  clear(): void {
    this.#byOperation.clear();
  }
}
