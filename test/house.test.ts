// The guard is guarded: every import that the walls forbid is planted in a copy of the source and must turn lint red.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { after, describe, test } from "node:test";

import { adjacentOperations, knownOperations, operations } from "#zoom";
import { z } from "zod";

import { rooms } from "../scripts/rooms.ts";
import { controlRoutes } from "../src/emulator/control/index.ts";
import { handlers } from "../src/emulator/handlers.ts";

const root = resolve(import.meta.dirname, "..");
const names = Object.keys(rooms);

/** A file to plant, and the rules that must complain, by line (1-based); lines without an entry must stay silent. */
interface Plant {
  readonly file: string;
  readonly lines: readonly string[];
  readonly red: Readonly<Record<number, string>>;
}

const wall = "no-restricted-imports";

let planted = 0;
/** One line for each way to write an import of `from`. Names differ, or the file would not even parse. */
const waysToImport = (from: string): readonly string[] => {
  planted += 1;
  return [
    `export * from "${from}";`,
    `export { a as a${planted} } from "${from}";`,
    `import { b as b${planted} } from "${from}"; export const c${planted} = (): unknown => b${planted};`,
    `import type { D as D${planted} } from "${from}"; export type E${planted} = D${planted};`,
    `export const f${planted} = (): Promise<unknown> => import("${from}");`,
  ];
};
const allRed = (lines: readonly string[]): Record<number, string> =>
  Object.fromEntries(lines.map((_line, index) => [index + 1, wall]));

const forbidden: readonly Plant[] = names.flatMap((name) => {
  const others = names.filter((other) => other !== name);
  const doors = others
    .filter((other) => !rooms[name]?.knows.includes(other))
    .flatMap((other) => waysToImport(`#${other}`));
  const shallow = others.flatMap((other) => waysToImport(`../${other}/index.ts`));
  const deep = others.flatMap((other) => [
    ...waysToImport(`../../${other}/inner.ts`),
    `export * from "./../../${other}/x.ts";`,
    `export * from "../../../src/${other}/x.ts";`,
  ]);
  const outside = ["rollcall", "rollcall/emulator", "#" + name, "../../scripts/rooms.ts", "../../test/x.ts"].map(
    (from) => `export * from "${from}";`,
  );
  const node = rooms[name]?.pure ? waysToImport("node:fs") : [];
  return [
    { file: `src/${name}/plant.ts`, lines: [...doors, ...shallow, ...outside, ...node] },
    { file: `src/${name}/plant.test.ts`, lines: [...doors, ...shallow] },
    { file: `src/${name}/planted/plant.ts`, lines: [...doors, ...deep, ...node] },
  ].map((plant) => ({ ...plant, red: allRed(plant.lines) }));
});

/** The console knows types of the server's contract and nothing else of the source. */
const consoleLines = [
  ...names.flatMap((name) => waysToImport(`#${name}`)),
  ...names.flatMap((name) => waysToImport(`../../src/${name}/inner.ts`)),
  'export { e as uiE } from "../../src/server/api/contract.ts";',
  'import { f as uiF } from "../../src/server/api/contract.ts"; export const uiG = (): unknown => uiF;',
  ...waysToImport("node:fs"),
];
const consolePlants: readonly Plant[] = [
  { file: "ui/src/plant.ts", lines: consoleLines, red: allRed(consoleLines) },
  {
    file: "ui/src/legal.ts",
    lines: [
      'export type { H as UiH } from "../../src/server/api/contract.ts";',
      'import type { I as UiI } from "../../src/server/api/contract.ts"; export type UiJ = UiI;',
      'export { render } from "preact";',
    ],
    red: {},
  },
];

const legal: readonly Plant[] = names.map((name) => ({
  file: `src/${name}/legal.ts`,
  lines: [
    ...(rooms[name]?.knows ?? []).map((known) => `export * from "#${known}";`),
    `export * from "./planted/plant.ts";`,
    ...(rooms[name]?.pure ? [] : [`export * from "node:fs";`]),
  ],
  red: {},
}));

const faults: readonly Plant[] = [
  {
    file: "src/client/fault-cycle-a.ts",
    lines: ['import { b } from "./fault-cycle-b.ts";', "export const a = (): number => b() + 1;"],
    red: { 1: "no-cycle" },
  },
  {
    file: "src/client/fault-cycle-b.ts",
    lines: ['import { a } from "./fault-cycle-a.ts";', "export const b = (): number => a();"],
    red: { 1: "no-cycle" },
  },
  {
    file: "src/client/fault-promise.ts",
    lines: [
      'import { test } from "node:test";',
      "const send = async (): Promise<number> => await Promise.resolve(1);",
      "export const floats = (): void => {",
      "  send();",
      "};",
      'test("node:test sees to its own promises", () => undefined);',
    ],
    red: { 4: "no-floating-promises" },
  },
  {
    file: "src/client/fault-long.ts",
    lines: ["export const long = [", ...Array.from({ length: 399 }, () => "  1,"), "];"],
    red: { 401: "max-lines" },
  },
  {
    file: "src/client/fine-long.ts",
    lines: ["export const long = [", ...Array.from({ length: 398 }, () => "  1,"), "];"],
    red: {},
  },
  {
    file: "src/client/fault-function.ts",
    lines: [
      "export const long = (): number[] => {",
      "  const all: number[] = [];",
      ...Array.from({ length: 58 }, () => "  all.push(1);"),
      "  return all;",
      "};",
    ],
    red: { 1: "max-lines-per-function" },
  },
  {
    file: "src/client/fault-types.ts",
    lines: [
      'export const cast = JSON.parse("1") as number;',
      "export const whatever = (value: any): unknown => value;",
      "export const sure = (value: string | undefined): string => value!;",
      "console.log(cast);",
      "export default cast;",
    ],
    red: {
      1: "no-unsafe-type-assertion",
      2: "no-explicit-any",
      3: "no-non-null-assertion",
      4: "no-console",
      5: "no-default-export",
    },
  },
  { file: "src/zoom/fine.test.ts", lines: ['export { test } from "node:test";'], red: {} },
];

