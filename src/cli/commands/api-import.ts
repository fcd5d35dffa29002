import type { Command } from "commander";
import { z } from "zod";

import { exits } from "#base";
import type { ImportedApi, SourceText } from "#catalog";

import { addHelp } from "../help.ts";
import { addCommon, commonOptions } from "../options.ts";
import { plain, plainJson } from "../print/plain.ts";
import { readText } from "../read-text.ts";
import type { Session } from "../session.ts";
import { dataDirectory } from "../target.ts";
import { catalogToFill } from "./api-files.ts";

const schema = commonOptions.extend({ asSaved: z.boolean().default(false), name: z.string().exactOptional() });
type Flags = z.output<typeof schema>;

const maxLines = 20;

const describe = (
  { api, title, operations, repaired, skipped }: ImportedApi,
  replaced: boolean,
  { style, rollcall }: Session,
): string => {
  const lines = [
    `${style.good(replaced ? "replaced" : "imported")}: ${plain(title)} as ${style.bold(api)}, ${operations.length} operation${operations.length === 1 ? "" : "s"}`,
    ...repaired
      .slice(0, maxLines)
      .map(({ operation, what }) => `  ${style.warn("repaired")} ${plain(operation)}: ${plain(what)}`),
    ...skipped
      .slice(0, maxLines)
      .map(({ name, reason }) => `  ${style.warn("skipped")} ${plain(name)}: ${plain(reason)}`),
    ...(skipped.length > maxLines || repaired.length > maxLines ? ["  … all of it with --json"] : []),
    `  next: ${rollcall} api list --api ${api}`,
  ];
  return lines.map((line) => `${line}\n`).join("");
};

const run = async (session: Session, files: readonly string[], flags: Flags): Promise<number> => {
  const { io } = session;
  const sources: SourceText[] = [];
  for (const file of files) sources.push(await readText(io, file));
  const catalog = catalogToFill(dataDirectory(io, flags.data));
  const choice = { asSaved: flags.asSaved, ...(flags.name === undefined ? {} : { name: flags.name }) };
  const documents: object[] = [];
  for (const { imported, replaced } of await catalog.add(sources, choice)) {
    const { api, title, operations, repaired, skipped } = imported;
    documents.push({ api, title, operations: operations.length, repaired, skipped, replaced });
    if (!flags.json) io.out(describe(imported, replaced, session));
  }
  if (flags.json) io.out(plainJson(documents.length === 1 ? documents[0] : documents));
  return exits.done;
};

export const addApiImport = (api: Command, session: Session, finish: (exit: number) => void): void => {
  const command = api
    .command("import")
    .summary("import a Postman collection, OpenAPI or Swagger document, or a curl command")
    .description(
      "Imports Postman v2.1 and v2.0 collections, single Postman items, OpenAPI 3.0 and 3.1 and Swagger 2.0 in JSON or YAML, and pasted curl commands. Nothing is fetched. Forms that Zoom takes as JSON are mended and listed.",
    )
    .argument("<file...>", "documents; - for standard input; files that others refer to are named with them")
    .option("--name <name>", "what the API is called (default: its title)")
    .option("--as-saved", "keep forms as they were saved");
  addCommon(command).action(async (files: string[], flags: unknown) => {
    finish(await run(session, files, schema.parse(flags)));
  });
  addHelp(command, {
    examples: [
      "rollcall api import zoom.postman_collection.json",
      "rollcall api import openapi.yaml schemas.yaml --name petstore",
      "pbpaste | rollcall api import - --name pasted",
    ],
    notes: [
      "The documents are kept in <data>/apis; importing one of the same name again replaces it.",
      "--json: {api, title, operations, repaired, skipped, replaced}; a list of these for several documents.",
    ],
    exits: [0, 2],
    environment: ["NO_COLOR"],
  });
};
