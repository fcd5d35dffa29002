import { type Command, Option } from "commander";
import { z } from "zod";

import { exits } from "#base";
import { createEmulator, presets } from "#emulator";
import { readRecording, replay, type ReplayedOperation, seedOf } from "#intercept";

import { addHelp } from "../help.ts";
import { plain, plainJson } from "../print/plain.ts";
import { count } from "../print/words.ts";
import { readText } from "../read-text.ts";
import type { Session } from "../session.ts";
import { addAccountOf } from "./run-account.ts";

const schema = z.object({ preset: z.string().exactOptional(), json: z.boolean().default(false) });
type Flags = z.output<typeof schema>;

const lines = ({ operation, calls, same, differences }: ReplayedOperation): readonly string[] => [
  `${same === calls ? "=" : "!"} ${plain(operation)}  ${same} of ${calls} the same`,
  ...differences.map(
    ({ what, count: times, first }) => `    ${plain(what)}  (${count(times, "call")}, first: call ${first})`,
  ),
];

const run = async (session: Session, file: string, flags: Flags): Promise<number> => {
  const { io } = session;
  const { name, text } = await readText(io, file);
  const recording = readRecording(text, name);
  await using emulator = await createEmulator({ account: false });
  // Limits are about the speed of the recording's traffic, and a replay is faster.
  const account = await addAccountOf(
    emulator,
    { preset: flags.preset ?? "business", ...seedOf(recording), switches: { limits: "off" } },
    name,
  );
  const operations = await replay(recording, { ask: emulator.dispatch, token: account.token });
  const differ = operations.filter(({ calls, same }) => same < calls).length;
  if (flags.json) io.out(plainJson({ calls: recording.length, operations }));
  else
    io.out(
      `${operations.flatMap(lines).join("\n")}\n${count(recording.length, "call")}; ${differ === 0 ? "status, code and shape are the same everywhere" : `${count(differ, "operation")} of ${operations.length} differ`}\n`,
    );
  return differ === 0 ? exits.done : exits.someFailed;
};

export const addReplay = (program: Command, session: Session, finish: (exit: number) => void): void => {
  const command = program
    .command("replay")
    .summary("hold a recording against the emulator")
    .description(
      "Asks the calls of a recording again, of a new emulator that begins with the users the recording shows, and reports per operation where status, code or shape of the answers differ. Values are not compared.",
    )
    .argument("<recording>", "a file of `rollcall record`, - for standard input")
    .addOption(
      new Option("--preset <preset>", 'the kind of Zoom account (default: "business")').choices(Object.keys(presets)),
    )
    .option("--json", "print one JSON document on stdout, errors as JSON on stderr");
  command.action(async (file: string, flags: unknown) => {
    finish(await run(session, file, schema.parse(flags)));
  });
  addHelp(command, {
    examples: ["rollcall replay recording.ndjson", "rollcall replay --preset education recording.ndjson --json"],
    notes: ["A difference is news about Zoom: please report it, with the lines of the recording that it is about."],
    exits: [0, 1, 2],
    environment: ["NO_COLOR"],
  });
};
