// Ten thousand accounts in one process, each with users of its own: memory, and whether the last is made as fast as the first.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { createEmulator } from "#emulator";

import { publish } from "./figure.ts";

const accounts = 10_000;
const users = 5;
const batches = 10;

setFlagsFromString("--expose-gc");
const collect: unknown = runInNewContext("gc");

const megabytes = (): number => {
  if (typeof collect !== "function") throw new TypeError("no gc()");
  Reflect.apply(collect, undefined, []);
  return process.memoryUsage.rss() / 2 ** 20;
};

await using emulator = await createEmulator({ account: false });
const started = megabytes();
const batch = accounts / batches;
const seconds: number[] = [];
const tokens: string[] = [];
for (let made = 0; made < accounts; made += batch) {
  const before = process.cpuUsage();
  for (let number = made; number < made + batch; number += 1) {
    const people = Array.from({ length: users }, (_unused, at) => ({ email: `user${at}@acme.test`, type: 1 }));
    tokens.push(emulator.addAccount({ preset: "business", users: people }).token);
  }
  const { user, system } = process.cpuUsage(before);
  seconds.push((user + system) / 1e6);
}
const filled = megabytes();

/** Every account answers with its own people only. */
for (const token of tokens) {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await emulator.dispatch({
    method: "GET",
    path: "/v2/users",
    query: "",
    headers,
    body: new Uint8Array(0),
  });
  const found = /"total_records":(\d+)/.exec(String(answer.body))?.[1];
  if (answer.status !== 200 || Number(found) !== users + 1) throw new Error(`${answer.status}, ${found} users`);
}

publish([
  {
    what: `memory of ${accounts.toLocaleString("en")} accounts with ${users + 1} users each`,
    value: filled - started,
    unit: "MB",
    required: { atMost: 250 },
    note: `RSS after a collection; ${started.toFixed(0)} MB before; ${(((filled - started) * 1024) / accounts).toFixed(1)} KB an account`,
  },
  {
    what: `making them: slowest ${batch} against the second ${batch}`,
    value: Math.max(...seconds.slice(1)) / (seconds[1] ?? Number.NaN),
    unit: "x",
    required: { atMost: 4 },
    note: `CPU seconds of each: ${seconds.map((one) => one.toFixed(2)).join(", ")}`,
  },
]);
