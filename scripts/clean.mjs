// A build must not carry files of deleted sources into the package. The console's build cleans its own folder, and a
// running server or test may be serving from it.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

for (const name of existsSync("dist") ? readdirSync("dist") : [])
  if (name !== "ui") rmSync(join("dist", name), { recursive: true, force: true });
