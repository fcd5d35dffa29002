import { defineErrors, exits } from "#base";

/** What can go wrong around a program that is run, recorded or replayed. */
export const interceptErrors = defineErrors({
  RC_INTERCEPT_ALLOW: {
    summary: "A host that was to be let through is none, or is Zoom's.",
    fix: "Write it as example.com, *.example.com or example.com:8443. Zoom's own hosts always lead to the emulator; `rollcall record` is for a real account.",
    exit: exits.usage,
  },
  RC_INTERCEPT_COMMAND: {
    summary: "The program that was to be run cannot be started.",
    fix: "Check its name, its path and that it may be executed.",
    exit: exits.usage,
  },
  RC_INTERCEPT_CORPUS: {
    summary: "A file that was to be replayed is no recording.",
    fix: "Name a file that `rollcall record` wrote: one JSON document a line.",
    exit: exits.usage,
  },
});
