// A million users in one account: resident memory, and whether making, listing and deleting them stays linear.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { z } from "zod";

import type { Answer } from "#base";
import { createEmulator } from "#emulator";

import { type Figure, publish } from "./figure.ts";
import { autoCreate } from "./people.ts";

const users = 1_000_000;
const batch = 100_000;
const pageSize = 2000;

// The heap's own flags stay as a user has them; this only lets a measurement collect garbage first.
setFlagsFromString("--expose-gc");
const collect: unknown = runInNewContext("gc");

const megabytes = (): number => {
  if (typeof collect !== "function") throw new TypeError("no gc()");
  Reflect.apply(collect, undefined, []);
  return process.memoryUsage.rss() / 2 ** 20;
};

const secondsOf = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
};

const none = new Uint8Array(0);
await using emulator = await createEmulator({
  account: { preset: "business", switches: { limits: "off" } },
});
const headers = { authorization: `Bearer ${emulator.account.token}`, "content-type": "application/json" };

const call = (method: string, path: string, query: string, body: Uint8Array, status: number): string => {
  const answer: Answer | Promise<Answer> = emulator.dispatch({ method, path, query, headers, body });
  if ("then" in answer || answer.status !== status) throw new Error(`${method} ${path}: not answered with ${status}`);
  return String(answer.body);
};

const started = megabytes();
const making: number[] = [];
for (let made = 0; made < users; made += batch)
  making.push(
    secondsOf(() => {
      for (let number = made; number < made + batch; number += 1)
        call("POST", "/v2/users", "", autoCreate(number), 201);
    }),
  );
const peak = process.resourceUsage().maxRSS / 1024;
const filled = megabytes();

const page = z.object({
  next_page_token: z.string(),
  users: z.array(z.object({ id: z.string(), role_id: z.string() })),
});

/** One page: its ids are added, the token of the next one is returned. */
const listPage = (token: string, ids: string[]): string => {
  const text = call("GET", "/v2/users", `page_size=${pageSize}&next_page_token=${token}`, none, 200);
  const parsed = page.parse(JSON.parse(text));
  for (const user of parsed.users) if (user.role_id !== "0") ids.push(user.id);
  return parsed.next_page_token;
};

const ids: string[] = [];
const tenths: number[] = [];
let token = "";
for (let listed = 0; listed < users; listed += batch)
  tenths.push(
    secondsOf(() => {
      for (let pages = 0; pages < batch / pageSize; pages += 1) token = listPage(token, ids);
    }),
  );
// The Owner makes it one user more than the full pages hold.
while (token !== "") token = listPage(token, ids);
if (ids.length !== users) throw new Error(`listed ${ids.length} users`);

/** From the front, with a look at the first page after each 2000, as a clean-up script does it. */
const deleting: number[] = [];
for (let gone = 0; gone < users; gone += batch)
  deleting.push(
    secondsOf(() => {
      for (let at = gone; at < gone + batch; at += 1) {
        call("DELETE", `/v2/users/${ids[at] ?? ""}`, "action=delete", none, 204);
        if (at % pageSize === 0) call("GET", "/v2/users", "page_size=30", none, 200);
      }
    }),
  );

/** Slowest of the batches against the first: about 1 when linear, 10 when quadratic. The first one also warms up. */
const toFigure = (what: string, seconds: readonly number[]): Figure => ({
  what: `${what}: slowest 100,000 against the second 100,000`,
  value: Math.max(...seconds.slice(1)) / (seconds[1] ?? Number.NaN),
  unit: "x",
  required: { atMost: 4 },
  note: `CPU seconds of each: ${seconds.map((one) => one.toFixed(1)).join(", ")}`,
});

publish([
  {
    what: `RSS with ${users.toLocaleString("en")} users`,
    value: filled,
    unit: "MB",
    required: { atMost: 1024 },
    note: `after a collection; ${started.toFixed(0)} MB before, ${peak.toFixed(0)} MB at most on the way`,
  },
  toFigure("making", making),
  toFigure(`listing in pages of ${pageSize}`, tenths),
  toFigure("deleting from the front", deleting),
]);
