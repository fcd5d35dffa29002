// What the tests met: joins what each test process wrote down, and keeps it in test/conformance/exercised.json, from which
// SUPPORTED.md counts. `npm run exercised` runs the conformance tests and writes the file; a full `npm test` checks that
// everything the file claims was met again.
import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { z } from "zod";

import { adjacentOperations, knownOperations } from "#zoom";

const names = z.array(z.string());
const rowSchema = z.object({ successes: z.number(), errors: names, query: names, request: names, answer: names });
const recordSchema = z.record(z.string(), rowSchema);
type Row = z.infer<typeof rowSchema>;
type Exercised = Readonly<Record<string, Row>>;

const exercisedFile = "test/conformance/exercised.json";

const kinds = ["errors", "query", "request", "answer"] as const;

export const readExercised = (): Exercised => recordSchema.parse(JSON.parse(readFileSync(exercisedFile, "utf8")));

const union = (one: readonly string[], other: readonly string[]): string[] =>
  [...new Set([...one, ...other])].toSorted();

const join2 = (one: Row | undefined, other: Row): Row => ({
  // How often is no fact worth keeping: that it succeeded at all is.
  successes: Math.min(1, (one?.successes ?? 0) + other.successes),
  errors: union(one?.errors ?? [], other.errors),
  query: union(one?.query ?? [], other.query),
  request: union(one?.request ?? [], other.request),
  answer: union(one?.answer ?? [], other.answer),
});

/** Joins the files of a folder. */
const joinExercised = (folder: string): Exercised => {
  const all = new Map<string, Row>();
  for (const file of globSync(`${folder}/*.json`))
    for (const [id, row] of Object.entries(recordSchema.parse(JSON.parse(readFileSync(file, "utf8")))))
      all.set(id, join2(all.get(id), row));
  const order = [...knownOperations.map(([, , id]) => id), ...adjacentOperations.map(({ id }) => id)];
  return Object.fromEntries(order.flatMap((id) => (all.has(id) ? [[id, all.get(id) ?? join2(undefined, empty)]] : [])));
};

const empty: Row = { successes: 0, errors: [], query: [], request: [], answer: [] };

/** What the file claims and a run did not meet, as lines. */
const unmet = (claimed: Exercised, met: Exercised): readonly string[] =>
  Object.entries(claimed).flatMap(([id, row]) => {
    const seen = met[id] ?? empty;
    const missing = kinds.flatMap((kind) =>
      row[kind].filter((name) => !seen[kind].includes(name)).map((name) => `${id}: ${kind} ${name}`),
    );
    return row.successes > seen.successes ? [`${id}: success`, ...missing] : missing;
  });

/** Compares what a full run met with what the file claims; gives the number of claims that were not met. */
export const checkExercised = (folder: string): number => {
  const missing = unmet(readExercised(), joinExercised(folder));
  for (const line of missing) console.error(`${exercisedFile} claims what no test met: ${line}`);
  if (missing.length > 0) console.error("run npm run exercised");
  return missing.length;
};

const write = (): void => {
  const folder = mkdtempSync(join(tmpdir(), "rollcall-exercised-"));
  // In process alone: a socket shows no other operations, errors or fields, and takes ten times as long.
  const files = globSync("test/conformance/*.test.ts").toSorted();
  const options = ["--test", "--test-isolation=none", "--test-name-pattern=in process", "--test-reporter=dot"];
  const run = spawnSync(process.execPath, [...process.execArgv, ...options, ...files], {
    stdio: "inherit",
    env: { ...process.env, ROLLCALL_EXERCISED: folder },
  });
  const met = joinExercised(folder);
  rmSync(folder, { recursive: true });
  writeFileSync(exercisedFile, `${JSON.stringify(met, undefined, 2)}\n`);
  console.log(`${exercisedFile}: ${Object.keys(met).length} operations`);
  process.exitCode = run.status ?? 1;
};

if (import.meta.main) write();
