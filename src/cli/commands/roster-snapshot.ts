import { resolve } from "node:path";

import { type Command, Option } from "commander";
import { stringify } from "csv-stringify/sync";
import { z } from "zod";

import { exits } from "#base";
import type { UserView } from "#server";
import { writeFileAtomically } from "#system";

import { addHelp } from "../help.ts";
import { accountOptions, addAccount, addCommon } from "../options.ts";
import { plain, plainJson } from "../print/plain.ts";
import { userDocument } from "../print/users.ts";
import { count } from "../print/words.ts";
import type { Session } from "../session.ts";
import { openTarget } from "../target.ts";
import { cannotWrite } from "../write-error.ts";

const formats = ["csv", "json", "ndjson"] as const;
const schema = accountOptions.extend({ out: z.string().exactOptional(), format: z.enum(formats).default("csv") });

/** Columns that reading a people file understands again. */
const columns: readonly (readonly [name: string, value: (user: UserView) => string])[] = [
  ["email", ({ email }) => email],
  ["first_name", ({ firstName }) => firstName],
  ["last_name", ({ lastName }) => lastName],
  ["display_name", ({ displayName }) => displayName],
  ["type", ({ type }) => String(type)],
  ["department", ({ department }) => department],
  ["timezone", ({ timezone }) => timezone ?? ""],
  ["language", ({ language }) => language ?? ""],
  ["zoom_status", ({ status }) => status],
  ["id", ({ id }) => id ?? ""],
  ["role_id", ({ roleId }) => roleId ?? ""],
  ["created_at", ({ createdAt }) => createdAt ?? ""],
  ["last_login_at", ({ lastLoginAt }) => lastLoginAt ?? ""],
  ["invited_at", ({ invitedAt }) => invitedAt ?? ""],
];

const textOf = (users: readonly UserView[], format: (typeof formats)[number]): string => {
  if (format === "json") return plainJson(users.map(userDocument));
  if (format === "ndjson") return users.map((user) => `${JSON.stringify(userDocument(user))}\n`).join("");
  return stringify([columns.map(([name]) => name), ...users.map((user) => columns.map(([, value]) => value(user)))], {
    escape_formulas: true,
  });
};

const run = async (session: Session, flags: z.output<typeof schema>): Promise<number> => {
  const { io } = session;
  await using target = await openTarget(io, flags.data, "snapshot");
  const users = [...(await target.api.users.list(flags.account))].toSorted((a, b) => (a.email < b.email ? -1 : 1));
  const text = textOf(users, flags.json ? "json" : flags.format);
  if (flags.out === undefined) {
    io.out(text);
    return exits.done;
  }
  const path = resolve(io.cwd, flags.out);
  await writeFileAtomically(path, text, 0o600).catch((error: unknown) => {
    throw cannotWrite(path, error);
  });
  io.out(
    flags.json ? plainJson({ file: path, users: users.length }) : `${count(users.length, "user")} in ${plain(path)}\n`,
  );
  return exits.done;
};

export const addRosterSnapshot = (program: Command, session: Session, finish: (exit: number) => void): void => {
  const command = program
    .command("snapshot")
    .summary("the whole account as CSV or JSON, to keep or to compare with")
    .description(
      "Writes everybody in the account, all statuses, sorted by address, so that two snapshots can be compared by any tool. A snapshot is a people file too: `drift` and `plan` read it.",
    )
    .option("--out <file>", "write here instead of to stdout")
    .addOption(new Option("--format <format>", 'how (default: "csv"; --json is json)').choices(formats));
  addAccount(addCommon(command)).action(async (flags: unknown) => {
    finish(await run(session, schema.parse(flags)));
  });
  addHelp(command, {
    examples: [
      "rollcall snapshot --out last-night.csv",
      "rollcall snapshot --account acme --format ndjson | jq -r .email",
    ],
    exits: [0, 2, 4, 5, 6, 7],
    environment: ["ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "NO_COLOR"],
  });
};
