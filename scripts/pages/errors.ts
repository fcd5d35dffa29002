import { accountErrors } from "#accounts";
import { type ErrorKind, exits } from "#base";
import { catalogErrors } from "#catalog";
import { cliErrors } from "#cli";
import { clientErrors } from "#client";
import { emulatorErrors } from "#emulator";
import { engineErrors } from "#engine";
import { interceptErrors } from "#intercept";
import { programErrors } from "#programs";
import { readErrors, rosterErrors } from "#roster";
import { serverErrors } from "#server";
import { stepErrors } from "#steps";
import { systemErrors } from "#system";
import { workflowErrors } from "#workflows";

import { code, page, prose, table } from "./markdown.ts";

interface ErrorTable {
  readonly room: string;
  readonly kinds: Readonly<Record<string, ErrorKind>>;
}

/** Every table of errors, by room. A test looks for codes in src/ that are missing here. */
export const errorTables: readonly ErrorTable[] = [
  { room: "accounts", kinds: accountErrors.kinds },
  { room: "catalog", kinds: catalogErrors.kinds },
  { room: "cli", kinds: cliErrors.kinds },
  { room: "client", kinds: clientErrors.kinds },
  { room: "emulator", kinds: emulatorErrors.kinds },
  { room: "engine", kinds: engineErrors.kinds },
  { room: "intercept", kinds: interceptErrors.kinds },
  { room: "programs", kinds: programErrors.kinds },
  { room: "roster", kinds: { ...readErrors.kinds, ...rosterErrors.kinds } },
  { room: "server", kinds: serverErrors.kinds },
  { room: "steps", kinds: stepErrors.kinds },
  { room: "system", kinds: systemErrors.kinds },
  { room: "workflows", kinds: workflowErrors.kinds },
];

const exitMeaning: Readonly<Record<keyof typeof exits, string>> = {
  done: "done",
  someFailed: "some rows, or the call, failed",
  usage: "the command or its input is wrong",
  changesPending: "changes are pending (`plan --exit-code`)",
  refused: "refused by a safety limit",
  waiting: "waiting for a quota to reset",
  credentials: "credentials or scopes",
  unreachable: "the other side cannot be reached",
};

const exitTable = (): string =>
  table(
    ["exit code", "meaning"],
    Object.entries(exits).map(([name, exit]) => [
      String(exit),
      Object.entries(exitMeaning).find(([known]) => known === name)?.[1] ?? name,
    ]),
  );

const roomSection = ({ room, kinds }: ErrorTable): string =>
  `## ${room}\n\n${table(
    ["code", "what it means", "what to do", "exit"],
    Object.entries(kinds)
      .toSorted(([one], [other]) => one.localeCompare(other))
      .map(([name, kind]) => [code(name), prose(kind.summary), prose(kind.fix), String(kind.exit)]),
  )}`;

/** docs/reference/errors.md */
export const errorsPage = (): string =>
  page(
    "# Errors",
    "Rollcall's own errors. Each carries a stable `code`, a message that names the row, field, file or URL, a `fix` and the exit code of a command that ends with it. Zoom's own codes are in [operations.md](operations.md).",
    "## Exit codes",
    `${exitTable()}\n\nWhere several apply, 6 and 7 win over 4, over 5, over 1.`,
    ...errorTables.map(roomSection),
  );
