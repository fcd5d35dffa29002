// `rollcall start` as installed, on a directory that holds the applied sample roster and 10,000 users more.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { z } from "zod";

import { median, publish, spread } from "./figure.ts";

const rounds = 7;
const users = 10_000;
const bin = fileURLToPath(new URL("../dist/cli/bin.js", import.meta.url));
const readyLine = z.object({ url: z.string(), api: z.string(), token: z.string(), pid: z.number() });

interface Ready {
  readonly server: z.infer<typeof readyLine>;
  /** Until the line that says so was read and a first GET /users was answered. */
  readonly seconds: number;
  readonly totalRecords: number;
  end(): Promise<void>;
}

const start = async (directory: string): Promise<Ready> => {
  const started = performance.now();
  const child = spawn(process.execPath, [bin, "start", "--data", directory, "--port", "0", "--json"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = once(child, "exit");
  // A bench that fails leaves no server behind.
  process.once("exit", () => child.kill());
  const lines = createInterface({ input: child.stdout });
  const printed: readonly unknown[] = await once(lines, "line");
  const server = readyLine.parse(JSON.parse(String(printed[0])));
  const answer = await fetch(`${server.api}/users`, { headers: { authorization: `Bearer ${server.token}` } });
  const { total_records } = z.object({ total_records: z.number() }).parse(await answer.json());
  const seconds = (performance.now() - started) / 1000;
  return {
    server,
    seconds,
    totalRecords: total_records,
    async end() {
      child.kill("SIGTERM");
      await ended;
    },
  };
};

const fill = async ({ url }: Ready["server"]): Promise<void> => {
  const people = Array.from({ length: users }, (_unused, at) => ({
    email: `jordan.walker${at}@acme.test`,
    first_name: "Jordan",
    last_name: `Walker ${at}`,
  }));
  const answer = await fetch(`${url}/_rollcall/seed`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ users: people }),
  });
  if (!answer.ok) throw new Error(`seeding: ${answer.status} ${(await answer.text()).slice(0, 200)}`);
};

const megabytes = (pid: number): number =>
  Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1024;

const directory = await mkdtemp(join(tmpdir(), "rollcall-bench-"));
try {
  const first = await start(directory);
  await fill(first.server);
  await first.end();
  const seconds: number[] = [];
  const memory: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const ready = await start(directory);
    if (ready.totalRecords < users) throw new Error(`only ${ready.totalRecords} users came back`);
    seconds.push(ready.seconds);
    await delay(500);
    memory.push(megabytes(ready.server.pid));
    await ready.end();
  }
  publish([
    {
      what: "ready, with a first list of users answered",
      value: median(seconds),
      unit: "s",
      required: { atMost: 2 },
      note: `${spread(seconds)}; ${first.seconds.toFixed(1)} s on the empty directory, sample roster planned and applied`,
    },
    {
      what: "idle memory (RSS)",
      value: median(memory),
      unit: "MB",
      required: { atMost: 250 },
      note: spread(memory, 0),
    },
  ]);
} finally {
  await rm(directory, { recursive: true, force: true });
}
