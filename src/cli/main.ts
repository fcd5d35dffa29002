import { CommanderError } from "commander";

import { exits, redactText, RollcallError } from "#base";

import { cliErrors } from "./errors.ts";
import { type Io, processIo } from "./io.ts";
import { plain, plainLines } from "./print/plain.ts";
import { makeStyle } from "./print/style.ts";
import { createProgram } from "./program.ts";
import { makeSession } from "./session.ts";
import { version } from "./version.ts";

/** A fault of ours: EX_SOFTWARE of sysexits. */
const internal = 70;

const asUsage = (error: CommanderError): RollcallError => {
  const [what = "", ...suggestion] = error.message.replace(/^error: /, "").split("\n");
  const fix = suggestion.join(" ").replaceAll(/[()]/g, "").trim();
  return cliErrors.make("RC_CLI_USAGE", what, fix === "" ? {} : { fix });
};

/** `error: …`, what to do, and the code to look up; with --json the same as one document. */
const report = ({ code, message, fix }: RollcallError, io: Io, isJson: boolean): void => {
  if (isJson) {
    io.err(`${JSON.stringify({ error: { code, message, fix } })}\n`);
    return;
  }
  const { bad, dim } = makeStyle(io.errIsTerminal, io.env);
  io.err(`${bad("error")}: ${plainLines(message)}\n  fix: ${plainLines(fix)}\n  ${dim(`(${plain(code)})`)}\n`);
};

const fault = (error: unknown, io: Io): number => {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.err(`error: a fault of Rollcall's own, please report it:\n${plainLines(redactText(text))}\n`);
  return internal;
};

/** Runs one command. Resolves with what to exit with; nothing is left open. */
export const main = async (argv: readonly string[], io: Io = processIo()): Promise<number> => {
  let exit: number = exits.done;
  const program = createProgram(makeSession(io), version(), (code) => {
    exit = code;
  });
  try {
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync(argv, { from: "user" });
    return exit;
  } catch (error) {
    // Help and version that were asked for come as errors with exit code 0.
    if (error instanceof CommanderError && (error.exitCode === 0 || error.code === "commander.help")) return exits.done;
    const known = error instanceof CommanderError ? asUsage(error) : error;
    if (!(known instanceof RollcallError)) return fault(error, io);
    report(known, io, argv.includes("--json"));
    return known.exit;
  }
};
