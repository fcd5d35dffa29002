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
  RC_ROSTER_DRIFT: {
    summary: "The account is no longer as it was when the plan was made.",
    fix: "Plan again and look at it; or apply what still fits with --skip-drifted.",
    exit: exits.refused,
  },
  RC_ROSTER_TOO_MANY: {
    summary: "A plan would take access away from more people than its limits allow.",
    fix: "Look at the plan; if it is meant, raise --max-removals and --max-removals-percent.",
    exit: exits.refused,
  },
  RC_ROSTER_PARTIAL: {
    summary: "Leavers cannot be told from a file that does not hold everybody.",
    fix: "Give the whole roster, without --where and --limit; or name the leavers in a file for `rollcall leavers`.",
    exit: exits.refused,
  },
  RC_ROSTER_TRANSFER: {
    summary: "The person who is to receive what others leave behind cannot.",
    fix: "Name an active user of the account who stays.",
    exit: exits.usage,
  },
  RC_ROSTER_UNFINISHED: {
    summary: "The run is not over yet.",
    fix: "Let it come to its end, or give it up with `rollcall apply <file> --restart`, then undo it.",
    exit: exits.refused,
  },
  RC_ROSTER_NO_USER: {
    summary: "The account has nobody of that kind with this address.",
    fix: "`rollcall users list` shows who is there.",
    exit: exits.usage,
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
