import type { StepType } from "#workflows";

import { createStepTypes } from "./registry.ts";

const unused = (): never => {
  throw new Error("a step that is only described does not run");
};

/** Every type of step that does something, to be read about and checked against, not to be run. */
export const describedStepTypes = (): readonly StepType[] =>
  createStepTypes({
    clock: unused,
    openAccount: unused,
    catalog: unused,
    outbound: unused,
    planRoster: unused,
    sandbox: { run: unused },
  });
