import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";

import { type Command, InvalidArgumentError, Option } from "commander";
import { z } from "zod";

import { systemClock } from "#base";
import { presets, switchFacts } from "#emulator";
import type { Summary } from "#intercept";
import { hosts } from "#zoom";

import { addHelp } from "../help.ts";
import { plainJson } from "../print/plain.ts";
import { runSummary } from "../print/run-summary.ts";
import { makeStyle } from "../print/style.ts";
import type { Session } from "../session.ts";
import { cannotWrite } from "../write-error.ts";
import { addRunAccount } from "./run-account.ts";

/** A program that is run believes that it talks to Zoom. */
const apiOrigin = new URL(hosts.api).origin;

const schema = z.object({
  preset: z.string().exactOptional(),
  seed: z.string().exactOptional(),
  switch: z.record(z.string(), z.string()).default({}),
  allow: z.array(z.string()).default([]),
  report: z.string().exactOptional(),
  quiet: z.boolean().default(false),
  json: z.boolean().default(false),
});
type Flags = z.output<typeof schema>;

const gather = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

const isSwitch = (name: string): name is keyof typeof switchFacts => Object.hasOwn(switchFacts, name);

const parseSwitch = (text: string, before: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => {
  const [name = "", ...rest] = text.split("=");
  const value = rest.join("=");
  if (!isSwitch(name))
    throw new InvalidArgumentError(`There is no switch "${name}": ${Object.keys(switchFacts).join(", ")}.`);
  const values: readonly string[] = switchFacts[name].values;
  if (!values.includes(value)) throw new InvalidArgumentError(`${name} is one of: ${values.join(", ")}.`);
  return { ...before, [name]: value };
};

const tell = async (summary: Summary, exit: number, flags: Flags, { io }: Session): Promise<void> => {
  const document = plainJson({ exit, ...summary });
  if (flags.report !== undefined)
    await writeFile(resolve(io.cwd, flags.report), document).catch((error: unknown) => {
      throw cannotWrite(flags.report ?? "", error);
    });
  if (flags.json) io.err(document);
  else if (!flags.quiet) io.err(runSummary(summary, makeStyle(io.errIsTerminal, io.env)));
};

const run = async (session: Session, [command = "", ...args]: readonly string[], flags: Flags): Promise<number> => {
  const { io } = session;
  const [{ createEmulator }, { runIntercepted }] = await Promise.all([import("#emulator"), import("#intercept")]);
  await using emulator = await createEmulator({ account: false });
  const account = await addRunAccount(io, emulator, flags);
  const { exit, summary } = await runIntercepted({
    handler: emulator.dispatch,
    account,
    command,
    args,
    cwd: io.cwd,
    env: io.env,
    allow: flags.allow,
    clock: systemClock,
    atTerminal: io.outIsTerminal || io.errIsTerminal,
    onReady: (url) => emulator.setOrigin(url, { api: apiOrigin }),
  });
  await tell(summary, exit, flags, session);
  return exit;
};

export const addRun = (program: Command, session: Session, finish: (exit: number) => void): void => {
  const command = program
    .command("run")
    .summary("run a program whose calls to Zoom are answered here")
    .description(
      "Runs any program, unchanged, with api.zoom.us, zoom.us and Zoom's other hosts answered by a new emulator in memory: through a proxy on this machine, with certificates made for this run and trusted by this program alone. Other hosts are refused. Afterwards it says on stderr what was asked, and what Zoom would not have taken.",
    )
    .usage("[options] -- <command> [arguments...]")
    .argument("<command...>", "the program and its arguments, after --")
    .addOption(
      new Option("--preset <preset>", 'the kind of Zoom account (default: "pro")').choices(Object.keys(presets)),
    )
    .option(
      "--seed <file>",
      "what the account has from the beginning: YAML or JSON as POST /_rollcall/accounts takes it",
    )
    .option(
      "--switch <name=value>",
      "decide what Zoom leaves open: docs/reference/switches.md; repeatable",
      parseSwitch,
    )
    .option(
      "--allow <host>",
      "let a host through: example.com, *.example.com, with or without :port; repeatable",
      gather,
    )
    .option("--report <file>", "write the summary there, as JSON")
    .option("--quiet", "no summary on stderr")
    .option("--json", "the summary on stderr as one JSON document; stdout belongs to the program");
  command.action(async (words: readonly string[], flags: unknown) => {
    finish(await run(session, words, schema.parse(flags)));
  });
  addHelp(command, {
    examples: [
      "rollcall run -- npm test",
      "rollcall run --preset business --seed account.yaml -- python provision.py people.csv",
      "rollcall run --switch multipart=accept --allow registry.example.com -- ./job.sh",
    ],
    notes: [
      "The exit code is the program's; 128 and the signal's number when a signal ended it.",
      "The program finds ZOOM_ACCOUNT_ID, ZOOM_CLIENT_ID, ZOOM_CLIENT_SECRET, ZOOM_ACCESS_TOKEN and API_BASE_URL in its",
      "environment, and the control plane (inbox, clock, faults) below ROLLCALL_EMULATOR_URL, at /_rollcall.",
      "Hosts of this machine are never refused. Runtimes that ignore proxies: docs/guides/run-unchanged-programs.md.",
    ],
    exits: [2],
    environment: ["NO_COLOR"],
  });
};
