import { defineErrors, exits } from "#base";

/** What the engine refuses. */
export const engineErrors = defineErrors({
  RC_ENGINE_CANCELED: {
    summary: "A step was at work when its run was canceled.",
    fix: "Nothing to do: what the step had already done stays done.",
    exit: exits.refused,
  },
  RC_ENGINE_CLOSED: {
    summary: "The engine was used after it was closed.",
    fix: "Start Rollcall again; accepted runs continue where they stopped.",
    exit: exits.refused,
  },
  RC_ENGINE_DEFINITION: {
    summary: "A workflow was defined twice, or after the engine had started.",
    fix: "Define each name and version once, before start().",
    exit: exits.refused,
  },
  RC_ENGINE_ID_TAKEN: {
    summary: "A run's id already belongs to a run of another workflow.",
    fix: "Choose another id.",
    exit: exits.refused,
  },
  RC_ENGINE_INPUT: {
    summary: "A run's input does not fit its workflow.",
    fix: "Correct the fields that the message names.",
    exit: exits.usage,
  },
  RC_ENGINE_WAIT: {
    summary: "A run asked to wait for an impossible time.",
    fix: "Wait between 0 ms and ten years.",
    exit: exits.refused,
  },
});
