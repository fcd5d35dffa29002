// npm test [-- unit|journeys|all] [filter]: runs the tests and ends with one line, `N passed, N failed, N skipped`.
// Each suite is a child with an outer time limit: a test that blocks the event loop is not ended by node:test's own.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { z } from "zod";

import { checkExercised } from "./exercised.ts";
import { startPostgres } from "./postgres.ts";

interface Suite {
  readonly name: string;
  readonly files: string;
  /** One process for all files (fast, for pure tests), or one for each. */
  readonly isolation: "none" | "process";
  readonly testTimeoutMs: number;
  readonly outerTimeoutMs: number;
}

const suites: readonly Suite[] = [
  { name: "unit", files: "src/**/*.test.ts", isolation: "none", testTimeoutMs: 60_000, outerTimeoutMs: 180_000 },
  {
    name: "journeys",
    files: "test/**/*.test.ts",
    isolation: "process",
    testTimeoutMs: 600_000,
    outerTimeoutMs: 2_500_000,
  },
];

/** What may be skipped even with ROLLCALL_NO_SKIP=1, and why a complete machine may still skip it. */
const allowedSkips: readonly { readonly file: string; readonly name: RegExp; readonly why: string }[] = [
  {
    file: "src/system/files.test.ts",
    name: /^a file without permission says so$/,
    why: "root reads every file, and CI runs as root",
  },
  {
    file: "test/faults/disk-full.test.ts",
    name: /a file system without space$/,
    why: "mounting a file system takes a privilege that containers may lack; files that may not grow are tested anywhere",
  },
  {
    file: "test/conformance/emulator-seeds.test.ts",
    name: /\((?:in process|socket)\)$/,
    why: "the published sample programs are not ours to keep in the repository",
  },
  ...["cli", "literals", "prove", "unchanged"].map((part) => ({
    file: `test/journeys/programs-${part}.test.ts`,
    name: /^(?:csharp|vbnet|fsharp|powershell)\b/,
    why: "the .NET SDK, which brings PowerShell too, is no Debian package: it comes with the machine or not at all",
  })),
];

const resultSchema = z.object({
  passed: z.number(),
  failed: z.number(),
  skipped: z.array(z.object({ name: z.string(), file: z.string(), reason: z.string() })),
});
type Result = z.infer<typeof resultSchema>;

const runSuite = async (suite: Suite, files: readonly string[]): Promise<Result> => {
  const folder = mkdtempSync(join(tmpdir(), "rollcall-test-"));
  const resultFile = join(folder, "result.json");
  // A group of its own, so that the limit ends what the tests have started too.
  const child = spawn(
    process.execPath,
    [
      ...process.execArgv,
      "scripts/test-process.ts",
      resultFile,
      suite.isolation,
      String(suite.testTimeoutMs),
      ...files,
    ],
    { stdio: ["ignore", "inherit", "inherit"], detached: true },
  );
  const kill = (): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  const interrupted = (): void => {
    kill();
    process.exit(130);
  };
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  const { promise, resolve: end } = Promise.withResolvers<number | null | "late">();
  child.once("exit", end);
  const timer = setTimeout(() => {
    end("late");
    kill();
  }, suite.outerTimeoutMs);
  const code = await promise;
  clearTimeout(timer);
  process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
  const result: Result = existsSync(resultFile)
    ? resultSchema.parse(JSON.parse(readFileSync(resultFile, "utf8")))
    : { passed: 0, failed: 0, skipped: [] };
  rmSync(folder, { recursive: true });
  if (code === "late") console.error(`${suite.name}: killed after ${suite.outerTimeoutMs / 1000} s`);
  else if (code !== 0 && result.failed === 0) console.error(`${suite.name}: ended with exit code ${code}`);
  else if (result.passed + result.failed === 0) console.error(`${suite.name}: no test ran`);
  else return result;
  return { ...result, failed: result.failed + 1 };
};

const listFiles = (pattern: string, filter: string): string[] =>
  globSync(pattern)
    .filter((file) => file.includes(filter))
    .toSorted();

