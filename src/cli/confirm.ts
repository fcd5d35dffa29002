import type { AccountView } from "#server";

import { cliErrors } from "./errors.ts";
import type { Session } from "./session.ts";

/**
 * Asks before something is written to a real account; the emulator's is there to be written to.
 * @throws RC_CLI_NOT_CONFIRMED without a terminal and without --yes; RC_CLI_DECLINED
 */
export const confirm = async (
  { io }: Session,
  account: Pick<AccountView, "name" | "isEmulator">,
  what: string,
  yes: boolean,
): Promise<void> => {
  if (account.isEmulator || yes) return;
  const question = `${what.charAt(0).toUpperCase()}${what.slice(1)} on the REAL account "${account.name}"`;
  if (io.ask === undefined)
    throw cliErrors.make("RC_CLI_NOT_CONFIRMED", `${question}: not without --yes, because no terminal is there to ask`);
  const answer = (await io.ask(`${question}? [y/N] `)).trim().toLowerCase();
  if (answer !== "y" && answer !== "yes") throw cliErrors.make("RC_CLI_DECLINED", `${question}: answered with no`);
};