const reportSchema = z.object({
  diagnostics: z.array(
    z.object({
      code: z.string().default("syntax"),
      filename: z.string(),
      message: z.string(),
      labels: z.array(z.object({ span: z.object({ line: z.number() }) })),
    }),
  ),
});
type Diagnostic = z.infer<typeof reportSchema>["diagnostics"][number];

const lint = (folder: string, files: readonly string[]): readonly Diagnostic[] => {
  const run = spawnSync(join(root, "node_modules/.bin/oxlint"), ["-f", "json", ...files], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  assert.notEqual(run.stdout, "", run.stderr);
  return reportSchema.parse(JSON.parse(run.stdout)).diagnostics;
};

const complaints = (found: readonly Diagnostic[], plant: Plant, line: number, rule: string): readonly Diagnostic[] =>
  found.filter(
    ({ filename, code, labels }) =>
      filename === plant.file && code.endsWith(`(${rule})`) && labels.some(({ span }) => span.line === line),
  );

/** The rules that plants are about; that a plant also breaks others (unused names, unresolved types) does not matter. */
const watched = new Set([wall, ...faults.flatMap(({ red }) => Object.values(red))]);

describe("lint turns red", () => {
  const copy = mkdtempSync(join(tmpdir(), "rollcall-house-"));
  after(() => {
    rmSync(copy, { recursive: true });
  });
  const plants = [...forbidden, ...legal, ...faults, ...consolePlants];
  for (const part of ["src", "ui", "package.json", "tsconfig.json", ".oxlintrc.json"])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  for (const { file, lines } of plants) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), `${lines.join("\n")}\n`);
  }
  const found = lint(
    copy,
    plants.map(({ file }) => file),
  );

  test("on files that parse: one that does not is not looked at any further", () => {
    assert.deepEqual(
      found.filter(({ code }) => code === "syntax"),
      [],
    );
  });

  test("on every import between rooms that the table forbids, however it is written", () => {
    const silent = [...forbidden, ...consolePlants].flatMap((plant) =>
      plant.lines.flatMap((text, index) =>
        plant.red[index + 1] === undefined || complaints(found, plant, index + 1, wall).length > 0
          ? []
          : [`${plant.file}: ${text}`],
      ),
    );
    assert.deepEqual(silent, []);
    assert.ok(forbidden.flatMap(({ lines }) => lines).length > 1000);
  });

  test("on cycles, lost promises, casts, any, console, default exports and length", () => {
    const silent = faults.flatMap((plant) =>
      Object.entries(plant.red).flatMap(([line, rule]) =>
        complaints(found, plant, Number(line), rule).length > 0 ? [] : [`${plant.file}:${line} ${rule}`],
      ),
    );
    assert.deepEqual(silent, []);
  });

  test("and stays silent on what is allowed", () => {
    const quiet = new Map([...legal, ...faults, ...consolePlants.slice(1)].map((plant) => [plant.file, plant]));
    const loud = found.filter(({ filename, code, labels }) => {
      const rule = /\((.+)\)$/.exec(code)?.[1] ?? code;
      const plant = quiet.get(filename);
      return plant !== undefined && watched.has(rule) && !labels.some(({ span }) => plant.red[span.line] === rule);
    });
    assert.deepEqual(loud, []);
  });
});

/** What a module exports, without naming its types. */
const exportsOf = async (file: string): Promise<readonly unknown[]> => {
  const module: unknown = await import(join(root, file));
  return Object.values(z.looseObject({}).parse(module));
};

const key = ({ method, path }: { readonly method: string; readonly path: string }): string => `${method} ${path}`;
const sorted = (values: Iterable<string>): string[] => [...values].toSorted();

