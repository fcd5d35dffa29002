// What users get is the tarball: it is built and packed from a copy, put into a project of its own, and used there.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";

import { z } from "zod";

const root = resolve(import.meta.dirname, "..");
const temporary = mkdtempSync(join(tmpdir(), "rollcall-pack-"));
const copy = join(temporary, "copy");
const project = join(temporary, "project");
const installed = join(project, "node_modules/rollcall");

const manifest = z
  .object({
    dependencies: z.record(z.string(), z.string()),
    exports: z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())])),
  })
  .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));

const run = (command: string, args: readonly string[], cwd: string): string => {
  const result = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    timeout: 120_000,
    // Without the settings that the outer npm has put into the environment.
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name))),
  });
  assert.equal(result.status, 0, `${command} ${args.join(" ")}\n${result.stdout}\n${result.stderr}`);
  return result.stdout;
};

/** The clone's dist stays as it is: somebody may be running it. */
const pack = (): string => {
  mkdirSync(copy);
  for (const part of [
    "src",
    "ui",
    "scripts",
    "bin",
    "examples",
    "package.json",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "docs/proofs",
  ])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  for (const file of globSync("tsconfig*.json", { cwd: root })) cpSync(join(root, file), join(copy, file));
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  run("npm", ["run", "build"], copy);
  run("npm", ["pack", "--ignore-scripts", "--pack-destination", temporary], copy);
  return join(temporary, globSync("rollcall-*.tgz", { cwd: temporary })[0] ?? "");
};

/** What npm would fetch comes from the clone; nothing else is there, so an undeclared dependency is missed. */
const install = (tarball: string): void => {
  mkdirSync(installed, { recursive: true });
  run("tar", ["-xzf", tarball, "--strip-components=1", "-C", installed], temporary);
  for (const name of [...Object.keys(manifest.dependencies), "@types/node", "undici-types"]) {
    mkdirSync(join(project, "node_modules", name, ".."), { recursive: true });
    symlinkSync(join(root, "node_modules", name), join(project, "node_modules", name));
  }
  writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module", private: true }));
};

/** The blocks of README.md and the guides that run, as they are printed. */
const documentedPrograms = (): readonly string[] =>
  globSync(["README.md", "docs/guides/*.md"], { cwd: root }).flatMap((file) =>
    [...readFileSync(join(root, file), "utf8").matchAll(/^```ts run\n([\s\S]*?)^```$/gm)].flatMap(
      ([, code]) => code ?? [],
    ),
  );

const typeCheck = (moduleResolution: "nodenext" | "bundler"): void => {
  const options = {
    target: "es2024",
    lib: ["es2024", "esnext.disposable", "dom"],
    module: moduleResolution === "bundler" ? "preserve" : "nodenext",
    moduleResolution,
    moduleDetection: "force",
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
    types: ["node"],
  };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions: options, include: ["*.ts"] }));
  run(join(root, "node_modules/.bin/tsc"), ["-p", "."], project);
};

let files: readonly string[] = [];

before(() => {
  const tarball = pack();
  files = run("tar", ["-tzf", tarball], temporary).trim().split("\n");
  install(tarball);
  for (const [index, code] of documentedPrograms().entries())
    writeFileSync(join(project, `documented-${index}.ts`), code);
});
after(() => {
  rmSync(temporary, { recursive: true });
});

test("the packed package holds what is built, the licence and the samples, and no sources, tests or maps", (t) => {
  const stray = files.filter(
    (file) =>
      /\.test\.|\.map$|\/src\/|\/test\/|\/scripts\//.test(file) || (file.endsWith(".ts") && !file.endsWith(".d.ts")),
  );
  assert.deepEqual(stray, []);
  for (const file of [
    "LICENSE",
    "README.md",
    "CHANGELOG.md",
    "bin/rollcall.js",
    "examples/new-hires.csv",
    "docs/proofs/go.json",
    "dist/ui/index.html",
  ])
    assert.ok(files.includes(`package/${file}`), file);
  t.diagnostic(`${files.length} files`);
});

test("the packed package's code is in few files: a file for each module would triple the start of an emulator", () => {
  const code = files.filter((file) => /^package\/dist\/(?!ui\/).*\.js$/.test(file));
  assert.ok(code.length < 70, code.join("\n"));
});

test("the packed package's emulator loads none of node's own clients at its start: undici alone is 10 MB", () => {
  writeFileSync(
    join(project, "loaded.mjs"),
    `import { createEmulator } from "rollcall/emulator";
await using emulator = await createEmulator();
await emulator.listen();
console.log(JSON.stringify(process.moduleLoadList.filter((name) => /undici|https|zlib|sqlite/.test(name))));
process.exit();
`,
  );
  assert.deepEqual(JSON.parse(run(process.execPath, ["loaded.mjs"], project)), []);
});

test("the packed package has a file behind every door whose source exists", () => {
  const doors = Object.values(manifest.exports).flatMap((door) =>
    typeof door === "string" ? [door] : Object.values(door),
  );
  assert.ok(doors.length > 4);
  for (const door of doors) {
    const source = door.replace("./dist/", "src/").replace(/(?:\.d\.ts|\.js)$/, ".ts");
    if (existsSync(join(root, source))) assert.ok(files.includes(door.replace("./", "package/")), door);
  }
});

test("the packed package runs: the first program of README, from the installed package", () => {
  const output = run(process.execPath, ["documented-0.ts"], project);
  assert.match(output, /^400 .*"code":3412/);
});

test("the packed package runs under a consumer who has import conditions of their own", () => {
  writeFileSync(
    join(project, "conditions.mjs"),
    'import { createEmulator } from "rollcall/emulator"; console.log(typeof createEmulator);\n',
  );
  assert.equal(run(process.execPath, ["--conditions=source", "conditions.mjs"], project).trim(), "function");
});

test("the packed package keeps its rooms to itself", () => {
  writeFileSync(join(project, "inside.mjs"), 'await import("rollcall/dist/zoom/index.js");\n');
  const result = spawnSync(process.execPath, ["inside.mjs"], { cwd: project, encoding: "utf8" });
  assert.match(result.stderr, /ERR_PACKAGE_PATH_NOT_EXPORTED/);
});

test("the packed package has types: the documented programs compile under nodenext, strictly", () => {
  // Were everything `any`, the expected error would not come, and that is an error.
  writeFileSync(
    join(project, "misspelt.ts"),
    'import { createEmulator } from "rollcall/emulator";\n// @ts-expect-error no such preset\nawait createEmulator({ account: { preset: "prro" } });\n',
  );
  typeCheck("nodenext");
});

test("the packed package has types: they compile under a bundler's resolution", () => {
  typeCheck("bundler");
});

test("the packed package's code steps find their worker", () => {
  const workflow = `name: packed
trigger: { manual: {} }
steps:
  - { name: six, type: code, with: { code: "return 2 * 2121" } }
output: "\${steps.six.result}"
`;
  writeFileSync(join(project, "packed.yaml"), workflow);
  const bin = join(installed, "bin/rollcall.js");
  run(process.execPath, [bin, "workflow", "deploy", "packed.yaml", "--data", "packed-data"], project);
  assert.match(run(process.execPath, [bin, "workflow", "run", "packed", "--data", "packed-data"], project), /\b4242\b/);
});

test("the packed package's bin prints help", () => {
  assert.match(run(process.execPath, [join(installed, "bin/rollcall.js"), "--help"], project), /usage: rollcall/i);
});
