// Runs bench/<name>.bench.ts (all, or those named), each in a process of its own, and writes bench/results.md and .json.
import { fork, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";

import { z } from "zod";

import { type Figure, holds } from "../bench/figure.ts";

const folder = new URL("../bench/", import.meta.url);
const jsonFile = new URL("results.json", folder);

const figures = z.array(
  z.object({
    what: z.string(),
    value: z.number(),
    unit: z.string(),
    required: z.union([z.object({ atLeast: z.number() }), z.object({ atMost: z.number() })]).exactOptional(),
    note: z.string().exactOptional(),
  }),
);
const section = z.object({ date: z.string(), machine: z.string(), what: z.string(), figures });
const results = z.record(z.string(), section);
type Section = z.infer<typeof section>;

const machine = (): string => {
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus()[0]?.model ?? "unknown CPU"}, ${availableParallelism()} cores, ${memory} GB, Node ${process.versions.node}`;
};

/** A bench's first line says what it measures. */
const purpose = (file: URL): string => (readFileSync(file, "utf8").split("\n")[0] ?? "").replace(/^\/\/ */, "");

const run = async (name: string): Promise<Section> => {
  const file = new URL(`${name}.bench.ts`, folder);
  const child = fork(file);
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  child.once("message", resolve);
  child.once("exit", (code) => {
    reject(new Error(`bench ${name} ended with ${code} and no figures`));
  });
  const measured = figures.parse(await promise);
  child.disconnect();
  return { date: new Date().toISOString().slice(0, 10), machine: machine(), what: purpose(file), figures: measured };
};

const written = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(2));

const row = (figure: Figure): string => {
  const { what, value, unit, required, note } = figure;
  const demand =
    required === undefined ? "" : "atLeast" in required ? `>= ${required.atLeast}` : `<= ${required.atMost}`;
  const verdict = required === undefined ? "" : holds(figure) ? "holds" : "**falls short**";
  return `| ${what} | ${written(value)} ${unit} | ${demand} | ${verdict} | ${note ?? ""} |`;
};

const render = (all: Readonly<Record<string, Section>>): string =>
  [
    "# Measured",
    "",
    "Made by `npm run bench`. Only ratios to a baseline of the same run travel to other machines; absolute figures are this machine's.",
    ...Object.entries(all).flatMap(([name, { what, date, machine: where, figures: rows }]) => [
      "",
      `## ${name}`,
      "",
      what,
      `${date}; ${where}.`,
      "",
      "| figure | measured | required | | how |",
      "|---|---|---|---|---|",
      ...rows.map(row),
    ]),
    "",
  ].join("\n");

const names = readdirSync(folder)
  .filter((file) => file.endsWith(".bench.ts"))
  .map((file) => file.slice(0, -".bench.ts".length))
  .toSorted();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) throw new Error(`no such bench: ${unknown.join(", ")}. There are: ${names.join(", ")}`);

// What is measured is what is published.
if (spawnSync("npm", ["run", "--silent", "build"], { stdio: "inherit" }).status !== 0) throw new Error("build failed");
const all = existsSync(jsonFile) ? results.parse(JSON.parse(readFileSync(jsonFile, "utf8"))) : {};
for (const name of wanted.length === 0 ? names : wanted) {
  console.log(`\n${name}`);
  const measured = await run(name);
  all[name] = measured;
  for (const figure of measured.figures) console.log(row(figure));
  const sorted = Object.fromEntries(Object.entries(all).toSorted(([a], [b]) => a.localeCompare(b)));
  writeFileSync(jsonFile, `${JSON.stringify(sorted, null, 2)}\n`);
  writeFileSync(new URL("results.md", folder), render(sorted));
}
if (Object.values(all).some(({ figures: rows }) => rows.some((figure) => !holds(figure)))) process.exitCode = 1;
