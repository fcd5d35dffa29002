import type { Command } from "commander";

const exitWords = {
  0: "done",
  1: "some rows failed (blocked rows count), or Zoom refused the call",
  2: "usage: the command or the file cannot be used",
  3: "changes pending (plan --exit-code)",
  4: "refused by a safety limit: directory in use, not confirmed, file edited half-way",
  5: "waiting for a quota of the account to reset",
  6: "credentials, scopes or permissions",
  7: "the account or the server cannot be reached",
  130: "stopped by Ctrl-C; the same command goes on",
} as const;

const environment = {
  DATABASE_URL: "a PostgreSQL database that holds jobs, workflows, runs and budgets, for several processes",
  NO_COLOR: "no colours",
  ROLLCALL_ADMIN_TOKEN: "admin token of a server that listens off loopback",
  ROLLCALL_ALLOW_HOSTS: "private hosts that workflows may call: host or host:port, with commas between",
  ROLLCALL_PASSWORD: "password of the new user, with --action autoCreate",
  ROLLCALL_SMTP: "as --smtp, for an address that holds a password",
  ROLLCALL_URL: "a running server to talk to, instead of the one that holds --data",
  ROLLCALL_VAULT_KEY:
    "the key that seals secrets, instead of the file `key` in --data: 64 hexadecimal digits or base64",
  ROLLCALL_VAULT_KEY_NEXT: "the key that is to follow it",
} as const;

export interface HelpPage {
  readonly examples: readonly string[];
  readonly exits: readonly (keyof typeof exitWords)[];
  readonly environment: readonly (keyof typeof environment)[];
  /** What else one must know. */
  readonly notes?: readonly string[];
}

const section = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? "" : `\n${title}:\n${lines.map((line) => `  ${line}\n`).join("")}`;

/** Examples, notes, exit codes and environment below a command's options. */
export const addHelp = (command: Command, { examples, exits, environment: names, notes = [] }: HelpPage): Command =>
  command.addHelpText(
    "after",
    [
      section("Examples", examples),
      section("Good to know", notes),
      section(
        "Exit codes",
        exits.map((code) => `${String(code).padEnd(4)} ${exitWords[code]}`),
      ),
      section(
        "Environment",
        names.map((name) => `${name.padEnd(24)} ${environment[name]}`),
      ),
    ].join(""),
  );
