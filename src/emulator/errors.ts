import { defineErrors, exits } from "#base";

/** What goes wrong around the emulator, not what it answers for Zoom. */
export const emulatorErrors = defineErrors({
  RC_EMULATOR_CONTROL: {
    summary: "The control plane refused what a test asked of it.",
    fix: "The message says what was wrong; docs/reference/control-plane.md shows each call.",
    exit: exits.usage,
  },
  RC_EMULATOR_EXPOSED: {
    summary: "The emulator would be reachable from other machines without protection.",
    fix: "Listen on 127.0.0.1, or give an admin token.",
    exit: exits.refused,
  },
  RC_EMULATOR_EXISTS: {
    summary: "A new account or its users have an id or address that is taken already.",
    fix: "Give every account, app and user ids and addresses of its own, or leave ids out.",
    exit: exits.usage,
  },
  RC_EMULATOR_NO_ACCOUNT: {
    summary: "The emulator was created without an account.",
    fix: "Add one with addAccount() or POST /_rollcall/accounts.",
    exit: exits.usage,
  },
  RC_EMULATOR_NO_CONTROL: {
    summary: "Clock, inbox, faults and snapshots were asked of an emulator that was made without its control plane.",
    fix: "Leave `control: false` out.",
    exit: exits.usage,
  },
  RC_EMULATOR_NOT_KEPT: {
    summary: "The emulator's database could not be written, so that nothing can be answered for good.",
    fix: "Free space in the data directory or make it writable; what is missing is written before the next answer.",
    exit: exits.refused,
  },
  RC_EMULATOR_SEED_SETTING: {
    summary: "A seeded settings document has something that Zoom's documents do not have, or not there.",
    fix: "docs/reference/settings.md lists every setting with its values and who has it.",
    exit: exits.usage,
  },
  RC_EMULATOR_SEED_UNKNOWN: {
    summary: "A seed names a user or group that the account does not have.",
    fix: "Seed it too, or leave the name out.",
    exit: exits.usage,
  },
  RC_EMULATOR_SMTP: {
    summary: "The SMTP server that is to get copies of mails has an address that is none.",
    fix: "Give smtp://host:port or smtps://host:port, with user:password@ before the host where it wants them.",
    exit: exits.usage,
  },
  RC_EMULATOR_STATE_BROKEN: {
    summary: "The emulator's database holds something that this version cannot read.",
    fix: "Restore emulator.db from a backup, use the Rollcall that wrote it, or delete the file to start afresh.",
    exit: exits.refused,
  },
});
