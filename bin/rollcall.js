#!/usr/bin/env node
// Plain old JavaScript on purpose: any Node must be able to parse it and say what is wrong.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const [major, minor] = process.versions.node.split(".").map(Number);
const runsDist = major > 22 || (major === 22 && minor >= 18);
const inClone = existsSync(here("../src/cli/bin.ts"));
const ownNode = here("../node_modules/node/bin/node" + (process.platform === "win32" ? ".exe" : ""));

if (inClone && (major >= 24 || existsSync(ownNode))) {
  // In a clone: run the source, on the Node that the repository brings.
  const node = existsSync(ownNode) ? ownNode : process.execPath;
  const child = spawn(node, ["--conditions=rollcall-source", here("../src/cli/bin.ts"), ...process.argv.slice(2)], {
    stdio: ["inherit", "inherit", "inherit", "ipc"], // the channel closes when we die, even by SIGKILL
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    } else process.exitCode = code ?? 1;
  });
} else if (runsDist && existsSync(here("../dist/cli/bin.js"))) {
  await import("../dist/cli/bin.js");
} else {
  process.stderr.write(
    `rollcall needs Node >= 22.18 and this is ${process.version}: install a newer Node` +
      (inClone ? ", or run `npm ci` here: it brings one.\n" : ".\n"),
  );
  process.exitCode = 78;
}
