// The console: CPU until the catalog is there, a search over an imported collection, and what a browser loads.
import { execFile } from "node:child_process";
import { existsSync, globSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

import { z } from "zod";

import { startServer } from "#server";

import { bigCollection } from "../test/journeys/catalog-documents.ts";
import { type Figure, median, publish, spread } from "./figure.ts";

const rounds = 7;
const requests = 300;
const built = "dist/ui";

const page = join(built, "index.html");
if (!existsSync(page)) throw new Error("the console is not built: npm run build");

/** As they travel: compressed. */
const kilobytes = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0) / 1024;

const sizes = (): readonly Figure[] => {
  const html = readFileSync(page, "utf8");
  const named = [...html.matchAll(/(?:src|href)="[^"]*\/([^"/]+\.(?:js|css))"/g)].map(([, name = ""]) =>
    join(built, name),
  );
  // What those import at once comes with them.
  const first = new Set([page, ...named]);
  for (const file of first)
    for (const [, name = ""] of readFileSync(file, "utf8").matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
      first.add(join(built, name));
  return [
    { what: "first load, gzip", value: kilobytes([...first]), unit: "KB", required: { atMost: 60 } },
    { what: "whole console, gzip", value: kilobytes(globSync(`${built}/*`)), unit: "KB", required: { atMost: 300 } },
  ];
};

const run = promisify(execFile);

/** Measured by a browser in a process of its own, milliseconds of CPU. */
const firstPaints = async (url: string): Promise<readonly number[]> => {
  const { stdout } = await run(process.execPath, [
    ...process.execArgv,
    "test/browser/first-paint.ts",
    url,
    String(rounds),
  ]);
  return z.array(z.number()).min(1).parse(JSON.parse(stdout));
};

const words = ["create users", "1005", "invite", "meeting 42", "settings"];

/** Milliseconds from the question to the answer, over HTTP as the page asks. */
const searches = async (url: string): Promise<readonly number[]> => {
  const measured: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    for (const word of words) {
      const begun = performance.now();
      const answer = await fetch(`${url}/api/operations?q=${encodeURIComponent(word)}`);
      await answer.text();
      measured.push(performance.now() - begun);
    }
  return measured;
};

await using server = await startServer({
  directory: join(mkdtempSync(join(tmpdir(), "rollcall-bench-console-")), "data"),
  host: "127.0.0.1",
  port: 0,
  env: {},
  log: ({ level, fields }) => {
    if (level === "error") throw new Error(String(fields["message"]));
  },
});
const painted = await firstPaints(server.url);
const imported = await fetch(`${server.url}/api/apis`, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ sources: [{ name: "big.json", text: bigCollection(requests) }], name: "Big" }),
});
if (!imported.ok) throw new Error(await imported.text());
const searched = await searches(server.url);
const [first = Number.NaN] = searched;

publish([
  {
    what: "first meaningful paint: the page's own CPU until the catalog is listed",
    value: median(painted),
    unit: "ms CPU",
    required: { atMost: 500 },
    note: spread(painted, 0),
  },
  {
    what: `search over a collection of ${requests} requests and Zoom's own, question to answer`,
    value: median(searched),
    unit: "ms",
    required: { atMost: 50 },
    note: spread(searched, 1),
  },
  { what: "the first search after the import", value: first, unit: "ms", required: { atMost: 50 } },
  ...sizes(),
]);
