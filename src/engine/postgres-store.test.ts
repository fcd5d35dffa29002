import { randomBytes } from "node:crypto";
import { test } from "node:test";

import { describeEngine } from "./engine-suite.test.ts";
import { openEngine } from "./open-engine.ts";

const url = process.env["ROLLCALL_TEST_POSTGRES"];
const rethrow = (error: unknown): void => {
  throw error;
};

if (url === undefined)
  test(
    "postgres: the engine's suite",
    { skip: "PostgreSQL is not installed (Debian: postgresql), or not started by npm test" },
    () => undefined,
  );
else
  describeEngine(
    "postgres",
    (name, { concurrency = 10 } = {}) => openEngine({ postgres: url, name, concurrency, onError: rethrow }),
    () => `test_${randomBytes(6).toString("hex")}`,
  );
