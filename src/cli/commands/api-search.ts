import type { Command } from "commander";
import { z } from "zod";

import { exits } from "#base";

import { addHelp } from "../help.ts";
import { addCommon, commonOptions } from "../options.ts";
import { plain, plainJson } from "../print/plain.ts";
import type { Session } from "../session.ts";
import { dataDirectory } from "../target.ts";
import { openCatalog } from "./api-files.ts";
import { operationDocument, operationTable } from "./api-table.ts";

const schema = commonOptions.extend({
  api: z.string().exactOptional(),
  limit: z.coerce.number().int().min(1).default(20),
});
type Flags = z.output<typeof schema>;

const run = async ({ io, style }: Session, words: readonly string[], flags: Flags): Promise<number> => {
  const catalog = openCatalog(dataDirectory(io, flags.data));
  const query = words.join(" ");
  const found = catalog.search(query, flags.api).slice(0, flags.limit);
  if (flags.json) io.out(plainJson(found.map(operationDocument)));
  else if (found.length > 0) io.out(operationTable(found, style));
  else io.out(`nothing found for ${plain(query)} in ${catalog.list(flags.api).length} operations\n`);
  return exits.done;
};

export const addApiSearch = (api: Command, session: Session, finish: (exit: number) => void): void => {
  const command = api
    .command("search")
    .summary("find operations")
    .description(
      "Finds operations by name, path, field, error code and text, the best first. Beginnings of words are enough, and typing errors are forgiven.",
    )
    .argument("<query...>", "what to look for")
    .option("--api <api>", "only in this API")
    .option("--limit <n>", "at most so many (default: 20)");
  addCommon(command).action(async (words: string[], flags: unknown) => {
    finish(await run(session, words, schema.parse(flags)));
  });
  addHelp(command, {
    examples: ["rollcall api search create user", "rollcall api search 1005", "rollcall api search user_info --json"],
    exits: [0, 2],
    environment: ["NO_COLOR"],
  });
};
