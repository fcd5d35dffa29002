// A build must not carry files of deleted sources into the package.
import { rmSync } from "node:fs";

rmSync("dist", { recursive: true, force: true });
