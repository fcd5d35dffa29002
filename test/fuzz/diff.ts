import { createRandom } from "./random.ts";
import { newTally, openSession, optionsFor, step, check } from "./session.ts";
import { createEmulator } from "#emulator";
import { bodyText, exactJson } from "#base";
const s = await openSession(createRandom(Number(process.argv[2])), newTally());
for (let i = 0; i < 1250; i++) { await step(s); if ((i + 1) % 250 === 0) await check(s); }
const snap = await check(s);
const other = await createEmulator(optionsFor(s.clock, { account: false }));
const a = await other.dispatch({ method: "PUT", path: "/_rollcall/snapshot", query: "", headers: { "content-type": "application/json" }, body: new TextEncoder().encode(snap), inProcess: true });
console.log(a.status, bodyText(a.body).slice(0, 300));
const again = await check({ ...s, emulator: other });
const A: any = exactJson.parse(snap), B: any = exactJson.parse(again);
for (const k of Object.keys(A.records)) { if (k === "delivery") continue; const x = A.records[k], y = B.records[k]; if (x.length !== y.length) console.log(k, x.length, y.length); for (let i = 0; i < x.length; i++) { const p = exactJson.stringify(x[i]), q = exactJson.stringify(y[i]); if (p !== q) { let j = 0; while (p[j] === q[j]) j++; console.log(k, i, p.slice(Math.max(0, j - 80), j + 100), "|||", q.slice(Math.max(0, j - 80), j + 100)); break; } } }
