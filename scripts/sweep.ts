// npm run sweep:<name>: the full count of what `npm test` only samples; the result is kept beside the others in docs/sweeps/.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";

interface Sweep {
  readonly title: string;
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** The variable that names the parts to run (`npm run sweep:<name> -- part…`); what the others came to stays in the result. */
  readonly parts?: string;
}

const sweeps: Readonly<Record<string, Sweep>> = {
  "emulator-kills": {
    title:
      "the emulator killed by SIGKILL at random moments under writes of every kind of record, with a data directory",
    file: "test/faults/emulator-kill.test.ts",
    env: { ROLLCALL_EMULATOR_KILLS: "100" },
    timeoutMs: 3_600_000,
  },
  fuzz: {
    title:
      "random and mutated requests to all operations, the token endpoint, SCIM and the control plane: no crash, only documented answers, a consistent state that snapshots and directories give back",
    file: "test/fuzz/emulator-fuzz.test.ts",
    // A fifth of it missed two defects that one session in hundreds meets.
    env: { ROLLCALL_FUZZ: "1000000" },
    timeoutMs: 7_200_000,
  },
  kills: {
    title: "apply, and the server under it, killed by SIGKILL at random moments over 500-row jobs with lost answers",
    file: "test/faults/apply-kill.test.ts",
    env: { ROLLCALL_KILLS: "200" },
    timeoutMs: 1_800_000,
  },
  "mixed-kills": {
    title:
      "apply killed by SIGKILL at random moments over 2,000-row mixed plans: lost answers, 429s, a daily cap that runs out, midnight GMT",
    file: "test/faults/mixed-kill.test.ts",
    env: { ROLLCALL_MIXED_KILLS: "200", ROLLCALL_MIXED_ROWS: "2000" },
    timeoutMs: 3_600_000,
  },
  programs: {
    title:
      "the programs of every operation of Zoom's in every language, built and run, with plain or nasty values by the seed: success and a seeded tenth of the other cases",
    file: "test/journeys/programs-prove.test.ts",
    env: { ROLLCALL_PROGRAMS: "zoom" },
    timeoutMs: 10_800_000,
    parts: "ROLLCALL_LANGUAGES",
  },
  workflows: {
    title: "the server killed by SIGKILL at random moments over hundreds of workflow runs with lost answers",
    file: "test/faults/workflow-kill.test.ts",
    env: { ROLLCALL_WORKFLOW_KILLS: "100" },
    timeoutMs: 3_600_000,
  },
};

const [name = "", ...parts] = process.argv.slice(2);
const sweep = sweeps[name];
if (sweep === undefined) {
  console.error(`usage: npm run sweep:<${Object.keys(sweeps).join("|")}>`);
  process.exit(2);
}
if (parts.length > 0 && sweep.parts === undefined) {
  console.error(`sweep:${name} has no parts`);
  process.exit(2);
}
const begun = performance.now();
const run = spawnSync(
  process.execPath,
  [...process.execArgv, "--test", `--test-timeout=${sweep.timeoutMs}`, sweep.file],
  {
    env: {
      ...process.env,
      ...sweep.env,
      ...(sweep.parts === undefined || parts.length === 0 ? {} : { [sweep.parts]: parts.join(",") }),
    },
    encoding: "utf8",
    timeout: sweep.timeoutMs,
    maxBuffer: 64 * 1_048_576,
  },
);
process.stdout.write(run.stdout);
const day = new Date().toISOString().slice(0, 10);
const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
const file = `docs/sweeps/${name}.md`;

/** Of a sweep in parts: a line for each, the new ones in place of the old. */
const partLines = (): string[] => {
  const known = new Map<string, string>();
  const old = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  const failed = run.stdout.split("\n").filter((line) => /^ *✖ [\w-]+, seed/.test(line));
  const said = run.stdout.split("\n").filter((line) => /^ *ℹ [\w-]+: /.test(line));
  for (const line of [
    ...old.filter((text) => /^[✔✖] [\w-]+: /.test(text)),
    ...said.map((text) => `${text.replace(/^ *ℹ/, "✔")}, ${day}`),
    ...failed.map((text) => text.replace(/^ *✖ ([\w-]+), (seed \d+).*/, `✖ $1: failed, $2, ${day}`)),
  ])
    known.set(/^. ([\w-]+)/.exec(line)?.[1] ?? line, line);
  return [...known.values()].toSorted((a, b) => a.slice(2).localeCompare(b.slice(2)));
};

const wholeLines = (): string[] =>
  run.stdout
    .split("\n")
    .filter((line) => /^(?:✔|✖|ℹ \d)/.test(line))
    .map((line) => line.replace(/ \([\d.]+ms\)$/, ""));

const lines = sweep.parts === undefined ? wholeLines() : partLines();
const holds = run.status === 0 && !lines.some((line) => line.startsWith("✖"));
mkdirSync("docs/sweeps", { recursive: true });
writeFileSync(
  file,
  [
    `# ${sweep.title}`,
    "",
    `${day}, ${cpus().length} cores, Node ${process.version}, ${minutes} minutes${parts.length === 0 ? "" : " for the last part"}: **${holds ? "holds" : "FAILED"}**.`,
    `Made by \`npm run sweep:${name}\`.`,
    "",
    "```text",
    ...lines,
    "```",
    "",
  ].join("\n"),
);
process.exitCode = holds ? 0 : 1;
