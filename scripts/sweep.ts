// npm run sweep:<name>: the full count of what `npm test` only samples; the result is kept beside the others in docs/sweeps/.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";

interface Sweep {
  readonly title: string;
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

const sweeps: Readonly<Record<string, Sweep>> = {
  kills: {
    title: "apply, and the server under it, killed by SIGKILL at random moments over 500-row jobs with lost answers",
    file: "test/faults/apply-kill.test.ts",
    env: { ROLLCALL_KILLS: "200" },
    timeoutMs: 1_800_000,
  },
  programs: {
    title:
      "the programs of every operation of Zoom's in every language, built and run: success and a seeded tenth of the other cases",
    file: "test/journeys/programs-prove.test.ts",
    env: { ROLLCALL_PROGRAMS: "zoom" },
    timeoutMs: 10_800_000,
  },
  workflows: {
    title: "the server killed by SIGKILL at random moments over 200 workflow runs with lost answers",
    file: "test/faults/workflow-kill.test.ts",
    env: { ROLLCALL_WORKFLOW_KILLS: "100" },
    timeoutMs: 3_600_000,
  },
};

const [name = ""] = process.argv.slice(2);
const sweep = sweeps[name];
if (sweep === undefined) {
  console.error(`usage: npm run sweep:<${Object.keys(sweeps).join("|")}>`);
  process.exit(2);
}
const begun = performance.now();
const run = spawnSync(
  process.execPath,
  [...process.execArgv, "--test", `--test-timeout=${sweep.timeoutMs}`, sweep.file],
  { env: { ...process.env, ...sweep.env }, encoding: "utf8", timeout: sweep.timeoutMs },
);
process.stdout.write(run.stdout);
const said = run.stdout.split("\n").filter((line) => /^(?:✔|✖|ℹ \d)/.test(line));
const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
mkdirSync("docs/sweeps", { recursive: true });
writeFileSync(
  `docs/sweeps/${name}.md`,
  [
    `# ${sweep.title}`,
    "",
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, Node ${process.version}, ${minutes} minutes: **${run.status === 0 ? "holds" : "FAILED"}**.`,
    `Made by \`npm run sweep:${name}\`.`,
    "",
    "```text",
    ...said.map((line) => line.replace(/ \([\d.]+ms\)$/, "")),
    "```",
    "",
  ].join("\n"),
);
process.exitCode = run.status ?? 1;
