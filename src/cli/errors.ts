import { defineErrors, exits } from "#base";

/** What the command line refuses or cannot do. */
export const cliErrors = defineErrors({
  RC_CLI_DECLINED: {
    summary: "The question was answered with no.",
    fix: "Nothing was changed. Answer yes, or pass --yes.",
    exit: exits.refused,
  },
  RC_CLI_NOT_CONFIRMED: {
    summary: "A command would write to a real account and nobody is there to be asked.",
    fix: "Look at what `rollcall plan` prints, then pass --yes.",
    exit: exits.refused,
  },
  RC_CLI_SEED: {
    summary: "The account of a run cannot be made of what was given.",
    fix: "Write it as the body of POST /_rollcall/accounts: docs/reference/control-plane.md.",
    exit: exits.usage,
  },
  RC_CLI_SERVER: {
    summary: "The running server does not answer as this version of the command line expects.",
    fix: "Check ROLLCALL_URL, and that server and command line are of the same version.",
    exit: exits.unreachable,
  },
  RC_CLI_SERVER_UNREACHABLE: {
    summary: "The running server cannot be reached.",
    fix: "Start it with `rollcall start`, or unset ROLLCALL_URL to work without one.",
    exit: exits.unreachable,
  },
  RC_CLI_USAGE: {
    summary: "The command was not typed as it should be.",
    fix: "`rollcall <command> --help` shows how, with examples.",
    exit: exits.usage,
  },
  RC_CLI_WRITE: {
    summary: "A file that was named cannot be written.",
    fix: "Name a file in a directory that exists and that you may write to.",
    exit: exits.usage,
  },
});
