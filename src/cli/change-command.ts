import { type Command } from "commander";
import { z } from "zod";

import type { ChangeRequest, PlanOptions } from "#roster";

import { shownPlan, carryOut } from "./carry-out.ts";
import { addChangeOptions, changeFlags, changeOptionsOf } from "./change-options.ts";
import { commonOptions } from "./options.ts";
import { quoted } from "./print/words.ts";
import type { Session } from "./session.ts";
import { listenForStop } from "./stop-wish.ts";
import { openTarget } from "./target.ts";

/** What every command has that changes people whom no file describes. */
export const changeCommandFlags = commonOptions.extend({
  account: z.string().exactOptional(),
  yes: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  ...changeFlags.shape,
});
export type ChangeCommandFlags = z.output<typeof changeCommandFlags>;

export const addChangeCommandOptions = (command: Command): Command =>
  addChangeOptions(command)
    .option("--yes", "do not ask before writing to a real account")
    .option("--dry-run", "stop after the plan");

/** Plans a change, shows it, asks, applies it. A plan that was cut off is continued by applying its file. */
export const runChange = async (
  session: Session,
  flags: ChangeCommandFlags,
  {
    request,
    account,
    name,
    options = {},
  }: {
    readonly request: ChangeRequest;
    readonly account: string | undefined;
    /** The command's own, for whoever waits for the directory. */
    readonly name: string;
    readonly options?: PlanOptions;
  },
): Promise<number> => {
  using wish = listenForStop(session.io);
  const more = { ...changeOptionsOf(flags), ...options };
  await using target = await openTarget(session.io, flags.data, name);
  const answer = await target.api.planChange(request, account, more);
  const again = `${session.rollcall} apply ${quoted(answer.file)}`;
  // A cut-off attempt is planned anew from the account as it is, but for invitations: who was between two is in that run only.
  const restart = request.kind !== "resend";
  return await carryOut({ session, target, flags, wish, again }, shownPlan(answer, { ...more, restart }));
};
