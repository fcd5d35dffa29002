import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { z } from "zod";

import { openHouse } from "#server";

import { cliArgs } from "../cli-args.ts";

const rows = 500;

/** A data directory whose emulator loses every seventh answer to a POST and every eleventh to a look-up. */
export interface Trial extends AsyncDisposable {
  readonly directory: string;
  readonly file: string;
}

/** Opens a directory, calls the control plane of its emulator, and closes it. */
export const controlOf = async (
  directory: string,
  calls: readonly (readonly [string, string, unknown])[],
): Promise<void> => {
  await using house = await openHouse({ directory, command: "kill test", env: {} });
  for (const [method, path, body] of calls) {
    const answer = await house.emulator.fetch(`http://zoom.invalid/_rollcall${path}`, {
      method,
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  }
};

/** Id of the directory's emulated account. */
export const accountId = async (directory: string): Promise<string> => {
  await using house = await openHouse({ directory, command: "kill test", env: {} });
  return house.emulator.account.accountId;
};

export const openTrial = async (): Promise<Trial> => {
  const directory = mkdtempSync(join(tmpdir(), "rollcall-kill-"));
  const file = join(directory, "people.csv");
  const data = join(directory, "data");
  const lines = Array.from({ length: rows }, (_unused, n) => `person${n}@acme.test,Person,Number ${n}`);
  writeFileSync(file, `Email,First name,Last name\n${lines.join("\n")}\n`);
  const account = await accountId(data);
  await controlOf(data, [
    ["PATCH", `/accounts/${account}`, { switches: { limits: "off" } }],
    ["POST", "/faults", { operation: "userCreate", every: 7, effect: { kind: "drop", after: true } }],
    ["POST", "/faults", { operation: "user", every: 11, effect: { kind: "drop", after: true } }],
  ]);
  return {
    directory: data,
    file,
    async [Symbol.asyncDispose]() {
      rmSync(directory, { recursive: true, force: true });
    },
  };
};

export interface Ended {
  /** null when it was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the command line; `killAfterMs` ends it by SIGKILL unless it has ended by itself. */
export const runCli = async (args: readonly string[], killAfterMs?: number): Promise<Ended> => {
  const child = spawn(process.execPath, [...cliArgs, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => void child.once("close", resolve));
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfterMs);
  const code = await ended;
  clearTimeout(timer);
  return { code, stdout, stderr };
};

/** A server in a process of its own that only SIGKILL ends. */
export interface KillableServer {
  readonly url: string;
  kill(): Promise<void>;
}

/** Serves the trial's directory. */
export const startCli = async (directory: string): Promise<KillableServer> => {
  const child = spawn(process.execPath, [...cliArgs, "start", "--port", "0", "--data", directory, "--json"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const closed = new Promise<void>((resolve) => void child.once("close", () => resolve()));
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString()));
    child.once("close", (code) => reject(new Error(`start ended with ${code}`)));
  });
  return {
    url: readyLine.parse(JSON.parse(line)).url,
    async kill() {
      child.kill("SIGKILL");
      await closed;
    },
  };
};

const readyLine = z.object({ url: z.string() });
const jobList = z.array(z.object({ state: z.string(), settled: z.number() }));

/** Waits until the server's newest job has settled at least so many rows, or is over. */
export const waitForRows = async (url: string, count: number): Promise<void> => {
  for (;;) {
    const answer = await fetch(`${url}/api/jobs`);
    const [job] = jobList.parse(await answer.json());
    if (job !== undefined && (job.settled >= count || job.state !== "running")) return;
    await sleep(20);
  }
};

export interface Verdict {
  readonly users: number;
  readonly distinct: number;
  /** Activation mails: a second effective POST for one person would have sent a second. */
  readonly mails: number;
}

/** What the account holds when everything is over, the Owner and the demo's other users left out. */
export const inspect = async (directory: string): Promise<Verdict> => {
  await using house = await openHouse({ directory, command: "kill test", env: {} });
  const { client } = await house.accounts.open("emulator");
  const emails: string[] = [];
  for await (const user of client.users.all()) if (user.email.startsWith("person")) emails.push(user.email);
  const answer = await house.emulator.fetch("http://zoom.invalid/_rollcall/inbox?limit=1");
  const { total } = z.object({ total: z.number() }).parse(await answer.json());
  return { users: emails.length, distinct: new Set(emails).size, mails: total };
};

/** Repeatable chance: the seed is printed, so that a failure can be run again. */
export const chanceFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

export const rosterRows = rows;

type ControlCall = readonly [method: string, path: string, body: unknown];

/** A rule for every so many calls of an operation. */
export const fault = (operation: string, every: number, effect: object): ControlCall => [
  "POST",
  "/faults",
  { operation, every, effect },
];

/** Done, but the answer is lost. */
export const drop = { kind: "drop", after: true };

/** Who is there before a mixed plan: to be changed, to leave, and invited. */
export const seedOf = (names: Readonly<Record<"kept" | "away" | "open", readonly string[]>>): ControlCall => [
  "POST",
  "/seed",
  {
    users: [
      ...names.kept.map((email) => ({ email, first_name: "Old", last_name: "Person" })),
      ...names.away.map((email) => ({ email })),
      ...names.open.map((email) => ({ email, status: "pending" })),
    ],
  },
];