/** Says which tests were skipped and why; gives the number of those that must not be. */
const reportSkips = (skipped: Result["skipped"]): number => {
  const strict = process.env["ROLLCALL_NO_SKIP"] === "1";
  let forbidden = 0;
  if (skipped.length > 0) console.log("\nskipped:");
  for (const { name, file, reason } of skipped) {
    const isForbidden = strict && !allowedSkips.some((allowed) => allowed.file === file && allowed.name.test(name));
    if (isForbidden) forbidden += 1;
    console.log(`  ${name} (${file}): ${reason}${isForbidden ? "  <- not allowed with ROLLCALL_NO_SKIP=1" : ""}`);
  }
  return forbidden;
};

const postgresVariable = "ROLLCALL_TEST_POSTGRES";

/** One PostgreSQL for all tests that want it: their children find it in the environment, and skip without it. */
const servePostgres = async (files: readonly string[]): Promise<() => Promise<void>> => {
  const isWanted = files.some((file) => readFileSync(file, "utf8").includes(postgresVariable));
  const postgres = isWanted && process.env[postgresVariable] === undefined ? await startPostgres() : undefined;
  if (postgres !== undefined) process.env[postgresVariable] = postgres.url;
  return async () => {
    await postgres?.stop();
  };
};

/**
 * Hundreds of processes are started, and most of what they do is loading: Node keeps what it has compiled, and the command
 * line is bundled once.
 */
const hastenStarts = (): void => {
  process.env["NODE_COMPILE_CACHE"] ??= join(tmpdir(), "node-compile-cache");
  const folder = resolve(".test-build");
  rmSync(folder, { recursive: true, force: true });
  const build = ["scripts/build-package.mjs", "--code-only", "--out", folder];
  if (spawnSync(process.execPath, build, { stdio: "inherit" }).status !== 0) throw new Error("the build failed");
  process.env["ROLLCALL_TEST_CLI"] = join(folder, "cli/bin.js");
};

const [which = "all", filter = ""] = process.argv.slice(2);
const chosen = suites.filter(({ name }) => which === "all" || which === name);
if (chosen.length === 0) {
  console.error(`usage: npm test [-- ${suites.map(({ name }) => name).join("|")}|all] [part of a file's path]`);
  process.exit(2);
}

// What the tests meet is written down by each process; a whole run is held against what SUPPORTED.md counts.
const exercisedFolder = mkdtempSync(join(tmpdir(), "rollcall-exercised-"));
process.env["ROLLCALL_EXERCISED"] = exercisedFolder;

const total = { passed: 0, failed: 0 };
const skipped: Result["skipped"] = [];
const times: string[] = [];
let files = 0;
if (chosen.some(({ name }) => name === "journeys")) hastenStarts();
const stopPostgres = await servePostgres(chosen.flatMap((suite) => listFiles(suite.files, filter)));
for (const suite of chosen) {
  const listed = listFiles(suite.files, filter);
  files += listed.length;
  if (listed.length === 0) {
    // A pattern that matches nothing must not look like success; a filter may leave a suite out.
    if (filter !== "") continue;
    console.error(`${suite.name}: ${suite.files} matches no file`);
    total.failed += 1;
    continue;
  }
  console.log(`\n${suite.name}: ${listed.length} files`);
  const begun = performance.now();
  const result = await runSuite(suite, listed);
  times.push(`${suite.name} ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  total.passed += result.passed;
  total.failed += result.failed;
  skipped.push(...result.skipped);
}
await stopPostgres();
if (files === 0 && filter !== "") {
  console.error(`no test file has "${filter}" in its path`);
  total.failed += 1;
}
total.failed += reportSkips(skipped);
if (filter === "" && chosen.some(({ name }) => name === "journeys")) total.failed += checkExercised(exercisedFolder);
rmSync(exercisedFolder, { recursive: true });
console.log(`\n${times.join(", ")}`);
console.log(`${total.passed} passed, ${total.failed} failed, ${skipped.length} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;
