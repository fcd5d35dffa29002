import type { Command } from "commander";
import type { z } from "zod";

import { exits } from "#base";
import { describeOperation, type Operation } from "#catalog";

import { addHelp } from "../help.ts";
import { addCommon, commonOptions } from "../options.ts";
import { plain, plainLines } from "../print/plain.ts";
import type { Session } from "../session.ts";
import { table } from "../print/table.ts";
import { dataDirectory } from "../target.ts";
import { openCatalog } from "./api-files.ts";
import { exactDocument } from "./api-table.ts";

const card = (operation: Operation, { style }: Session): string => {
  const { id, name, method, path, description, source, folders } = operation;
  const head = `${style.bold(plain(name))}  ${plain(id)}\n${plain(method)} ${plain(path)}\n`;
  const from = `${[...folders.map(plain), `${source.kind}: ${plain(source.where)}`].join(" · ")}\n`;
  const text = description === undefined ? "" : `\n${plainLines(description.trim())}\n`;
  const sections = describeOperation(operation).map(
    ({ title, rows }) => `\n${style.bold(plain(title))}\n${table(rows.map((row) => row.map(plain)))}`,
  );
  return head + style.dim(from) + text + sections.join("");
};

const run = async (session: Session, id: string, flags: z.output<typeof commonOptions>): Promise<number> => {
  const { io } = session;
  const operation = openCatalog(dataDirectory(io, flags.data)).operation(id);
  io.out(flags.json ? exactDocument(operation) : card(operation, session));
  return exits.done;
};

export const addApiShow = (api: Command, session: Session, finish: (exit: number) => void): void => {
  const command = api
    .command("show")
    .summary("show the reference of an operation")
    .description(
      "Shows an operation: prerequisites, scopes, rate label, servers, headers, parameters, body fields with types and limits, answers and error codes.",
    )
    .argument("<operation>", "its id, such as zoom:userCreate");
  addCommon(command).action(async (id: string, flags: unknown) => {
    finish(await run(session, id, commonOptions.parse(flags)));
  });
  addHelp(command, {
    examples: ["rollcall api show zoom:userCreate", "rollcall api show zoom:userCreate --json | jq .body.schema"],
    exits: [0, 2],
    environment: ["NO_COLOR"],
  });
};
