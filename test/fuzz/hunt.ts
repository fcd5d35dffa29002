import { operations } from "#zoom";
import { mkdtempSync, rmSync } from "node:fs";
import { createRandom } from "./random.ts";
import { runSession } from "./run-session.ts";
import { newTally, openSession } from "./session.ts";
const [from, to] = process.argv.slice(2).map(Number);
const tally = newTally();
const show = (e: any, d = 0): string => (e === undefined ? "" : `${" ".repeat(d)}${String(e.message ?? e).slice(0, d === 0 ? 100 : 2500)}\n${e.cause ? show(e.cause, d + 2) : String(e.stack).split("\n").filter((l: string) => l.includes("src/")).slice(0, 4).join("\n")}`);
const seen = new Map<string, number>();
for (let n = from!; n < to!; n += 1) {
  const dir = n % 2 === 1 ? mkdtempSync("/tmp/fz-") : undefined;
  try { await runSession(await openSession(createRandom(n), tally, dir), dir); } catch (e) {
    const text = show(e);
    const key = text.split("\n").slice(1).join("\n").slice(0, 60);
    seen.set(key, (seen.get(key) ?? 0) + 1);
    if (seen.get(key)! <= 2) console.log("=== seed", n, text);
  }
  if (dir) rmSync(dir, { recursive: true, force: true });
}
console.log(tally.requests, [...tally.statuses].sort(), tally.succeeded.size, operations.filter((o) => !tally.succeeded.has(o.id)).map((o)=>o.id), tally.slowestMs, tally.slowest, seen.size);
