import type { StepType } from "#workflows";

import { addToGroupStep } from "./add-to-group.ts";
import { codeStep } from "./code.ts";
import { createUserStep } from "./create-user.ts";
import type { StepDeps } from "./deps.ts";
import { httpStep } from "./http.ts";
import { planRosterStep } from "./plan-roster.ts";
import { activateUserStep, deactivateUserStep, deleteUserStep, lookupUserStep, updateUserStep } from "./user-steps.ts";

/** Every step type that does something, in alphabetical order. */
export const createStepTypes = (deps: StepDeps): readonly StepType[] => [
  activateUserStep(deps),
  addToGroupStep(deps),
  codeStep(deps),
  createUserStep(deps),
  deactivateUserStep(deps),
  deleteUserStep(deps),
  httpStep(deps),
  lookupUserStep(deps),
  planRosterStep(deps),
  updateUserStep(deps),
];
