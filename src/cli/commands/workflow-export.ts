import { resolve } from "node:path";

import { type Command, Option } from "commander";
import { z } from "zod";

import { exits } from "#base";
import { exportProducts, exportWorkflow } from "#steps";
import { writeFileAtomically } from "#system";

import { addHelp } from "../help.ts";
import { addCommon, commonOptions } from "../options.ts";
import { plain, plainJson } from "../print/plain.ts";
import type { Session } from "../session.ts";
import { dataDirectory, openTarget } from "../target.ts";
import { cannotWrite } from "../write-error.ts";
import { openCatalog } from "./api-files.ts";
import { readDefinitionOrDeployed } from "./workflow-source.ts";

const exportOptions = commonOptions.extend({
  as: z.enum(exportProducts),
  out: z.string().exactOptional(),
  partial: z.boolean().default(false),
});
type Flags = z.output<typeof exportOptions>;

const run = async (
  session: Session,
  what: string,
  { data, json, as: product, out, partial }: Flags,
): Promise<number> => {
  const { io, style } = session;
  await using target = await openTarget(io, data, "workflow export");
  const source = await readDefinitionOrDeployed(session, target, what);
  const catalog = openCatalog(dataDirectory(io, data));
  const { text, gaps, notes } = exportWorkflow(source, { product, partial, catalog });
  for (const line of gaps) io.err(`${style.warn("left out")} ${plain(line)}\n`);
  for (const line of notes) io.err(`${style.dim("note")} ${plain(line)}\n`);
  if (out === undefined) {
    io.out(json ? plainJson({ product, text, gaps, notes }) : text);
    return exits.done;
  }
  const path = resolve(io.cwd, out);
  await writeFileAtomically(path, text).catch((error: unknown) => {
    throw cannotWrite(out, error);
  });
  io.out(json ? plainJson({ product, file: path, gaps, notes }) : `${path}\n`);
  return exits.done;
};

export const addWorkflowExport = (workflow: Command, session: Session, finish: (exit: number) => void): void => {
  const command = workflow
    .command("export")
    .summary("write a definition as Conductor's or Pipedream's")
    .description(
      "Writes a definition as a Conductor workflow with its task definitions (JSON), or as a Pipedream component (JavaScript). No secret is in it. What cannot be carried over is refused, one line a step. Neither product has run it.",
    )
    .argument("<workflow|file>", "YAML or JSON, or the name of a deployed workflow; - reads standard input")
    .addOption(new Option("--as <product>", "what to write").choices(exportProducts).makeOptionMandatory())
    .option("--out <file>", "write a file instead of stdout")
    .option("--partial", "leave a gap with a description where something cannot be carried over");
  addCommon(command).action(async (what: string, flags: unknown) => {
    finish(await run(session, what, exportOptions.parse(flags)));
  });
  addHelp(command, {
    examples: [
      "rollcall workflow export leaver.yaml --as conductor --out leaver.json",
      "rollcall workflow export zoom-create-user --as pipedream",
      "rollcall workflow export new-hire.yaml --as conductor --partial",
    ],
    exits: [0, 2, 4, 7],
    environment: ["ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "NO_COLOR"],
  });
};
