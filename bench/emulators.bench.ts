// Creating users: the built emulator beside emulate's Okta and Prism with our facts as an OpenAPI document, round by round.
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { z } from "zod";

import { exactJson } from "#base";
import { createCatalog, toOpenApi } from "#catalog";

import { type Child, startLoad, startServer } from "./child.ts";
import { type Figure, median, publish, spread } from "./figure.ts";

const rounds = 21;
const requests = 150;
/** As many for each: with 1,500 all three were still being compiled. */
const warmUp = 6000;
const connections = 16;

if (!existsSync(new URL("peers/node_modules/emulate", import.meta.url)))
  throw new Error("the peers are not installed: npm ci --ignore-scripts --prefix bench/peers");

const hello = z.object({ port: z.number(), token: z.string() });
const usage = z.object({ cpu: z.number() });
const outcome = z.object({ seconds: z.number(), bad: z.number() });

interface Cost {
  /** Requests per second. */
  readonly rate: number;
  /** Microseconds of CPU per request. */
  readonly cpu: number;
}

const measure = async (server: Child, load: Child, kind: string, count: number): Promise<Cost> => {
  const before = usage.parse(await server.ask({}));
  const { seconds, bad } = outcome.parse(await load.ask({ ...hello.parse(server.hello), kind, count, connections }));
  const after = usage.parse(await server.ask({}));
  if (bad > 0) throw new Error(`${bad} of ${count} answers to ${kind} were wrong`);
  return { rate: count / seconds, cpu: (after.cpu - before.cpu) / count };
};

const directory = await mkdtemp(join(tmpdir(), "rollcall-bench-"));
const file = join(directory, "zoom.json");
const create = createCatalog()
  .api("zoom")
  .operations.filter(({ method, path }) => method === "POST" && path === "/users");
if (create.length !== 1) throw new Error(`${create.length} operations create a user`);
await writeFile(file, exactJson.stringify(toOpenApi("Zoom", create)));

using ours = await startServer("emulator.mjs");
using emulate = await startServer("../peers/emulate.mjs");
using prism = await startServer("../peers/prism.mjs", file);
using load = startLoad();
await rm(directory, { recursive: true });

const servers = { ours: [ours, "create"], emulate: [emulate, "okta"], prism: [prism, "prism"] } as const;
type Name = keyof typeof servers;
const names: readonly Name[] = ["ours", "emulate", "prism"];
const costs: Record<Name, Cost[]> = { ours: [], emulate: [], prism: [] };
for (const name of names) await measure(servers[name][0], load, servers[name][1], warmUp);
for (let round = 0; round < rounds; round += 1)
  // Whoever goes first changes from round to round.
  for (const name of [...names.slice(round % 3), ...names.slice(0, round % 3)])
    costs[name].push(await measure(servers[name][0], load, servers[name][1], requests));

const figuresOf = (peer: "emulate" | "prism", what: string, atLeast: number): Figure[] => {
  const rates = costs.ours.map(({ rate }, at) => rate / (costs[peer][at]?.rate ?? Number.NaN));
  const cpus = costs.ours.map(({ cpu }, at) => (costs[peer][at]?.cpu ?? Number.NaN) / cpu);
  const cpuOf = (name: Name): string => `${median(costs[name].map(({ cpu }) => cpu)).toFixed(0)} us`;
  return [
    {
      what: `creating a user: our throughput / ${what}`,
      value: median(rates),
      unit: "x",
      required: { atLeast },
      note: `${spread(rates, 1)} of ${requests} requests`,
    },
    {
      what: `creating a user: CPU of ${what} / ours`,
      value: median(cpus),
      unit: "x",
      note: `${spread(cpus, 1)}; medians ${cpuOf(peer)} and ${cpuOf("ours")} a request`,
    },
  ];
};

publish([
  ...figuresOf("emulate", "emulate's (Okta)", 4),
  ...figuresOf("prism", "Prism's (one operation of our facts)", 15),
]);
