import { fill, type Scope } from "./expressions/evaluate.ts";
import { isRecord } from "./expressions/values.ts";
import type { StepType } from "./step-type.ts";

type Fields = Readonly<Record<string, unknown>>;

/** The fields of `with` that may hold expressions, and those that the type takes as written. */
export const splitInput = (
  { verbatim = [] }: Pick<StepType, "verbatim">,
  given: Fields,
): { readonly open: Fields; readonly written: Fields } => ({
  open: Object.fromEntries(Object.entries(given).filter(([name]) => !verbatim.includes(name))),
  written: Object.fromEntries(Object.entries(given).filter(([name]) => verbatim.includes(name))),
});

/** A step's `with` with its expressions filled in. */
export const fillInput = (type: Pick<StepType, "verbatim">, given: Fields, scope: Scope): Fields => {
  const { open, written } = splitInput(type, given);
  const filled = fill(open, scope);
  return { ...(isRecord(filled) ? filled : {}), ...written };
};
