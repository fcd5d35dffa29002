import { type Command, Option } from "commander";
import { z } from "zod";

import { exits } from "#base";

import { addHelp } from "../help.ts";
import { accountOptions, addAccount, addCommon } from "../options.ts";
import { plain, plainJson } from "../print/plain.ts";
import { userDocument, userTable } from "../print/users.ts";
import { count } from "../print/words.ts";
import type { Session } from "../session.ts";
import { openTarget } from "../target.ts";

const statuses = ["active", "inactive", "pending"] as const;
const schema = accountOptions.extend({ status: z.enum(statuses).exactOptional() });

const run = async ({ io, style }: Session, flags: z.output<typeof schema>): Promise<number> => {
  await using target = await openTarget(io, flags.data, "users list");
  const users = await target.api.users.list(flags.account, flags.status);
  if (flags.json) io.out(plainJson(users.map(userDocument)));
  else {
    io.out(userTable(users, style));
    io.out(style.dim(`  ${count(users.length, "user")} in the account ${plain(flags.account)}\n`));
  }
  return exits.done;
};

export const addUsersList = (users: Command, session: Session, finish: (exit: number) => void): void => {
  const command = users
    .command("list")
    .summary("list the users: active, inactive and pending")
    .description("Lists everybody in the account, all pages, all statuses. Zoom lists pending users without an id.")
    .addOption(new Option("--status <status>", "only these").choices(statuses));
  addAccount(addCommon(command)).action(async (flags: unknown) => {
    finish(await run(session, schema.parse(flags)));
  });
  addHelp(command, {
    examples: ["rollcall users list", "rollcall users list --status pending --json | jq '.[].email'"],
    exits: [0, 2, 4, 5, 6, 7],
    environment: ["ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "NO_COLOR"],
  });
};
