// npm runs this after `npm ci` in a clone and before packing. Without dev dependencies there is nothing to build with.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

if (existsSync("node_modules/typescript")) {
  process.exitCode = spawnSync("npm run --silent build", { stdio: "inherit", shell: true }).status ?? 1;
}
