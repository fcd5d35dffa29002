import type { Command } from "commander";
import { z } from "zod";

import { type ErrorKind, exits } from "#base";
import { explain, type Explanation } from "#client";
import { rowCodes } from "#roster";

import { cliErrors } from "../errors.ts";
import { addHelp } from "../help.ts";
import { plainJson } from "../print/plain.ts";
import type { Session } from "../session.ts";

/** A code of Rollcall's own. */
interface OwnCode {
  readonly code: string;
  readonly what: string;
  readonly fix: string;
  readonly exit?: number;
}

const rcCode = async (code: string): Promise<OwnCode | undefined> => {
  const [accounts, client, roster, server, system, engine, emulator, catalog, programs] = await Promise.all([
    import("#accounts"),
    import("#client"),
    import("#roster"),
    import("#server"),
    import("#system"),
    import("#engine"),
    import("#emulator"),
    import("#catalog"),
    import("#programs"),
  ]);
  const tables: readonly Readonly<Record<string, ErrorKind>>[] = [
    accounts.accountErrors.kinds,
    client.clientErrors.kinds,
    roster.rosterErrors.kinds,
    roster.readErrors.kinds,
    server.serverErrors.kinds,
    system.systemErrors.kinds,
    engine.engineErrors.kinds,
    emulator.emulatorErrors.kinds,
    catalog.catalogErrors.kinds,
    programs.programErrors.kinds,
    cliErrors.kinds,
  ];
  const kind = tables.find((table) => Object.hasOwn(table, code))?.[code];
  return kind === undefined ? undefined : { code, what: kind.summary, fix: kind.fix, exit: kind.exit };
};

const ownCode = async (text: string): Promise<OwnCode | undefined> => {
  if (/^RC_[A-Z_]+$/.test(text.toUpperCase())) return await rcCode(text.toUpperCase());
  const [what, fix] = (Object.hasOwn(rowCodes, text) ? rowCodes[text] : undefined) ?? [];
  return what === undefined || fix === undefined ? undefined : { code: text, what, fix };
};

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

const printZoom = ({ status, code, what, causes, fixes }: Explanation, { io, style }: Session): void => {
  io.out(`${style.bold(`${code} (HTTP ${status})`)}: ${what}\n\n  ${style.dim("likely causes")}\n`);
  for (const because of unique(causes.map((cause) => cause.because))) {
    const where = unique(causes.filter((cause) => cause.because === because).map(({ operation }) => operation));
    io.out(`  - ${because} (${where.join(", ")})\n`);
  }
  io.out(`\n  ${style.dim("what to do")}\n`);
  for (const { fix, operations } of fixes)
    io.out(`  - ${fix}${fixes.length === 1 ? "" : ` (${operations.join(", ")})`}\n`);
  io.out(`\n  ${style.dim("Zoom's words (compare the code, they may come in any language)")}\n`);
  for (const says of unique(causes.map((cause) => cause.says))) io.out(`  - ${says}\n`);
  io.out("\n");
};

const run = async (session: Session, text: string, isJson: boolean): Promise<number> => {
  const { io, style } = session;
  const zoom = explain(text);
  const own = zoom.length > 0 ? undefined : await ownCode(text.trim());
  if (zoom.length === 0 && own === undefined)
    throw cliErrors.make("RC_CLI_USAGE", `nothing is known of the code "${text}"`, {
      fix: "Codes are Zoom's (1005, 409/1005, zoom_3412), those of rows (pending_here) and Rollcall's own (RC_CLIENT_SCOPE).",
    });
  if (isJson) io.out(plainJson({ code: text, zoom, ...(own === undefined ? {} : { rollcall: own }) }));
  else {
    for (const one of zoom) printZoom(one, session);
    if (own !== undefined) io.out(`${style.bold(own.code)}: ${own.what}\n  what to do: ${own.fix}\n`);
  }
  return exits.done;
};

const schema = z.object({ json: z.boolean().default(false) });

export const addExplain = (program: Command, session: Session, finish: (exit: number) => void): void => {
  const command = program
    .command("explain")
    .summary("what an error code means and what to do about it")
    .description("Explains a code of Zoom's, of a row of a report, or of Rollcall's own.")
    .argument("<code>", "1005, 409/1005, zoom_3412, pending_here, RC_CLIENT_SCOPE")
    .option("--json", "print one JSON document on stdout, errors as JSON on stderr")
    .action(async (code: string, flags: unknown) => {
      finish(await run(session, code, schema.parse(flags).json));
    });
  addHelp(command, {
    examples: ["rollcall explain 1005", "rollcall explain dropped_pending"],
    exits: [0, 2],
    environment: ["NO_COLOR"],
  });
};
