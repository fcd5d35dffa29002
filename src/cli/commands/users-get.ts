import type { Command } from "commander";
import type { z } from "zod";

import { exits } from "#base";

import { addHelp } from "../help.ts";
import { accountOptions, addAccount, addCommon } from "../options.ts";
import { plainJson } from "../print/plain.ts";
import { userCard, userDocument } from "../print/users.ts";
import type { Session } from "../session.ts";
import { openTarget } from "../target.ts";

const run = async ({ io }: Session, who: string, flags: z.output<typeof accountOptions>): Promise<number> => {
  await using target = await openTarget(io, flags.data, "users get");
  const user = await target.api.users.get(flags.account, who);
  io.out(flags.json ? plainJson(userDocument(user)) : userCard(user));
  return exits.done;
};

export const addUsersGet = (users: Command, session: Session, finish: (exit: number) => void): void => {
  const command = users
    .command("get")
    .summary("show one user")
    .description("Shows one user with profile. Looking a pending user up by e-mail gives its id.")
    .argument("<email|id>", "whom");
  addAccount(addCommon(command)).action(async (who: string, flags: unknown) => {
    finish(await run(session, who, accountOptions.parse(flags)));
  });
  addHelp(command, {
    examples: [
      "rollcall users get priya.raman@acme.test",
      "rollcall users get priya.raman@acme.test --json | jq -r .id",
    ],
    exits: [0, 1, 2, 4, 5, 6, 7],
    environment: ["ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "NO_COLOR"],
  });
};
