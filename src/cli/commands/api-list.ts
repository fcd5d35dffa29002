import type { Command } from "commander";
import { z } from "zod";

import { exits } from "#base";

import { addHelp } from "../help.ts";
import { addCommon, commonOptions } from "../options.ts";
import { plainJson } from "../print/plain.ts";
import type { Session } from "../session.ts";
import { dataDirectory } from "../target.ts";
import { openCatalog } from "./api-files.ts";
import { operationDocument, operationTable } from "./api-table.ts";

const schema = commonOptions.extend({ api: z.string().exactOptional() });

const run = async ({ io, style }: Session, flags: z.output<typeof schema>): Promise<number> => {
  const operations = openCatalog(dataDirectory(io, flags.data)).list(flags.api);
  io.out(flags.json ? plainJson(operations.map(operationDocument)) : operationTable(operations, style));
  return exits.done;
};

export const addApiList = (api: Command, session: Session, finish: (exit: number) => void): void => {
  const command = api
    .command("list")
    .summary("list operations")
    .description("Lists the operations of every API, or of one.")
    .option("--api <api>", "only this API's");
  addCommon(command).action(async (flags: unknown) => {
    finish(await run(session, schema.parse(flags)));
  });
  addHelp(command, {
    examples: ["rollcall api list", "rollcall api list --api zoom --json | jq -r '.[].id'"],
    exits: [0, 2],
    environment: ["NO_COLOR"],
  });
};
