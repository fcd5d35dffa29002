import type { Command } from "commander";
import type { z } from "zod";

import { exits, type ExitCode } from "#base";
import type { ActionCheck, DoctorReport, SeatLine } from "#roster";
import { exitSchema } from "#server";

import { addHelp } from "../help.ts";
import { accountOptions, addAccount, addCommon } from "../options.ts";
import { plain, plainJson } from "../print/plain.ts";
import { table } from "../print/table.ts";
import { number } from "../print/words.ts";
import type { Session } from "../session.ts";
import type { Style } from "../print/style.ts";
import { openTarget } from "../target.ts";

/** The document that scripts read; fields may be added, never renamed. */
const document = (report: DoctorReport): object => ({
  account: report.account,
  plan: report.plan,
  token: report.token,
  scopes: { missing: report.scopes.missing, granted: report.scopes.granted ?? null },
  actions: report.actions,
  seats: report.seats,
  quota: {
    invites: {
      per_day: report.quota.invites.perDay,
      used: report.quota.invites.used ?? null,
      left: report.quota.invites.left ?? null,
      resets_at: report.quota.invites.resetsAt,
    },
  },
  security: "notReadable" in report.security ? null : report.security,
  managed_domains: "notReadable" in report.managedDomains ? null : report.managedDomains,
  clock_skew_ms: report.clockSkewMs,
  problems: report.problems,
});

const mark = (ok: boolean | null, { good, bad, warn }: Style): string =>
  ok === null ? warn("?") : ok ? good("ok") : bad("no");

const seatText = (line: SeatLine | undefined): string => {
  if (line === undefined) return "cannot be counted";
  const { used, free } = line;
  const left =
    free === undefined ? "how many are free Zoom does not say" : free === null ? "no limit" : `${number(free)} free`;
  return `${number(used)} used, ${left}`;
};

const inviteText = ({ quota: { invites } }: DoctorReport): string => {
  if (invites.perDay === null) return "no limit";
  const left = invites.left === undefined ? "" : `, ${number(invites.left)} left as far as this directory knows`;
  return `${number(invites.perDay)} a day${left}; anew at ${invites.resetsAt.slice(0, 16)}Z`;
};

const securityText = ({ security, managedDomains, account }: DoctorReport): readonly (readonly string[])[] => [
  ...("notReadable" in managedDomains
    ? [["", "managed domains", "not readable with this app's scopes"]]
    : [["", "managed domains", managedDomains.map(plain).join(", ") || "none"]]),
  ...("notReadable" in security
    ? [["", "sign-in and password rules", `not readable for ${plain(account)} (account:read:settings:admin)`]]
    : [
        ["", "single sign-on", security.sso ? "on" : "off"],
        [
          "",
          "passwords",
          `at least ${security.password.minimumLength} characters${security.password.specialCharacter ? ", a special one among them" : ""}`,
        ],
      ]),
];

const scopeLines = ({ scopes }: DoctorReport, style: Style): string[][] => {
  if (scopes.granted === undefined) return [["?", "scopes", "Zoom does not say which this token has"]];
  if (scopes.missing.length === 0) return [[style.good("ok"), "scopes", "all that are needed"]];
  return scopes.purposes.map(({ scope, purpose }) => [style.bad("no"), "scope missing", `${scope}: to ${purpose}`]);
};

const skewText = (ms: number): string =>
  Math.abs(ms) < 60_000
    ? "this machine's, within a minute"
    : `${number(Math.round(ms / 1000))} s ahead of this machine; Rollcall goes by it`;

const print = (report: DoctorReport, { io, style }: Session): void => {
  const action = (name: string, { ok, why }: ActionCheck): string[] => [mark(ok, style), name, why];
  io.out(
    `${style.bold(plain(report.account))} (${report.isEmulator ? "the emulator" : "a real account"}, declared ${report.plan})\n\n`,
  );
  io.out(
    table([
      [
        mark(report.token.ok, style),
        "token",
        report.token.ok === null ? "Zoom cannot be reached" : report.token.ok ? "given and taken" : "refused",
      ],
      ...scopeLines(report, style),
      ...Object.entries(report.actions).map(([name, check]) => action(name, check)),
      ["", "licences", seatText(report.seats.licensed)],
      ["", "Basic seats", seatText(report.seats.basic)],
      ...(report.seats.pending === undefined ? [] : [["", "open invitations", number(report.seats.pending)]]),
      ["", "invitations", inviteText(report)],
      ...securityText(report).map((line) => [...line]),
      ["", "clock", skewText(report.clockSkewMs)],
    ]),
  );
  for (const { code, message, fix } of report.problems)
    io.out(`\n${style.bad("problem")}: ${plain(message)}\n  fix: ${plain(fix)}\n  (${plain(code)})\n`);
};

/** 7 over 6; missing scopes count as 6. */
const exitOf = ({ problems, scopes }: DoctorReport): ExitCode => {
  const found = new Set(problems.map(({ exit }) => exitSchema.catch(exits.someFailed).parse(exit)));
  const worst = [exits.credentials, exits.unreachable, exits.waiting, exits.someFailed].find((exit) => found.has(exit));
  return worst ?? (scopes.missing.length > 0 ? exits.credentials : exits.done);
};

const run = async (session: Session, flags: z.output<typeof accountOptions>): Promise<number> => {
  await using target = await openTarget(session.io, flags.data, "doctor");
  const report = await target.api.doctor(flags.account);
  if (flags.json) session.io.out(plainJson(document(report)));
  else print(report, session);
  return exitOf(report);
};

export const addDoctor = (program: Command, session: Session, finish: (exit: number) => void): void => {
  const command = program
    .command("doctor")
    .summary("what an account is fit for, and what is missing; writes nothing")
    .description(
      "Looks at the token, names the scopes that are missing, says which of the four ways of creating users will work and why, counts seats and invitations, and compares the clocks. It only reads.",
    );
  addAccount(addCommon(command)).action(async (flags: unknown) => {
    finish(await run(session, accountOptions.parse(flags)));
  });
  addHelp(command, {
    examples: [
      "rollcall doctor",
      "rollcall doctor --account acme",
      "rollcall doctor --account acme --json | jq -r '.scopes.missing[]'",
    ],
    notes: [
      "What Zoom's API does not tell is marked with ?: only a try would. The plan is what accounts.json declares.",
    ],
    exits: [0, 1, 2, 4, 5, 6, 7],
    environment: ["ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "NO_COLOR"],
  });
};
