import { defineErrors, exits } from "#base";

/** What goes wrong between a people file and an account. Files that cannot be read are in read/errors.ts. */
export const rosterErrors = defineErrors({
  RC_ROSTER_PLAN_BROKEN: {
    summary: "The file is no plan that this version understands.",
    fix: "Make it again with `rollcall plan <people file>`.",
    exit: exits.usage,
  },
  RC_ROSTER_PLAN_ACCOUNT: {
    summary: "The plan was made for another account.",
    fix: "Name that account with --account, or plan again for this one.",
    exit: exits.usage,
  },
  RC_ROSTER_FILE_EDITED: {
    summary: "An unfinished run began with this file as it was before it was edited.",
    fix: "Put the file back and apply it to finish that run, or give the run up with --restart.",
    exit: exits.refused,
  },
  RC_ROSTER_NO_RUN: {
    summary: "There is no run of that name in this data directory.",
    fix: "`rollcall status` lists the runs.",
    exit: exits.usage,
  },
  RC_ROSTER_INTERNAL: {
    summary: "A run stopped by a fault of Rollcall's own.",
    fix: "Run the same command again: it goes on where it stopped. Please report the message.",
    exit: exits.someFailed,
  },
});
