// Several processes call one account of an emulator, as fast as their shared budget lets them; its log is what counts.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { text as readText } from "node:stream/consumers";

import { createEmulator, type Emulator } from "#emulator";
import type { Plan } from "#zoom";
import { z } from "zod";

import type { CallerTask } from "./shared-budget-caller.ts";

export interface Race extends Pick<CallerTask, "store" | "seconds" | "concurrency" | "what"> {
  readonly plan: Plan;
  readonly processes: number;
}

export interface RaceResult {
  readonly calls: number;
  readonly refused: number;
  readonly perSecond: number;
  /** The most calls that any stretch of one second holds, when they reach the emulator. */
  readonly busiest: number;
  /** The same when they leave: what the callers answer for. */
  readonly busiestLeaving: number;
  /** POST /users that were answered with 201, on the day that has most of them. */
  readonly createdInADay: number;
  /** For how long the emulator itself stood still at most, so that calls which came apart were met together. */
  readonly stoodStillMs: number;
}

const logSchema = z.array(
  z.object({
    at: z.iso.datetime().transform((at) => Date.parse(at)),
    status: z.number(),
    path: z.string(),
    method: z.string(),
  }),
);
type Log = z.infer<typeof logSchema>;

const logSize = 10_000;

/** A process that is ready to call; it ends with this one if not before. */
const startCaller = async (task: CallerTask) => {
  const child = spawn(process.execPath, ["--conditions=rollcall-source", "test/journeys/shared-budget-caller.ts"], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, ROLLCALL_CALLER: JSON.stringify(task) },
  });
  process.once("exit", () => child.kill());
  const ended = once(child, "exit").then(([code]) => Number(code));
  const early = await Promise.race([once(child.stdout, "data"), ended]);
  if (!Array.isArray(early)) throw new Error(`a caller ended with ${String(early)} before it began`);
  const rest = readText(child.stdout);
  return {
    start: () => child.stdin.write("go\n"),
    /** When its calls left. */
    async leftAt(): Promise<readonly number[]> {
      const code = await ended;
      if (code !== 0) throw new Error(`a caller ended with ${code}`);
      return z.array(z.number()).parse(JSON.parse(await rest));
    },
  };
};

/** @param times ascending */
const busiestOf = (times: readonly number[]): number => {
  let most = 0;
  let first = 0;
  for (const [index, time] of times.entries()) {
    while ((times[first] ?? time) <= time - 1000) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
};

const createdInADay = (log: Log): number => {
  const days = new Map<number, number>();
  for (const { at, method, status } of log) {
    const day = Math.floor(at / 86_400_000);
    if (method === "POST" && status === 201) days.set(day, (days.get(day) ?? 0) + 1);
  }
  return Math.max(0, ...days.values());
};

const readLog = async (emulator: Emulator): Promise<Log> => {
  const answer = await emulator.fetch(`http://emulator.invalid/_rollcall/requests?limit=${logSize}`);
  return logSchema
    .parse(await answer.json())
    .filter(({ path }) => path.startsWith("/v2/"))
    .toSorted((a, b) => a.at - b.at);
};

/** Runs the callers from a common start to their end. */
export const race = async ({ plan, processes, ...work }: Race): Promise<RaceResult> => {
  await using emulator = await createEmulator({
    account: { preset: plan, switches: { freeCreate: "allow" } },
    logSize,
  });
  await using serving = await emulator.listen();
  const { accountId, clientId, clientSecret } = emulator.account;
  const task: CallerTask = {
    ...work,
    entry: {
      name: "acme",
      kind: "zoom",
      plan,
      base_url: `${serving.url}/v2`,
      account_id: accountId,
      client_id: clientId,
      client_secret: { env: "SECRET" },
    },
    secret: clientSecret,
  };
  const callers = await Promise.all(Array.from({ length: processes }, () => startCaller(task)));
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  for (const caller of callers) caller.start();
  const left = await Promise.all(callers.map((caller) => caller.leftAt()));
  delay.disable();
  // Without the first call of each, which came before the start.
  const log = (await readLog(emulator)).slice(processes);
  const times = log.map(({ at }) => at);
  const spanMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return {
    calls: log.length,
    refused: log.filter(({ status }) => status === 429).length,
    perSecond: ((log.length - 1) * 1000) / spanMs,
    busiest: busiestOf(times),
    busiestLeaving: busiestOf(left.flat().toSorted((a, b) => a - b)),
    createdInADay: createdInADay(log),
    stoodStillMs: delay.max / 1e6,
  };
};
