// The engine by itself, with its own worker: a workflow of two steps, each a GET of a URL. Each message {count} is one round.
import { OpenWorkflow } from "openworkflow";
import { BackendPostgres } from "openworkflow/postgres";
import { BackendSqlite } from "openworkflow/sqlite";

const [target = "", concurrency = "", path = ""] = process.argv.slice(2);
const postgres = process.env.DATABASE_URL;
const backend = postgres === undefined ? BackendSqlite.connect(path) : await BackendPostgres.connect(postgres);
const client = new OpenWorkflow({ backend });

let left = 0;
let over = () => {};
const call = async () => {
  const response = await fetch(target);
  return { status: response.status, body: await response.json() };
};
const workflow = client.defineWorkflow({ name: "two-calls" }, async ({ step }) => {
  await step.run({ name: "first" }, call);
  await step.run({ name: "second" }, call);
  left -= 1;
  if (left === 0) over();
});
await client.newWorker({ concurrency: Number(concurrency) }).start();

process.on("message", async ({ count }) => {
  const { promise, resolve } = Promise.withResolvers();
  left = count;
  over = resolve;
  const begun = performance.now();
  for (let started = 0; started < count; started += 16)
    await Promise.all(Array.from({ length: Math.min(16, count - started) }, () => workflow.run({ started })));
  await promise;
  process.send({ seconds: (performance.now() - begun) / 1000, rss: process.memoryUsage.rss() });
});
process.on("disconnect", () => process.exit());
process.send("ready");
