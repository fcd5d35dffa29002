import { defineErrors, exits } from "#base";

/** What steps refuse before anything runs. */
export const stepErrors = defineErrors({
  RC_STEPS_EXPORT: {
    summary: "A workflow cannot be carried over to another product as a whole.",
    fix: "Change the steps that the message names, or pass --partial: they then leave a gap that says what belongs there.",
    exit: exits.usage,
  },
});
