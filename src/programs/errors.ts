import { defineErrors, exits } from "#base";

/** Why no program can be made. */
export const programErrors = defineErrors({
  RC_PROGRAMS_LANGUAGE: {
    summary: "There is no such language.",
    fix: "`rollcall program languages` lists them.",
    exit: exits.usage,
  },
  RC_PROGRAMS_VALUE: {
    summary: "A value given for an operation does not fit it.",
    fix: "Write it as body.<field>=<value>, path.<name>=…, query.<name>=… or header.<name>=…, with names of the operation.",
    exit: exits.usage,
  },
});
