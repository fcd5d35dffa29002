import { defineErrors, exits } from "#base";

/** What goes wrong around the emulator, not what it answers for Zoom. */
export const emulatorErrors = defineErrors({
  RC_EMULATOR_EXPOSED: {
    summary: "The emulator would be reachable from other machines without protection.",
    fix: "Listen on 127.0.0.1, or give an admin token.",
    exit: exits.refused,
  },
  RC_EMULATOR_NO_ACCOUNT: {
    summary: "The emulator was created without an account.",
    fix: "Add one with addAccount() or POST /_rollcall/accounts.",
    exit: exits.usage,
  },
});
