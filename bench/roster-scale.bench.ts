// Large accounts and files: a plan against 10,000 users, files of 100,000 rows and of 100 MB, and how much of the rate
// that is published an apply uses without one 429.
import { setTimeout as sleep } from "node:timers/promises";

import { openRehearsal, sourceOf } from "../test/journeys/rehearsal.ts";
import { type Figure, publish } from "./figure.ts";
import { type Planned, planLarge } from "./large-people-file.ts";

const users = 10_000;
const rows = 100_000;
/** Long enough for a steady state at 30 calls a second. */
const paced = 450;

const peak = (): number => process.resourceUsage().maxRSS / 1024;

const spend = async (work: () => Promise<void>): Promise<{ readonly cpu: number; readonly wall: number }> => {
  const [before, started] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1e6, wall: (performance.now() - started) / 1000 };
};

const csv = (count: number, mark: string): string =>
  [
    "email,first_name,last_name,department",
    ...Array.from({ length: count }, (_unused, at) => `person${at}@acme.test,Jordan,${mark} ${at},Sales`),
    "",
  ].join("\n");

/** A mixed plan: half of the people are changed, a tenth is new, a tenth has left. */
const mixed = async (): Promise<{ readonly cpu: number; readonly wall: number }> => {
  const seeds = Array.from({ length: users }, (_unused, at) => ({
    email: `person${at}@acme.test`,
    firstName: "Jordan",
    lastName: at % 2 === 0 ? `Walker ${at}` : `Other ${at}`,
    profile: { dept: "Sales" },
  }));
  await using rehearsal = await openRehearsal({
    account: { preset: "business", switches: { limits: "off" }, users: seeds },
  });
  const lines = csv(users, "Walker").split("\n");
  const file = [
    ...lines.slice(0, users - 999),
    ...Array.from({ length: 1000 }, (_unused, at) => `new${at}@acme.test,Jordan,New ${at},IT`),
    "",
  ];
  const source = sourceOf(file.join("\n"), "plan.csv");
  return await spend(async () => {
    const { counts } = await rehearsal.roster.plan(source, "emulator", { leavers: "deactivate" });
    if (counts.create !== 1000 || counts.update !== 4500 || counts.deactivate !== 1000)
      throw new Error(JSON.stringify(counts));
  });
};

const afterMixed = await mixed();
const planPeak = peak();

const large = async (): Promise<{ readonly cpu: number; readonly wall: number }> => {
  await using rehearsal = await openRehearsal({ account: { preset: "business", switches: { limits: "off" } } });
  const source = sourceOf(csv(rows, "Walker"), "large.csv");
  return await spend(async () => {
    const { counts } = await rehearsal.roster.plan(source, "emulator");
    if (counts.create !== rows) throw new Error(JSON.stringify(counts));
  });
};

/** Calls a second in the middle of a limited apply, and how many 429s it met. */
const rate = async (): Promise<{ readonly share: number; readonly limited: number }> => {
  await using rehearsal = await openRehearsal({ limited: true });
  const { run } = await rehearsal.roster.apply(sourceOf(csv(paced, "Paced")), "emulator");
  const settledAt: { readonly at: number; readonly settled: number }[] = [];
  for (;;) {
    const job = await rehearsal.roster.settled(run, 1);
    const { created } = job.counts;
    settledAt.push({ at: performance.now(), settled: created });
    if (job.state !== "running") break;
    await sleep(20);
  }
  const from = settledAt.find(({ settled }) => settled >= paced * 0.15);
  const to = settledAt.find(({ settled }) => settled >= paced * 0.9);
  if (from === undefined || to === undefined) throw new Error("the run was too fast to be measured");
  const perSecond = ((to.settled - from.settled) / (to.at - from.at)) * 1000;
  const log = JSON.stringify(await rehearsal.control("GET", "/requests?limit=1000"));
  return { share: perSecond / 30, limited: log.split('"status":429').length - 1 };
};

const pace = await rate();
const file = await large();
const filePeak = peak();

const [wide] = await planLarge({ rows, unused: 40 }, [[]]);
const [tooMany, limited, chosen] = await planLarge({ rows: 1_000_000, unused: 3 }, [
  [],
  ["--limit", "1000"],
  ["--where", "last_name=Walker 999999"],
]);
if (tooMany?.code !== 2 || !tooMany.said.includes("more than 100,000 rows (line 100002)"))
  throw new Error(`a million rows: ${tooMany?.said}`);

const memoryOf = (what: string, planned: Planned | undefined, expected: RegExp): Figure => {
  if (planned?.code !== 0 || !expected.test(planned.said)) throw new Error(`${what}: ${planned?.said}`);
  const note = `${planned.seconds.toFixed(1)} s by the clock, Node and the emulator included`;
  return { what, value: planned.peak, unit: "MB", required: { atMost: 600 }, note };
};

publish([
  {
    what: `mixed plan of ${users} rows against an account of ${users} users`,
    value: afterMixed.cpu,
    unit: "s CPU",
    required: { atMost: 5 },
    note: `${afterMixed.wall.toFixed(1)} s by the clock, emulator's share included`,
  },
  {
    what: "memory of that plan (peak RSS, emulator and source loader in it)",
    value: planPeak,
    unit: "MB",
    required: { atMost: 300 },
  },
  {
    what: `plan of a file of ${rows} rows`,
    value: file.cpu,
    unit: "s CPU",
    note: `${file.wall.toFixed(1)} s by the clock`,
  },
  { what: "memory of that plan (peak RSS of the process)", value: filePeak, unit: "MB", required: { atMost: 600 } },
  memoryOf(`memory of \`rollcall plan\` of 100 MB in ${rows} rows (peak RSS)`, wide, /100,000 invites/),
  memoryOf("memory of `rollcall plan --limit 1000` of 120 MB in 1000000 rows", limited, /1,000 invites/),
  memoryOf("memory of `rollcall plan --where …` of that file", chosen, /1 invite/),
  {
    what: "share of the published 30 calls a second that an apply uses in steady state (Pro)",
    value: pace.share * 100,
    unit: "%",
    required: { atLeast: 90 },
  },
  { what: "429s met by that apply", value: pace.limited, unit: "answers", required: { atMost: 0 } },
]);
