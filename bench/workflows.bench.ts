// Runs of a workflow of two HTTP steps: `rollcall start` as installed, called at its trigger's URL, beside the bare engine, on SQLite and on PostgreSQL.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { z } from "zod";

import { startPostgres } from "../scripts/postgres.ts";
import { startServer } from "./child.ts";
import { type Figure, median, publish, spread } from "./figure.ts";

const rounds = 7;
const warmUps = 2;
const runsPerRound = 300;
const callers = 16;
/** As many runs at a time as `rollcall start` has. */
const concurrency = "20";
const bin = fileURLToPath(new URL("../dist/cli/bin.js", import.meta.url));

const readyLine = z.object({ url: z.string(), pid: z.number() });
const deployed = z.looseObject({ url: z.string() });
const accepted = z.looseObject({ run: z.string() });
const settled = z.looseObject({ finishedAt: z.unknown().optional() });
const outcome = z.object({ seconds: z.number(), rss: z.number() });

const listen = async (): Promise<{ readonly url: string; close(): void }> => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end('{"ok":true}');
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
};

interface Round {
  readonly seconds: number;
  readonly rss: number;
  /** Milliseconds from a call of the trigger to its 202. */
  readonly accepts: readonly number[];
}

interface Product {
  round(count: number): Promise<Round>;
  end(): Promise<void>;
}

const residentBytes = (pid: number): number =>
  1024 * Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? Number.NaN);

const definition = (target: string): string => `
name: two-calls
trigger: { http: { answer: immediate } }
steps:
  - { name: first, type: http, with: { method: GET, url: "${target}" } }
  - { name: second, type: http, with: { method: GET, url: "${target}" } }
`;

const startProduct = async (directory: string, target: string, env: NodeJS.ProcessEnv): Promise<Product> => {
  const all = { ...process.env, ...env, ROLLCALL_ALLOW_HOSTS: new URL(target).host };
  const child = spawn(process.execPath, [bin, "start", "--data", directory, "--port", "0", "--json", "--empty"], {
    stdio: ["ignore", "pipe", "ignore"],
    env: all,
  });
  const ended = once(child, "exit");
  // A bench that fails leaves no server behind.
  process.once("exit", () => child.kill());
  const printed: readonly unknown[] = await once(createInterface({ input: child.stdout }), "line");
  const { url, pid } = readyLine.parse(JSON.parse(String(printed[0])));
  const file = join(directory, "two-calls.yaml");
  await writeFile(file, definition(target));
  const text = execFileSync(process.execPath, [bin, "workflow", "deploy", file, "--data", directory, "--json"], {
    encoding: "utf8",
    env: all,
  });
  const trigger = deployed.parse(JSON.parse(text)).url;

  const finish = async (run: string): Promise<void> => {
    for (;;) {
      const response = await fetch(`${url}/api/runs/${run}/settled?wait_ms=20000`);
      if (settled.parse(await response.json()).finishedAt !== undefined) return;
    }
  };
  return {
    async round(count) {
      const accepts: number[] = [];
      const runs: string[] = [];
      const caller = async (): Promise<void> => {
        while (accepts.length < count) {
          const at = accepts.push(0) - 1;
          const begun = performance.now();
          const response = await fetch(trigger, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ at }),
          });
          const { run } = accepted.parse(await response.json());
          accepts[at] = performance.now() - begun;
          if (response.status !== 202) throw new Error(`the trigger answered ${response.status}`);
          runs.push(run);
        }
      };
      const begun = performance.now();
      await Promise.all(Array.from({ length: callers }, caller));
      // From the last: whoever waits for the first keeps waiting, and the server busy with it.
      for (const run of runs.toReversed()) await finish(run);
      return { seconds: (performance.now() - begun) / 1000, rss: residentBytes(pid), accepts };
    },
    async end() {
      child.kill();
      await ended;
    },
  };
};

const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

const rate = (all: readonly { readonly seconds: number }[]): string =>
  median(all.map(({ seconds }) => runsPerRound / seconds)).toFixed(0);

const megabytes = (all: readonly { readonly rss: number }[]): number =>
  Math.max(...all.map(({ rss }) => rss)) / 2 ** 20;

const compare = async (where: string, ours: NodeJS.ProcessEnv, theirs: NodeJS.ProcessEnv): Promise<Figure[]> => {
  const directory = await mkdtemp(join(tmpdir(), "rollcall-bench-"));
  const target = await listen();
  const product = await startProduct(directory, target.url, ours);
  const before = process.env["DATABASE_URL"];
  if (theirs["DATABASE_URL"] !== undefined) process.env["DATABASE_URL"] = theirs["DATABASE_URL"];
  using bare = await startServer("openworkflow.mjs", target.url, concurrency, join(directory, "bare.db"));
  if (before === undefined) delete process.env["DATABASE_URL"];
  const [own, their, accepts]: [Round[], z.infer<typeof outcome>[], number[]] = [[], [], []];
  for (let round = -warmUps; round < rounds; round += 1) {
    const first = outcome.parse(await bare.ask({ count: runsPerRound }));
    const second = await product.round(runsPerRound);
    if (round < 0) continue;
    their.push(first);
    own.push(second);
    accepts.push(...second.accepts);
  }
  await product.end();
  target.close();
  await rm(directory, { recursive: true });
  const ratios = own.map(({ seconds }, at) => (their[at]?.seconds ?? Number.NaN) / seconds);
  return [
    {
      what: `${where}: runs a second / bare OpenWorkflow's`,
      value: median(ratios),
      unit: "x",
      required: { atLeast: 0.8 },
      note: `${spread(ratios)} of ${runsPerRound} runs; ${rate(own)} and ${rate(their)} runs a second`,
    },
    {
      what: `${where}: a trigger's call until its 202, 99 of 100`,
      value: percentile(accepts, 0.99),
      unit: "ms",
      note: `${callers} callers at once while runs are at work; median ${percentile(accepts, 0.5).toFixed(1)} ms`,
    },
    {
      what: `${where}: memory (RSS) of the server after ${(rounds + warmUps) * runsPerRound} runs`,
      value: megabytes(own),
      unit: "MB",
      note: `the bare engine's process: ${megabytes(their).toFixed(0)} MB`,
    },
  ];
};

const figures = await compare("SQLite", {}, {});
const [ours, theirs] = [await startPostgres(), await startPostgres()];
if (ours === undefined || theirs === undefined) console.log("PostgreSQL is not installed: not measured");
else figures.push(...(await compare("PostgreSQL", { DATABASE_URL: ours.url }, { DATABASE_URL: theirs.url })));
await ours?.stop();
await theirs?.stop();
publish(figures);
