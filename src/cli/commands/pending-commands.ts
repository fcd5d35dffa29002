import type { Command } from "commander";
import { z } from "zod";

import { emulatorName } from "#accounts";
import { exits } from "#base";

import { addChangeCommandOptions, changeCommandFlags, runChange } from "../change-command.ts";
import { wholeNumber } from "../change-options.ts";
import { cliErrors } from "../errors.ts";
import { addHelp } from "../help.ts";
import { accountOptions, addAccount, addCommon } from "../options.ts";
import { plain, plainJson } from "../print/plain.ts";
import { table } from "../print/table.ts";
import { typeName } from "../print/users.ts";
import { count } from "../print/words.ts";
import type { Session } from "../session.ts";
import { openTarget } from "../target.ts";

/** @source an invitation lives 30 days (documented) */
const lifeDays = 30;
const dayMs = 86_400_000;
const environment = ["ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "NO_COLOR"] as const;

const daysSince = (time: string | undefined, now: number): number | undefined =>
  time === undefined ? undefined : Math.max(0, Math.floor((now - Date.parse(time)) / dayMs));

const listPending = async (session: Session, flags: z.output<typeof accountOptions>): Promise<number> => {
  const { io, style } = session;
  await using target = await openTarget(io, flags.data, "pending list");
  const users = await target.api.users.list(flags.account, "pending");
  const now = Date.now() + (await target.api.doctor(flags.account)).clockSkewMs;
  const rows = users
    .map((user) => ({ user, age: daysSince(user.invitedAt, now) }))
    .toSorted((a, b) => (b.age ?? 0) - (a.age ?? 0));
  if (flags.json) {
    io.out(
      plainJson(
        rows.map(({ user: { email, firstName, lastName, type, invitedAt }, age }) => ({
          email,
          first_name: firstName,
          last_name: lastName,
          type,
          invited_at: invitedAt ?? null,
          age_days: age ?? null,
          expires_in_days: age === undefined ? null : Math.max(0, lifeDays - age),
        })),
      ),
    );
    return exits.done;
  }
  const lines = rows.map(({ user, age }) => [
    plain(user.email),
    plain(`${user.firstName} ${user.lastName}`.trim()),
    typeName(user.type),
    age === undefined ? "?" : count(age, "day"),
    age === undefined
      ? "?"
      : lifeDays - age <= 7
        ? style.warn(`in ${count(Math.max(0, lifeDays - age), "day")}`)
        : `in ${count(lifeDays - age, "day")}`,
  ]);
  io.out(table([["e-mail", "name", "licence", "age", "expires"].map((cell) => style.dim(cell)), ...lines]));
  io.out(
    style.dim(
      `  ${count(users.length, "open invitation")} in the account ${plain(flags.account)}; each holds a seat\n`,
    ),
  );
  return exits.done;
};

const schema = changeCommandFlags.extend({
  all: z.boolean().default(false),
  olderThan: z.number().exactOptional(),
});

const change = async (
  session: Session,
  kind: "resend" | "cancel",
  emails: readonly string[],
  flags: z.output<typeof schema>,
): Promise<number> => {
  const ways = [emails.length > 0, flags.all, flags.olderThan !== undefined].filter(Boolean).length;
  if (ways !== 1)
    throw cliErrors.make("RC_CLI_USAGE", "say whose invitations: addresses, --older-than <days>, or --all", {
      fix: `For example: rollcall pending ${kind} --older-than 14`,
    });
  const request = {
    kind,
    ...(emails.length > 0 ? { emails } : {}),
    ...(flags.olderThan === undefined ? {} : { olderThanDays: flags.olderThan }),
  };
  return await runChange(session, flags, { request, account: flags.account ?? emulatorName, name: `pending ${kind}` });
};

const notes = {
  resend: [
    "Zoom has no call that sends an invitation again: the old one is taken back and a new one made, so it counts",
    "against the day's invitations, groups given at the invitation are lost, and the 30 days begin anew.",
    "A crash between the two is mended by applying the printed plan file again.",
  ],
  cancel: ["The person was never a user, so nothing of theirs is lost; the seat is free again."],
} as const;

const addChange = (
  pending: Command,
  session: Session,
  finish: (exit: number) => void,
  kind: "resend" | "cancel",
): void => {
  const what = kind === "resend" ? "send open invitations again" : "take open invitations back";
  const command = pending
    .command(kind)
    .summary(what)
    .description(`Plans to ${what}, shows it, asks and does it.`)
    .argument("[email...]", "whose");
  addChangeCommandOptions(
    addAccount(addCommon(command))
      .option("--older-than <days>", "those that are at least so many days old", wholeNumber(0))
      .option("--all", "every open invitation"),
  ).action(async (emails: string[], flags: unknown) => {
    finish(await change(session, kind, emails, schema.parse(flags)));
  });
  addHelp(command, {
    examples: [`rollcall pending ${kind} mona.reyes@acme.test`, `rollcall pending ${kind} --older-than 14 --dry-run`],
    notes: notes[kind],
    exits: [0, 1, 2, 4, 5, 6, 7, 130],
    environment,
  });
};

export const addPending = (program: Command, session: Session, finish: (exit: number) => void): void => {
  const pending = program
    .command("pending")
    .summary("open invitations: list, send again, take back")
    .description("People who were invited and have not accepted yet. They hold seats, and run out after 30 days.");
  const list = pending
    .command("list")
    .summary("list open invitations by age")
    .description("Lists open invitations, oldest first, with the days they have left.");
  addAccount(addCommon(list)).action(async (flags: unknown) => {
    finish(await listPending(session, accountOptions.parse(flags)));
  });
  addHelp(list, {
    examples: ["rollcall pending list", "rollcall pending list --json | jq '.[] | select(.expires_in_days < 7)'"],
    exits: [0, 2, 4, 5, 6, 7],
    environment,
  });
  addChange(pending, session, finish, "resend");
  addChange(pending, session, finish, "cancel");
};
