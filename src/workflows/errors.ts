import { defineErrors, exits } from "#base";

/** What workflows refuse. */
export const workflowErrors = defineErrors({
  RC_WORKFLOWS_ANSWERED: {
    summary: "Somebody has decided this already, or nobody waits for it any more.",
    fix: "`rollcall workflow show-run <run>` shows how it was decided.",
    exit: exits.refused,
  },
  RC_WORKFLOWS_CYCLE: {
    summary: "Workflows would call each other for ever.",
    fix: "Take one of the `workflow` steps out of the circle that the message names.",
    exit: exits.usage,
  },
  RC_WORKFLOWS_DEFINITION: {
    summary: "A workflow's definition cannot be used.",
    fix: "Correct the lines that the message names; docs/guides/workflows.md shows every field.",
    exit: exits.usage,
  },
  RC_WORKFLOWS_INTERNAL: {
    summary: "A run ended by a fault of Rollcall's own.",
    fix: "Please report it with the run's record.",
    exit: exits.someFailed,
  },
  RC_WORKFLOWS_NOT_FOUND: {
    summary: "There is no such workflow, version, run or step.",
    fix: "`rollcall workflow list` and `rollcall workflow runs` show what there is.",
    exit: exits.usage,
  },
  RC_WORKFLOWS_RUN_STATE: {
    summary: "The run is not in a state that allows this.",
    fix: "Look at the run: only finished runs are run again, only unfinished ones are canceled.",
    exit: exits.refused,
  },
  RC_WORKFLOWS_STEP: {
    summary: "A step's input is not what its type takes.",
    fix: "Correct the field that the message names; docs/reference/steps.md lists them.",
    exit: exits.usage,
  },
});
