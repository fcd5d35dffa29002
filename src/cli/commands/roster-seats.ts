import type { Command } from "commander";
import { z } from "zod";

import { emulatorName } from "#accounts";
import { exits } from "#base";
import type { SeatLine, SeatReport } from "#roster";

import { addChangeCommandOptions, changeCommandFlags, runChange } from "../change-command.ts";
import { wholeNumber } from "../change-options.ts";
import { addHelp } from "../help.ts";
import { addAccount, addCommon } from "../options.ts";
import { plain, plainJson } from "../print/plain.ts";
import { table } from "../print/table.ts";
import { count, number } from "../print/words.ts";
import type { Session } from "../session.ts";
import { openTarget } from "../target.ts";

const schema = changeCommandFlags.extend({ idle: z.number().default(90), reclaim: z.boolean().default(false) });
const shownIdle = 20;

const seatText = (value: number | null | undefined): string =>
  value === undefined ? "not told" : value === null ? "no limit" : number(value);

const seatRow = (kind: string, { used, total, free }: SeatLine): string[] => [
  kind,
  number(used),
  seatText(free),
  seatText(total),
];

const print = (report: SeatReport, { io, style, rollcall }: Session): void => {
  io.out(
    table(
      [
        ["seats", "used", "free", "in all"].map((cell) => style.dim(cell)),
        seatRow("Licensed", report.licensed),
        seatRow("Basic", report.basic),
      ],
      [1, 2, 3],
    ),
  );
  io.out(
    style.dim(
      `  ${count(report.pending, "open invitation")} among them (${number(report.expiring)} expire within a week); ${count(report.inactive, "deactivated user")} besides, who hold none\n`,
    ),
  );
  if (report.idle.length === 0) {
    io.out(`\nNobody with a licence has been away for ${count(report.idleDays, "day")}.\n`);
    return;
  }
  const lines = report.idle
    .slice(0, shownIdle)
    .map(({ email, days, lastLoginAt }) => [plain(email), count(days, "day"), lastLoginAt?.slice(0, 10) ?? "never"]);
  io.out(
    `\n${count(report.idle.length, "licence")} of people who have not signed in for ${count(report.idleDays, "day")}\n${table([["e-mail", "away", "last sign-in"].map((cell) => style.dim(cell)), ...lines])}`,
  );
  io.out(`\nTake them back: ${rollcall} seats --idle ${report.idleDays} --reclaim --dry-run\n`);
};

const document = ({ idleDays, idle, ...report }: SeatReport): object => ({
  ...report,
  idle_days: idleDays,
  idle: idle.map(({ email, days, lastLoginAt }) => ({ email, days, last_login_at: lastLoginAt ?? null })),
});

const run = async (session: Session, flags: z.output<typeof schema>): Promise<number> => {
  const account = flags.account ?? emulatorName;
  if (flags.reclaim) {
    const request = { kind: "reclaim", idleDays: flags.idle } as const;
    return await runChange(session, flags, { request, account, name: "seats" });
  }
  await using target = await openTarget(session.io, flags.data, "seats");
  const report = await target.api.seats(account, flags.idle);
  if (flags.json) session.io.out(plainJson(document(report)));
  else print(report, session);
  return exits.done;
};

export const addRosterSeats = (program: Command, session: Session, finish: (exit: number) => void): void => {
  const command = program
    .command("seats")
    .summary("seats used and free, who does not use theirs, and how to take it back")
    .description(
      "Counts seats by type, pending users included, and lists people with a licence who have not signed in for long. With --reclaim it plans to make them Basic users, shows that, asks and does it.",
    )
    .option("--idle <days>", "away for so many days (default: 90)", wholeNumber(1))
    .option("--reclaim", "take the licences of those people");
  addChangeCommandOptions(addAccount(addCommon(command))).action(async (flags: unknown) => {
    finish(await run(session, schema.parse(flags)));
  });
  addHelp(command, {
    examples: [
      "rollcall seats",
      "rollcall seats --idle 60 --json | jq .idle",
      "rollcall seats --idle 180 --reclaim --dry-run",
    ],
    notes: [
      "How many seats there are Zoom's API does not say: declare them in accounts.json. The last sign-in may be three",
      "days late. Who signs in before the licence is taken keeps it.",
    ],
    exits: [0, 1, 2, 4, 5, 6, 7, 130],
    environment: ["ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "NO_COLOR"],
  });
};
