import assert from "node:assert/strict";
import { test } from "node:test";

import { encode } from "./encodings.test.ts";
import type { OpenBytes } from "./open-bytes.ts";
import { readPeopleFile } from "./read-people-file.ts";

const file = (text: string): Uint8Array => encode(text);
const rows = (count: number): string =>
  `Email,Name\n${Array.from({ length: count }, (_unused, at) => `p${at}@acme.test,Ann ${at}\n`).join("")}`;

/** The first so many openings give one content, the later ones another. */
const changing = (times: number, before: string, after: string): OpenBytes => {
  let opened = 0;
  return () => {
    opened += 1;
    return [file(opened <= times ? before : after)];
  };
};

const countOpenings = async (text: string): Promise<number> => {
  let opened = 0;
  await readPeopleFile(() => {
    opened += 1;
    return [file(text)];
  }, "people.csv");
  return opened;
};

test("a file that is written to between two looks at it is refused, whichever two they are", async () => {
  const contents = [rows(20), '{"email":"a@acme.test"}\n{"email":"b@acme.test"}\n', '[{"email":"a@acme.test"}]'];
  for (const content of contents) {
    const openings = await countOpenings(content);
    assert.ok(openings >= 4);
    // Everything before the second opening sees the new content only.
    for (let times = 3; times < openings; times += 1)
      await assert.rejects(readPeopleFile(changing(times, content, content.replace("@acme", "@bcme")), "people.csv"), {
        code: "RC_ROSTER_CHANGED",
        message: "people.csv changed while it was read.",
      });
  }
});

test("a file that grows or shrinks while it is read is refused too, also when only its first rows are wanted", async () => {
  for (const after of [`${rows(3000)}more@acme.test,More\n`, rows(2999)])
    for (const options of [{}, { limit: 1 }])
      await assert.rejects(readPeopleFile(changing(4, rows(3000), after), "people.csv", options), {
        code: "RC_ROSTER_CHANGED",
      });
});

/** Hands out half of the file, then fails as a disk or a network file system does. */
const failing =
  (times: number, content: string): OpenBytes =>
  () => {
    times -= 1;
    if (times > 0) return [file(content)];
    return (function* () {
      yield file(content.slice(0, content.length / 2));
      throw Object.assign(new Error("EIO: i/o error, read"), { code: "EIO" });
    })();
  };

test("an error while the file is read is told as it is, at every look, and nothing is taken for complete", async () => {
  for (let times = 2; times <= 5; times += 1)
    await assert.rejects(readPeopleFile(failing(times, rows(3000)), "people.csv"), { code: "EIO" });
});

test("a file that is gone at a later look is told as it is", async () => {
  for (let times = 1; times < 5; times += 1) {
    let opened = 0;
    const open: OpenBytes = () => {
      opened += 1;
      if (opened > times) throw Object.assign(new Error("gone"), { code: "ENOENT" });
      return [file(rows(10))];
    };
    await assert.rejects(readPeopleFile(open, "people.csv"), { code: "ENOENT" });
  }
});

test("whoever stops early closes the file", async () => {
  let [opened, closed] = [0, 0];
  const open: OpenBytes = async function* () {
    opened += 1;
    try {
      for (let at = 0; at < 100; at += 1) yield file(at === 0 ? rows(2000) : "a@acme.test,Ann\n".repeat(5000));
    } finally {
      closed += 1;
    }
  };
  const { rows: found } = await readPeopleFile(open, "people.csv", { limit: 3 });
  assert.deepEqual([found.length, closed], [3, opened]);
  await assert.rejects(readPeopleFile(open, "people.csv", { maxRows: 2500 }), { code: "RC_ROSTER_TOO_BIG" });
  assert.equal(closed, opened);
});

/** JSON of 51 MB. */
const longList: OpenBytes = function* () {
  yield file("[");
  for (let at = 0; at < 51; at += 1) yield file('{"email":"a@acme.test"}, '.repeat(41_944));
};

test("limits say what they are, where they were reached and what to do", async () => {
  const wide = `Email,Note\n${`a@acme.test,${"x".repeat(1000)}\n`.repeat(2000)}`;
  await assert.rejects(
    readPeopleFile(() => [file(wide)], "wide.csv", { maxKeptBytes: 1_048_576 }),
    {
      code: "RC_ROSTER_TOO_BIG",
      message: /more than 1 MB in the rows that are wanted \(line 10\d\d\)/,
      fix: /--where/,
    },
  );
  const list = `[${'{"email":"a@acme.test"},'.repeat(50)}{}]`;
  await assert.rejects(
    readPeopleFile(() => [file(list)], "people.json", { maxBytes: 1000 }),
    { code: "RC_ROSTER_TOO_BIG" },
  );
  await assert.rejects(readPeopleFile(longList, "people.json"), {
    code: "RC_ROSTER_TOO_BIG",
    message: "people.json is too large: the limit is 50.0 MB for JSON, read whole.",
    fix: /NDJSON/,
  });
});

test("--where and --limit choose before rows are counted", async () => {
  const content = rows(3000);
  const read = async (options: object): Promise<number[]> =>
    (await readPeopleFile(() => [file(content)], "people.csv", { maxRows: 10, ...options })).rows.map(({ row }) => row);
  assert.deepEqual(await read({ where: ["Name=Ann 2500"] }), [2501]);
  assert.deepEqual(await read({ limit: 2 }), [1, 2]);
  assert.deepEqual(await read({ where: ["Name~Ann 29"], limit: 3 }), [30, 291, 292]);
  await assert.rejects(read({ where: ["Name~Ann"] }), { code: "RC_ROSTER_TOO_BIG", message: /10 rows \(line 12\)/ });
  await assert.rejects(read({ limit: 11 }), { code: "RC_ROSTER_TOO_BIG" });
});
