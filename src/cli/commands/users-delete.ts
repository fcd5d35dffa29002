import { type Command, Option } from "commander";
import { z } from "zod";

import { exits } from "#base";

import { confirm } from "../confirm.ts";
import { addHelp } from "../help.ts";
import { accountOptions, addAccount, addCommon } from "../options.ts";
import { plain, plainJson } from "../print/plain.ts";
import type { Session } from "../session.ts";
import { openTarget } from "../target.ts";

const modes = ["disassociate", "delete"] as const;
const schema = accountOptions.extend({
  mode: z.enum(modes),
  transferTo: z.string().exactOptional(),
  yes: z.boolean().default(false),
});
type Flags = z.output<typeof schema>;

const run = async (session: Session, who: string, flags: Flags): Promise<number> => {
  const { io, style } = session;
  const { mode, transferTo, account } = flags;
  await using target = await openTarget(io, flags.data, "users delete");
  await confirm(session, await target.api.account(account), `${mode} the user ${plain(who)}`, flags.yes);
  await target.api.users.remove(account, who, {
    mode,
    ...(transferTo === undefined ? {} : { transfer: { to: transferTo } }),
  });
  const done = mode === "delete" ? "deleted" : "disassociated";
  io.out(flags.json ? plainJson({ account, user: who, outcome: done }) : `${style.good(done)}: ${plain(who)}\n`);
  return exits.done;
};

export const addUsersDelete = (users: Command, session: Session, finish: (exit: number) => void): void => {
  const command = users
    .command("delete")
    .summary("remove one user; you say how")
    .description(
      "Removes one user. Zoom's own default is `disassociate`, which keeps the person's data in a Free account of their own; `delete` is for good. Pending users can only be disassociated. Here the choice is always yours to type.",
    )
    .argument("<email|id>", "whom")
    .addOption(new Option("--mode <mode>", "what becomes of the person's data").choices(modes).makeOptionMandatory())
    .option("--transfer-to <email>", "who receives meetings, webinars, recordings and the like")
    .option("--yes", "do not ask before writing to a real account");
  addAccount(addCommon(command)).action(async (who: string, flags: unknown) => {
    finish(await run(session, who, schema.parse(flags)));
  });
  addHelp(command, {
    examples: [
      "rollcall users delete mona.reyes@acme.test --mode disassociate",
      "rollcall users delete henk.dewit@acme.test --mode delete --transfer-to priya.raman@acme.test",
    ],
    exits: [0, 1, 2, 4, 5, 6, 7],
    environment: ["ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "NO_COLOR"],
  });
};
