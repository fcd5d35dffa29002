import type { FaultRule } from "./records.ts";

/** The rules that disturb calls, in the order in which they were given. */
export class FaultBook {
  readonly #rules: FaultRule[] = [];
  readonly #keep: (rule: FaultRule, isThere: boolean) => void;

  /** @param keep hears of each rule that comes or goes */
  constructor(keep: (rule: FaultRule, isThere: boolean) => void) {
    this.#keep = keep;
  }

  get size(): number {
    return this.#rules.length;
  }

  all(): readonly FaultRule[] {
    return this.#rules;
  }

  add(rule: FaultRule): void {
    this.#rules.push(rule);
    this.#keep(rule, true);
  }

  /** False when there is no such rule. */
  remove(id: string): boolean {
    const at = this.#rules.findIndex((rule) => rule.id === id);
    const [rule] = at === -1 ? [] : this.#rules.splice(at, 1);
    if (rule === undefined) return false;
    this.#keep(rule, false);
    return true;
  }

  clear(): void {
    for (const rule of this.#rules) this.#keep(rule, false);
    this.#rules.length = 0;
  }
}