describe("registries list what their folders hold", () => {
  test("operations, in alphabetical order of their ids", async () => {
    const factsSchema = z.object({ id: z.string(), method: z.string(), path: z.string(), errors: z.object({}) });
    const files = globSync("src/zoom/operations/*.ts", { cwd: root }).filter((file) => basename(file) !== "index.ts");
    const exported = (await Promise.all(files.map(exportsOf))).flat();
    const inFolder = exported.flatMap((value) => factsSchema.safeParse(value).data?.id ?? []);
    const ids = [operations, adjacentOperations].map((list) => list.map(({ id }) => id));
    for (const list of ids) assert.deepEqual(list, sorted(list));
    assert.deepEqual(sorted(ids.flat()), sorted(inFolder));
  });

  test("handlers: one for each operation, in alphabetical order", () => {
    assert.deepEqual([...handlers.keys()], sorted([...operations, ...adjacentOperations].map(({ id }) => id)));
  });

  test("control routes: every list in the folder, no path twice", async () => {
    const routeSchema = z.array(z.object({ method: z.string(), path: z.string(), handle: z.unknown() })).min(1);
    const files = globSync("src/emulator/control/*.ts", { cwd: root }).filter((file) => basename(file) !== "index.ts");
    const exported = (await Promise.all(files.map(exportsOf))).flat();
    const inFolder = exported.flatMap((value) => routeSchema.safeParse(value).data ?? []);
    assert.deepEqual(sorted(controlRoutes.map(key)), sorted(["GET ", ...inFolder.map(key)]));
    assert.equal(new Set(controlRoutes.map(key)).size, controlRoutes.length);
  });

  test("known operations: 101, each once, and every emulated one as it is there", () => {
    assert.equal(knownOperations.length, 101);
    const known = new Map(knownOperations.map(([method, path, id]) => [id, `${method} ${path}`]));
    assert.equal(known.size, 101);
    for (const { id, method, path } of operations) assert.equal(known.get(id), `${method} ${path}`);
  });
});

const listed = spawnSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
});
const noGit = listed.status === 0 ? false : "git is not installed, or this is no clone";
const tracked = (noGit === false ? listed.stdout : "")
  .split("\n")
  .filter((file) => file !== "" && globSync(file, { cwd: root }).length === 1);
const textOf = (file: string): string => readFileSync(join(root, file), "utf8");

const plainPlaces = /^(?:bin\/|bench\/(?:children|peers)\/|examples\/|test\/peers\/|scripts\/[\w-]+\.mjs$)/;

describe("the house", { skip: noGit }, () => {
  test("files are short", (t) => {
    const sizes = tracked
      .filter((file) => /^src\/.*\.ts$/.test(file) && !file.endsWith(".test.ts"))
      .map((file) => textOf(file).split("\n").length - 1)
      .toSorted((one, other) => one - other);
    const at = (part: number): number => sizes[Math.floor(sizes.length * part)] ?? 0;
    t.diagnostic(`${sizes.length} source files: median ${at(0.5)} lines, p90 ${at(0.9)}, longest ${sizes.at(-1)}`);
    assert.ok(at(0.5) <= 80, `the median file has ${at(0.5)} lines`);
    assert.ok(at(0.9) <= 250, `one file in ten has more than ${at(0.9)} lines`);
  });

  test("every room's door opens by saying what it is, what it refuses to know and where to start", () => {
    const doors = tracked.filter((file) => /^src\/\w+\/index\.ts$/.test(file));
    assert.ok(doors.length >= 8);
    for (const door of doors) {
      const room = basename(dirname(door));
      assert.ok(names.includes(room), `${door}: scripts/rooms.ts knows no room ${room}`);
      const [opening = ""] = textOf(door).split(/^(?!\/\/)/m);
      assert.match(opening, new RegExp(`^// ${room}: `), door);
      // The room that joins all others cannot refuse to know them: it has no rules instead.
      assert.match(opening, /refuses to know|holds no rules/, door);
      assert.match(opening, /^\/\/ Start reading at /m, door);
      assert.ok(opening.trim().split("\n").length <= 6, `${door}: five lines, not an essay`);
    }
  });

  // Measured processes are plain JavaScript too: the start of a type stripper is not what is measured.
  test("JavaScript is only what any Node must be able to start", () => {
    const plain = tracked.filter((file) => /\.(?:js|cjs|jsx|mjs)$/.test(file));
    assert.deepEqual(
      plain.filter((file) => !plainPlaces.test(file)),
      [],
    );
  });

  test("nothing is left for later in a comment", () => {
    // Written so that this file does not find itself.
    const marks = /\b(?:TO[D]O|FIX[M]E|XX[X])\b/;
    const marked = tracked.filter((file) => /\.(?:ts|js|mjs|md|json)$/.test(file) && marks.test(textOf(file)));
    assert.deepEqual(marked, []);
  });

  test("the lockfile names no host", () => {
    assert.doesNotMatch(textOf("package-lock.json"), /"resolved"|https?:\/\/[^"]*\.tgz/);
  });

  test("dependencies are pinned exactly", () => {
    const { dependencies, devDependencies } = z
      .object({ dependencies: z.record(z.string(), z.string()), devDependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(textOf("package.json")));
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      assert.match(version, /^\d+\.\d+\.\d+$/, name);
  });

  test("the lint configuration and the table of rooms are made from scripts/rooms.ts", () => {
    const run = spawnSync(process.execPath, ["scripts/rooms.ts", "--check"], { cwd: root, encoding: "utf8" });
    assert.equal(run.status, 0, run.stderr);
  });
});
