import { resolve } from "node:path";

import { type Command, Option } from "commander";
import { z } from "zod";

import { exits } from "#base";
import { type Catalog, type Operation, toCurl, toOpenApi, toPostmanCollection, toPostmanItem } from "#catalog";
import { writeFileAtomically } from "#system";

import { cliErrors } from "../errors.ts";
import { addHelp } from "../help.ts";
import { addCommon, commonOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { dataDirectory } from "../target.ts";
import { openCatalog } from "./api-files.ts";
import { exactDocument } from "./api-table.ts";

const formats = ["postman", "openapi", "curl"] as const;
const schema = commonOptions.extend({ format: z.enum(formats), out: z.string().exactOptional() });
type Flags = z.output<typeof schema>;

interface Chosen {
  readonly title: string;
  readonly operations: readonly Operation[];
  readonly isOne: boolean;
}

/** A whole API, or one operation. */
const choose = (catalog: Catalog, name: string): Chosen => {
  const api = catalog.apis.find((one) => one.api === name);
  if (api !== undefined) return { title: api.title, operations: api.operations, isOne: false };
  const operation = catalog.operation(name);
  return { title: operation.name, operations: [operation], isOne: true };
};

const write = ({ title, operations, isOne }: Chosen, format: Flags["format"]): string => {
  switch (format) {
    case "curl":
      return operations.map((operation) => (isOne ? "" : `# ${operation.id}\n`) + toCurl(operation)).join("\n");
    case "openapi":
      return exactDocument(toOpenApi(title, operations));
    case "postman": {
      const [first] = operations;
      return exactDocument(
        isOne && first !== undefined ? toPostmanItem(first) : toPostmanCollection(title, operations),
      );
    }
  }
};

const run = async ({ io }: Session, name: string, flags: Flags): Promise<number> => {
  const catalog = openCatalog(dataDirectory(io, flags.data));
  const text = write(choose(catalog, name), flags.format);
  if (flags.out === undefined) {
    io.out(text);
    return exits.done;
  }
  const path = resolve(io.cwd, flags.out);
  await writeFileAtomically(path, text).catch((error: unknown) => {
    throw cliErrors.make("RC_CLI_WRITE", `${path} cannot be written`, { cause: error });
  });
  io.out(flags.json ? `${JSON.stringify({ file: path })}\n` : `${path}\n`);
  return exits.done;
};

export const addApiExport = (api: Command, session: Session, finish: (exit: number) => void): void => {
  const command = api
    .command("export")
    .summary("write an operation or an API as Postman, OpenAPI or curl")
    .description(
      "Writes one operation (Postman item) or a whole API (Postman v2.1 collection), OpenAPI 3.1 with x-codeSamples, or curl commands.",
    )
    .argument("<operation|api>", "such as zoom:userCreate, or zoom")
    .addOption(new Option("--format <format>", "what to write").choices(formats).makeOptionMandatory())
    .option("--out <file>", "write a file instead of stdout");
  addCommon(command).action(async (name: string, flags: unknown) => {
    finish(await run(session, name, schema.parse(flags)));
  });
  addHelp(command, {
    examples: [
      "rollcall api export zoom --format openapi --out zoom.json",
      "rollcall api export zoom:userCreate --format postman",
      "rollcall api export zoom:userCreate --format curl",
    ],
    exits: [0, 2],
    environment: ["NO_COLOR"],
  });
};
