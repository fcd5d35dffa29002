// A server in a process of its own that only SIGKILL ends, and what its emulator saw of the runs.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

import { openHouse } from "#server";

import { cliArgs } from "../cli-args.ts";

const readySchema = z.looseObject({ url: z.string(), token: z.string().default("") });

export interface KillableServer {
  readonly url: string;
  /** Of its demo account's owner; empty for a worker. */
  readonly token: string;
  readonly kill: () => Promise<void>;
}

const spawnCli = (args: readonly string[], env: Readonly<Record<string, string>>) =>
  spawn(process.execPath, [...cliArgs, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });

/** Starts `rollcall …` and waits for its first line of JSON. */
export const startKillable = async (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<KillableServer> => {
  const child = spawnCli([...args, "--json"], env);
  const ready = Promise.withResolvers<string>();
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => {
      resolve();
      ready.reject(new Error("ended before it was ready"));
    });
  });
  ready.promise.catch(() => undefined);
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk.toString();
    if (text.includes("\n")) ready.resolve(text);
  });
  const { url, token } = readySchema.parse(JSON.parse(await ready.promise));
  return {
    url,
    token,
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
};

/** How often each address was invited by the emulator of a data directory that nobody holds. */
export const invitations = async (directory: string): Promise<ReadonlyMap<string, number>> => {
  await using house = await openHouse({ directory, command: "kill test", env: {} });
  const answer = await house.emulator.fetch("http://zoom.invalid/_rollcall/inbox?limit=1000");
  const { mails } = z.object({ mails: z.array(z.looseObject({ to: z.string() })) }).parse(await answer.json());
  const counts = new Map<string, number>();
  for (const { to } of mails) counts.set(to, (counts.get(to) ?? 0) + 1);
  return counts;
};

/** The URL of the template, deployed into a directory that nobody holds, without its server's address. */
export const deployTemplate = async (
  directory: string,
  text = readFileSync(join("examples", "workflows", "zoom-create-user.yaml"), "utf8"),
): Promise<string> => {
  await using house = await openHouse({ directory, command: "kill test", env: {} });
  const accounts = await house.emulator.fetch("http://zoom.invalid/_rollcall/accounts");
  const [account] = z.array(z.looseObject({ account_id: z.string() })).parse(await accounts.json());
  const headers = { "content-type": "application/json" };
  await house.emulator.fetch(`http://zoom.invalid/_rollcall/accounts/${account?.account_id ?? ""}`, {
    method: "PATCH",
    headers,
    body: JSON.stringify({ switches: { limits: "off" } }),
  });
  // Answers that are lost make it harder: the user is there, and nobody was told.
  const fault = { operation: "userCreate", every: 5, effect: { kind: "drop", after: true } };
  await house.emulator.fetch("http://zoom.invalid/_rollcall/faults", {
    method: "POST",
    headers,
    body: JSON.stringify(fault),
  });
  const workflows = await house.workflows();
  return (await workflows.deploy({ name: "template.yaml", text })).path ?? "";
};

const runsSchema = z.array(z.looseObject({ id: z.string(), state: z.string() }));

/** Waits until every run of a server is over; the state of each by its id. */
export const settleAll = async (url: string, timeoutMs: number): Promise<ReadonlyMap<string, string>> => {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await fetch(`${url}/api/runs?limit=500`);
    const runs = runsSchema.parse(await answer.json());
    const open = runs.filter(({ state }) => !["completed", "failed", "canceled"].includes(state));
    if (open.length === 0 || Date.now() > deadline) return new Map(runs.map(({ id, state }) => [id, state]));
    await new Promise((resolve) => {
      setTimeout(resolve, 200);
    });
  }
};
