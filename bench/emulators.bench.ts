// Creating users: the built emulator beside emulate's Okta and Prism with our facts as an OpenAPI document, round by round.
// Each does what it does for its users: ours and Prism's command keep a log of requests, emulate has none.
// Beside them bare node:http, which answers a create without any rules.
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
/** As many for each: with 6,000 the fast ones, node:http itself among them, were still being compiled. */
const warmUp = 20_000;
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
const zoom = createCatalog().api("zoom").operations;
const create = zoom.filter(({ method, path }) => method === "POST" && path === "/users");
if (create.length !== 1) throw new Error(`${create.length} operations create a user`);
const documentOf = async (name: string, operations: typeof zoom): Promise<string> => {
  const file = join(directory, name);
  await writeFile(file, exactJson.stringify(toOpenApi("Zoom", operations)));
  return file;
};

using ours = await startServer("emulator.mjs");
using bare = await startServer("bare.mjs");
using emulate = await startServer("../peers/emulate.mjs");
using prism = await startServer("../peers/prism.mjs", await documentOf("zoom.json", zoom));
using prismQuiet = await startServer("../peers/prism.mjs", await documentOf("quiet.json", zoom), "quiet");
using prismOfOne = await startServer("../peers/prism.mjs", await documentOf("create.json", create), "quiet");
using load = startLoad();
await rm(directory, { recursive: true });

/** Each with its kind of request, and as many of them as it answers in about half a second: waking up is no cost then. */
const servers = {
  ours: [ours, "create", 12_000],
  emulate: [emulate, "okta", 3000],
  bare: [bare, "create", 12_000],
  prism: [prism, "prism", 600],
  prismQuiet: [prismQuiet, "prism", 800],
  prismOfOne: [prismOfOne, "prism", 2000],
} as const;
type Name = keyof typeof servers;
const names: readonly Name[] = ["ours", "emulate", "bare", "prism", "prismQuiet", "prismOfOne"];
const costs: Record<Name, Cost[]> = { ours: [], emulate: [], bare: [], prism: [], prismQuiet: [], prismOfOne: [] };
for (const name of names) await measure(servers[name][0], load, servers[name][1], warmUp);
for (let round = 0; round < rounds; round += 1)
  // Whoever goes first changes from round to round.
  for (const name of [...names.slice(round % names.length), ...names.slice(0, round % names.length)])
    costs[name].push(await measure(servers[name][0], load, servers[name][1], servers[name][2]));

type Peer = Exclude<Name, "ours" | "bare">;

const against = (peer: Peer, who: "ours" | "bare"): readonly number[] =>
  costs[who].map(({ rate }, at) => rate / (costs[peer][at]?.rate ?? Number.NaN));

const figuresOf = (peer: Peer, what: string, required: Pick<Figure, "required">): Figure[] => {
  const rates = against(peer, "ours");
  const bares = against(peer, "bare");
  const cpus = costs.ours.map(({ cpu }, at) => (costs[peer][at]?.cpu ?? Number.NaN) / cpu);
  const cpuOf = (name: Name): string => `${median(costs[name].map(({ cpu }) => cpu)).toFixed(0)} us`;
  return [
    {
      what: `creating a user: our throughput / ${what}`,
      value: median(rates),
      unit: "x",
      ...required,
      note: `${spread(rates, 1)} of about half a second for each`,
    },
    {
      what: `creating a user: throughput of bare node:http / ${what}`,
      value: median(bares),
      unit: "x",
      note: `${spread(bares, 1)}: a server without any rules`,
    },
    {
      what: `creating a user: CPU of ${what} / ours`,
      value: median(cpus),
      unit: "x",
      note: `${spread(cpus, 1)}; medians ${cpuOf(peer)}, ours ${cpuOf("ours")}, bare node:http ${cpuOf("bare")} a request`,
    },
  ];
};

publish([
  ...figuresOf("emulate", "emulate's (Okta)", { required: { atLeast: 4 } }),
  ...figuresOf("prism", `Prism's (prism mock, all ${zoom.length} operations, as ours)`, { required: { atLeast: 15 } }),
  ...figuresOf("prismQuiet", `Prism's (all ${zoom.length} operations, without its log)`, {}),
  ...figuresOf("prismOfOne", "Prism's (this one operation, without its log)", {}),
]);
