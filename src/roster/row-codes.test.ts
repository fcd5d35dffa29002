import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { rowCodes } from "./row-codes.ts";

/** Every snake_case code that stands in the sources of this room as a reason's code. */
const written = (): Set<string> => {
  const files = globSync("**/*.ts", { cwd: import.meta.dirname }).filter((file) => !/\.test\.ts$|row-codes/.test(file));
  const places =
    /(?:code: |code: \w+ === \w+ \? |failed\(\s*|blocked\(\s*|same\(\s*|unchanged\(\s*|notDone\(\s*|nothing\(\w+, [\w[\]]+, )"([a-z]+(?:_[a-z]+)+)"/g;
  return new Set(
    files.flatMap((file) =>
      [...readFileSync(`${import.meta.dirname}/${file}`, "utf8").matchAll(places)].map(([, code = ""]) => code),
    ),
  );
};

test("every reason a row can have is explained, and nothing else is", () => {
  const codes = written();
  assert.ok(codes.size > 50, `only ${codes.size} found: the pattern is out of date`);
  assert.deepEqual(
    [...codes].filter((code) => !Object.hasOwn(rowCodes, code)),
    [],
  );
  const text = globSync("**/*.ts", { cwd: import.meta.dirname })
    .filter((file) => !/row-codes/.test(file))
    .map((file) => readFileSync(`${import.meta.dirname}/${file}`, "utf8"))
    .join("\n");
  assert.deepEqual(
    Object.keys(rowCodes).filter((code) => !text.includes(`"${code}"`)),
    [],
  );
});
