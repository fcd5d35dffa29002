import { isTrue, listIn, memberOf, textIn } from "./document-value.ts";

/** Postman's variables as seen from one place in a collection. */
export interface Variables {
  readonly get: (name: string) => string | undefined;
  /** Text with every `{{name}}` that has a value replaced; the others stay. */
  readonly fill: (text: string) => string;
}

const maxRounds = 8;
const maxLength = 200_000;
const mark = /\{\{([^{}]{1,200})\}\}/g;

const make = (values: ReadonlyMap<string, string>): Variables => ({
  get: (name) => values.get(name),
  fill(text) {
    let filled = text;
    let room = maxLength;
    const valueOf = (whole: string, name: string): string => {
      const value = values.get(name.trim());
      // What grows without end is left as it stands.
      if (value === undefined || value.length > room) return whole;
      room -= value.length;
      return value;
    };
    // Variables may stand in variables.
    for (let round = 0; round < maxRounds && filled.includes("{{"); round += 1) {
      const next = filled.replaceAll(mark, valueOf);
      if (next === filled) return next;
      filled = next;
    }
    return filled;
  },
});

const read = (holder: unknown, into: Map<string, string>): void => {
  for (const entry of listIn(holder, "variable")) {
    const name = textIn(entry, "key") ?? textIn(entry, "id");
    const value = textIn(entry, "value") ?? textIn(memberOf(entry, "value"), "value");
    if (name !== undefined && value !== undefined && value !== "" && !isTrue(entry, "disabled")) into.set(name, value);
  }
};

/** The variables of collection and folders, the innermost winning. */
export const variablesOf = (...holders: readonly unknown[]): Variables => {
  const values = new Map<string, string>();
  for (const holder of holders) read(holder, values);
  return make(values);
};
