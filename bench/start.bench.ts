// CPU until the first answer, and memory when idle, of a built emulator alone against bare node:http.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { z } from "zod";

import { type Figure, median, publish, spread } from "./figure.ts";

const rounds = 15;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new TypeError("no port");
  return address.port;
};

/** Asks over a raw socket until somebody listens; resolves with the first bytes of the answer. */
const firstAnswer = async (port: number): Promise<string> => {
  for (;;) {
    const socket = connect(port, "127.0.0.1");
    socket.setEncoding("latin1");
    try {
      await once(socket, "connect");
      socket.write("GET /v2/users/none HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
      const heard: readonly unknown[] = await once(socket, "data");
      return String(heard[0]);
    } catch {
      await delay(5);
    } finally {
      socket.destroy();
    }
  }
};

const usage = z.object({ cpu: z.number(), rss: z.number() });
type Usage = z.infer<typeof usage>;

const startOnce = async (name: string): Promise<Usage> => {
  const port = await freePort();
  const file = fileURLToPath(new URL(`children/${name}.mjs`, import.meta.url));
  const child = spawn(process.execPath, [file, String(port)], { stdio: ["ignore", "pipe", "inherit"] });
  const printed = text(child.stdout);
  const answer = await firstAnswer(port);
  if (!answer.startsWith("HTTP/1.1 4")) throw new Error(`${name} answered ${answer.slice(0, 40)}`);
  child.kill("SIGUSR2");
  await delay(400);
  child.kill("SIGTERM");
  return usage.parse(JSON.parse(await printed));
};

const bare: Usage[] = [];
const ours: Usage[] = [];
for (let round = 0; round < rounds; round += 1) {
  if (round % 2 === 0) bare.push(await startOnce("bare"));
  ours.push(await startOnce("emulator"));
  if (round % 2 === 1) bare.push(await startOnce("bare"));
}

const toFigure = (what: string, part: keyof Usage, atMost: number, shown: (value: number) => string): Figure => {
  const ratios = ours.map((one, at) => one[part] / (bare[at]?.[part] ?? Number.NaN));
  const of = (all: readonly Usage[]): string => shown(median(all.map((one) => one[part])));
  return {
    what,
    value: median(ratios),
    unit: "x",
    required: { atMost },
    note: `${spread(ratios)}; bare ${of(bare)}, ours ${of(ours)}`,
  };
};

publish([
  toFigure("CPU until the first answer: ours / bare", "cpu", 1.5, (cpu) => `${(cpu / 1000).toFixed(0)} ms`),
  toFigure("idle memory (RSS): ours / bare", "rss", 1.3, (rss) => `${(rss / 2 ** 20).toFixed(0)} MB`),
]);
