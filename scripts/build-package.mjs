// Builds what is published into dist (or `--out <folder>`): declarations by tsc (not with `--code-only`), and the code as a few
// large files. A file for each module would cost a bare emulator three times the CPU of its start and a third of its memory
// (bench: start). One bundle with several doors, not one for each: errors and other classes are the same behind all of them.
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

import { build } from "esbuild";

const { out, "code-only": codeOnly } = parseArgs({
  options: { out: { type: "string", default: "dist" }, "code-only": { type: "boolean", default: false } },
}).values;

if (!codeOnly) {
  const tsc = ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json", "--outDir", out];
  if (spawnSync(process.execPath, tsc, { stdio: "inherit" }).status !== 0) process.exit(1);
}

await build({
  // The doors of package.json, what bin/ starts, and what is started as a worker.
  entryPoints: [
    "src/index.ts",
    "src/client/index.ts",
    "src/emulator/index.ts",
    "src/cli/bin.ts",
    "src/sandbox/worker.ts",
  ],
  outbase: "src",
  outdir: out,
  // As deep as the rooms of src: files of the package are `../../<file>` from both.
  chunkNames: "chunks/[name]-[hash]",
  bundle: true,
  splitting: true,
  conditions: ["rollcall-source"],
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node22.18",
  legalComments: "none",
  logLevel: "warning",
});
