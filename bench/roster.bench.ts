// People files against the in-process emulator (kept in a directory, limits off): planning, applying, planning again.
import { openRehearsal, sourceOf } from "../test/journeys/rehearsal.ts";
import { publish } from "./figure.ts";

const planned = 10_000;
const applied = 10_000;

const people = (count: number): string =>
  [
    "email,first_name,last_name,department",
    ...Array.from({ length: count }, (_unused, at) => `jordan.walker${at}@acme.test,Jordan,Walker ${at},Sales`),
    "",
  ].join("\n");

interface Spent {
  readonly cpu: number;
  readonly wall: number;
}

const spend = async (work: () => Promise<void>): Promise<Spent> => {
  const [before, started] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1e6, wall: (performance.now() - started) / 1000 };
};

const peak = (): number => process.resourceUsage().maxRSS / 1024;

await using rehearsal = await openRehearsal({
  account: { preset: "business", switches: { limits: "off" } },
});
const { roster } = rehearsal;
const before = peak();
const source = sourceOf(people(planned), "plan.csv");
const plan = await spend(async () => {
  const { counts } = await roster.plan(source, "emulator");
  if (counts.create !== planned) throw new Error(`planned ${JSON.stringify(counts)}`);
});
const afterPlan = peak();
const apply = await spend(async () => {
  const { job } = await rehearsal.apply(people(applied));
  if (job.counts.created !== applied) throw new Error(`applied ${JSON.stringify(job.counts)}`);
});
const again = await spend(async () => {
  await roster.plan(source, "emulator");
});

publish([
  {
    what: `plan of ${planned} rows, empty account`,
    value: plan.cpu,
    unit: "s CPU",
    required: { atMost: 5 },
    note: `${plan.wall.toFixed(1)} s by the clock`,
  },
  {
    what: `plan of ${planned} rows, ${applied} of them there already`,
    value: again.cpu,
    unit: "s CPU",
    required: { atMost: 5 },
    note: `${again.wall.toFixed(1)} s by the clock`,
  },
  {
    what: "memory of planning (peak RSS of the process, emulator and source loader in it)",
    value: afterPlan,
    unit: "MB",
    required: { atMost: 300 },
    note: `${before.toFixed(0)} MB before the plan`,
  },
  {
    what: `apply of ${applied} rows`,
    value: applied / apply.wall,
    unit: "rows/s",
    note: `${((apply.cpu / applied) * 1000).toFixed(2)} ms CPU a row, emulator's share included; peak RSS ${peak().toFixed(0)} MB`,
  },
]);
