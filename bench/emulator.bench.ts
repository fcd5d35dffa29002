// CPU per request of the built emulator against a bare node:http handler, over keep-alive connections.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { z } from "zod";

import { type Child, startLoad, startServer } from "./child.ts";
import { type Figure, median, publish, spread } from "./figure.ts";

/** Short rounds, many of them: on a shared machine a neighbour disturbs some, and the median forgets those. */
const rounds = 101;
const requests = 1000;
const connections = 16;
const kinds = ["autoCreate", "create", "get"] as const;
type Kind = (typeof kinds)[number];

const hello = z.object({ port: z.number(), token: z.string() });
const usage = z.object({ cpu: z.number(), rss: z.number() });
const outcome = z.object({ seconds: z.number(), bad: z.number() });

interface Cost {
  /** Microseconds of CPU per request. */
  readonly cpu: number;
  /** Requests per second. */
  readonly rate: number;
}

const measure = async (server: Child, load: Child, kind: Kind, count: number): Promise<Cost> => {
  const before = usage.parse(await server.ask({}));
  const { seconds, bad } = outcome.parse(await load.ask({ ...hello.parse(server.hello), kind, count, connections }));
  const after = usage.parse(await server.ask({}));
  if (bad > 0) throw new Error(`${bad} of ${count} answers to ${kind} were wrong`);
  return { cpu: (after.cpu - before.cpu) / count, rate: count / seconds };
};

/** One round: the baseline's cost and ours. */
interface Pair {
  readonly bare: Cost;
  readonly ours: Cost;
}

const compare = async (bare: Child, ours: Child, load: Child, kind: Kind): Promise<readonly Pair[]> => {
  for (const server of [bare, ours]) {
    // Somebody must be there to be asked for.
    if (kind === "get") await measure(server, load, "autoCreate", 2000);
    await measure(server, load, kind, 10_000);
  }
  const pairs: Pair[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // Whoever goes first changes from round to round.
    const first = round % 2 === 0 ? await measure(bare, load, kind, requests) : undefined;
    const mine = await measure(ours, load, kind, requests);
    pairs.push({ bare: first ?? (await measure(bare, load, kind, requests)), ours: mine });
  }
  return pairs;
};

const micros = (costs: readonly Cost[]): string => `${median(costs.map(({ cpu }) => cpu)).toFixed(1)} us`;

const toFigures = (kind: Kind, pairs: readonly Pair[], isDurable: boolean): Figure[] => {
  const name = (kind === "get" ? "GET /users/{id}" : `POST /users ${kind}`) + (isDurable ? ", data directory" : "");
  const cpu = pairs.map(({ bare, ours }) => bare.cpu / ours.cpu);
  const rate = pairs.map(({ bare, ours }) => ours.rate / bare.rate);
  const of = (who: keyof Pair): string => micros(pairs.map((pair) => pair[who]));
  const least = (who: keyof Pair): number => Math.min(...pairs.map((pair) => pair[who].cpu));
  return [
    {
      what: `${name}: bare CPU / our CPU`,
      value: median(cpu),
      unit: "x",
      ...(isDurable ? {} : { required: { atLeast: kind === "get" ? 0.8 : 0.75 } }),
      note: `${spread(cpu)}; median bare ${of("bare")}, ours ${of("ours")} a request; quietest round of each ${(least("bare") / least("ours")).toFixed(2)} x`,
    },
    { what: `${name}: our throughput / bare`, value: median(rate), unit: "x", note: spread(rate) },
  ];
};

const figures: Figure[] = [];
for (const isDurable of [false, true])
  for (const kind of kinds) {
    // Servers of its own for each kind: what an earlier one left in memory is not its cost.
    const directory = await mkdtemp(join(tmpdir(), "rollcall-bench-"));
    try {
      using bare = await startServer("bare.mjs");
      using ours = isDurable ? await startServer("emulator.mjs", "0", directory) : await startServer("emulator.mjs");
      using load = startLoad();
      figures.push(...toFigures(kind, await compare(bare, ours, load, kind), isDurable));
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }
publish(figures);
