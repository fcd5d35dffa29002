import type { Command } from "commander";
import { z } from "zod";

import { exits } from "#base";
import type { NewUser } from "#client";
import type { CreatedView } from "#server";
import { createActions } from "#zoom";

import { confirm } from "../confirm.ts";
import { cliErrors } from "../errors.ts";
import { addHelp } from "../help.ts";
import { stdinText } from "../io.ts";
import { accountOptions, actionOption, addAccount, addCommon, typeOption } from "../options.ts";
import { plain, plainJson } from "../print/plain.ts";
import type { Session } from "../session.ts";
import { openTarget } from "../target.ts";

const schema = accountOptions.extend({
  email: z.string(),
  firstName: z.string().exactOptional(),
  lastName: z.string().exactOptional(),
  displayName: z.string().exactOptional(),
  type: z.number().default(1),
  action: z.enum(createActions).default("create"),
  passwordStdin: z.boolean().default(false),
  yes: z.boolean().default(false),
});
type Flags = z.output<typeof schema>;

/** Never from the arguments: everybody on the machine can read those. */
const passwordOf = async ({ io }: Session, { action, passwordStdin }: Flags): Promise<string | undefined> => {
  if (action !== "autoCreate") return undefined;
  const given = passwordStdin ? (await stdinText(io)).replace(/\r?\n$/, "") : io.env["ROLLCALL_PASSWORD"];
  if (given !== undefined && given !== "") return given;
  throw cliErrors.make("RC_CLI_USAGE", "autoCreate needs a password for the new user", {
    fix: "Set ROLLCALL_PASSWORD, or pipe it in with --password-stdin.",
  });
};

const newUser = (flags: Flags, password: string | undefined): NewUser => ({
  action: flags.action,
  email: flags.email,
  type: flags.type,
  ...(flags.firstName === undefined ? {} : { firstName: flags.firstName }),
  ...(flags.lastName === undefined ? {} : { lastName: flags.lastName }),
  ...(flags.displayName === undefined ? {} : { displayName: flags.displayName }),
  ...(password === undefined ? {} : { password }),
});

const isMade = ({ outcome }: CreatedView): boolean => outcome === "created" || outcome === "adopted";

const describe = (made: CreatedView, { style }: Session): string => {
  const { email, id, status, reason } = made;
  if (!isMade(made))
    return `${style.bad("not created")}: ${plain(email)}: ${plain(reason?.message ?? "")}\n  fix: ${plain(reason?.fix ?? "")}\n  (${plain(reason?.code ?? "")})\n`;
  const state =
    status === "pending" ? "pending until the person follows the link in the mail" : (status ?? "not read back");
  return `${style.good("created")}: ${plain(email)}, id ${plain(id ?? "unknown")}, ${state}\n`;
};

const exitOf = (made: CreatedView): number => {
  if (isMade(made)) return exits.done;
  return made.outcome === "deferred" ? exits.waiting : exits.someFailed;
};

const run = async (session: Session, flags: Flags): Promise<number> => {
  const { io } = session;
  const user = newUser(flags, await passwordOf(session, flags));
  await using target = await openTarget(io, flags.data, "users create");
  await confirm(session, await target.api.account(flags.account), `create the user ${plain(flags.email)}`, flags.yes);
  const made = await target.api.users.create(flags.account, user);
  io.out(flags.json ? plainJson({ account: flags.account, ...made }) : describe(made, session));
  return exitOf(made);
};

export const addUsersCreate = (users: Command, session: Session, finish: (exit: number) => void): void => {
  const command = users
    .command("create")
    .summary("create one user")
    .description(
      "Creates one user and reads back how it came out: with the action `create` a mail is sent and the user is pending.",
    )
    .requiredOption("--email <address>", "the user's e-mail address")
    .option("--first-name <name>", "at most 64 characters")
    .option("--last-name <name>", "at most 64 characters")
    .option("--display-name <name>", "made of the other two when absent")
    .addOption(typeOption("licence: 1 basic, 2 licensed, 4 unassigned, 99 none (default: 1)"))
    .addOption(actionOption('which of Zoom\'s ways (default: "create")'))
    .option("--password-stdin", "read the password for autoCreate from standard input")
    .option("--yes", "do not ask before writing to a real account");
  addAccount(addCommon(command)).action(async (flags: unknown) => {
    finish(await run(session, schema.parse(flags)));
  });
  addHelp(command, {
    examples: [
      "rollcall users create --email mona.reyes@acme.test --first-name Mona --last-name Reyes",
      "rollcall users create --email ana@acme.test --type licensed --json",
    ],
    notes: ["Never sent twice blindly: when an answer is lost, Rollcall looks whether the user exists."],
    exits: [0, 1, 2, 4, 5, 6, 7],
    environment: ["ROLLCALL_PASSWORD", "ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "NO_COLOR"],
  });
};
