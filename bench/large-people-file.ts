// A people file of 100 MB, planned by the command line as people do it, and how much memory that took.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const bin = new URL("../src/cli/bin.ts", import.meta.url).pathname;
const linesInPiece = 1000;

export interface LargeFile {
  readonly rows: number;
  /** Columns that nobody uses, of about 21 characters each, beside four that are used. */
  readonly unused: number;
}

const write = (path: string, { rows, unused }: LargeFile): void => {
  const file = openSync(path, "w");
  const columns = Array.from({ length: unused }, (_unused, at) => at);
  writeSync(file, `email,first_name,last_name,department${columns.map((at) => `,extra${at}`).join("")}\n`);
  for (let from = 0; from < rows; from += linesInPiece) {
    const lines = Array.from({ length: linesInPiece }, (_unused, line) => {
      const row = from + line;
      const more = columns.map((column) => `,value ${row} of column ${column}`).join("");
      return `person${row}@acme.test,Łukasz,Walker ${row},Sales${more}\n`;
    });
    writeSync(file, lines.join(""));
  }
  closeSync(file);
};

export interface Planned {
  readonly code: number | null;
  /** What was said, on both streams. */
  readonly said: string;
  /** Of the whole process, MB. */
  readonly peak: number;
  /** By the clock. */
  readonly seconds: number;
}

const tellPeak = `process.on("exit", () => process.stderr.write("peak " + process.resourceUsage().maxRSS + "\\n"))`;

const plan = async (args: readonly string[]): Promise<Planned> => {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [
      "--conditions=rollcall-source",
      `--import=data:text/javascript,${encodeURIComponent(tellPeak)}`,
      bin,
      "plan",
      ...args,
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  await once(child, "close");
  const peak = Number(/^peak (\d+)$/m.exec(said)?.[1]) / 1024;
  return { code: child.exitCode, said, peak, seconds: (performance.now() - started) / 1000 };
};

/** Plans such a file with each of these lists of flags, one after the other. */
export const planLarge = async (
  file: LargeFile,
  flags: readonly (readonly string[])[],
): Promise<readonly Planned[]> => {
  const folder = mkdtempSync(join(tmpdir(), "rollcall-bench-"));
  try {
    const path = join(folder, "people.csv");
    write(path, file);
    const planned: Planned[] = [];
    for (const [at, some] of flags.entries())
      planned.push(await plan([path, ...some, "--data", join(folder, `data-${at}`)]));
    return planned;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
