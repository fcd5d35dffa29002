// The documents are held to the code: blocks run, links resolve, generated pages are current, every error has a test.
//
// A fenced block of README.md or docs/guides/ in ts or sh says after its language either `run` or `not-run: <reason>`.
// A block that runs has a directory of its own with the repository's examples/, the command `rollcall`, and an emulator in
// its environment: API_BASE_URL, ZOOM_ACCESS_TOKEN, ZOOM_ACCOUNT_ID, ZOOM_CLIENT_ID, ZOOM_CLIENT_SECRET. `// prints TEXT` (in sh: `# prints TEXT`) must occur in its output, in this order.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import {
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
import { dirname, join, relative, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { z } from "zod";

import { createClient, fetchTransport } from "#client";
import { createEmulator } from "#emulator";

import { errorTables } from "../scripts/pages/errors.ts";
import { cliArgs } from "./cli-args.ts";

const root = resolve(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const pages = globSync(["*.md", "docs/**/*.md"], { cwd: root }).toSorted();
const handWritten = ["README.md", ...pages.filter((file) => file.startsWith("docs/guides/"))];

interface Block {
  readonly where: string;
  readonly language: string;
  /** What follows the language. */
  readonly mark: string;
  readonly code: string;
}

const blocksOf = (file: string): readonly Block[] => {
  const content = read(file);
  return [...content.matchAll(/^```(\w+)[ \t]*(.*)\n([\s\S]*?)^```$/gm)].map((match) => {
    const [, language = "", mark = "", code = ""] = match;
    const line = content.slice(0, match.index).split("\n").length;
    return { where: `${file}:${line}`, language, mark, code };
  });
};
const blocks = handWritten.flatMap(blocksOf).filter(({ language }) => ["ts", "js", "sh", "bash"].includes(language));

/** A reader imports the package; here its doors are the source. */
const fromSource = (code: string): string =>
  code.replaceAll(/"rollcall\/(\w+)"/g, (_all, door: string) =>
    JSON.stringify(pathToFileURL(join(root, "src", door, "index.ts")).href),
  );

const commandFor = ({ language, code }: Block, folder: string): readonly string[] => {
  if (language === "sh") {
    writeFileSync(join(folder, "block.sh"), code);
    return ["bash", "-euo", "pipefail", join(folder, "block.sh")];
  }
  writeFileSync(join(folder, "block.ts"), fromSource(code));
  return [process.execPath, "--conditions=rollcall-source", join(folder, "block.ts")];
};

const runBlock = async (block: Block): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), "rollcall-docs-"));
  symlinkSync(join(root, "examples"), join(folder, "examples"));
  mkdirSync(join(folder, "bin"));
  writeFileSync(join(folder, "bin/rollcall"), `#!/bin/sh\nexec ${[process.execPath, ...cliArgs].join(" ")} "$@"\n`, {
    mode: 0o755,
  });
  await using emulator = await createEmulator();
  await using server = await emulator.listen();
  const { accountId, clientId, clientSecret, token } = emulator.account;
  const [command = "", ...args] = commandFor(block, folder);
  const child = spawn(command, args, {
    cwd: folder,
    timeout: 60_000,
    killSignal: "SIGKILL",
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: `${join(folder, "bin")}:${join(root, "node_modules/.bin")}:${process.env["PATH"]}`,
      HOME: folder,
      NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache"),
      API_BASE_URL: `${server.url}/v2`,
      ZOOM_ACCESS_TOKEN: token,
      ZOOM_ACCOUNT_ID: accountId,
      ZOOM_CLIENT_ID: clientId,
      ZOOM_CLIENT_SECRET: clientSecret,
    },
  });
  const { promise, resolve: ended } = Promise.withResolvers<number | null>();
  child.once("exit", ended);
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), promise]);
  rmSync(folder, { recursive: true });
  assert.equal(code, 0, `${block.where} failed:\n${stderr}\n${stdout}`);
  let from = 0;
  for (const [, wanted = ""] of block.code.matchAll(/(?:\/\/|#) prints (.+)$/gm)) {
    const at = stdout.indexOf(wanted.trim(), from);
    assert.notEqual(at, -1, `${block.where} does not print ${wanted}, but:\n${stdout}`);
    from = at + wanted.trim().length;
  }
};

describe("blocks of the documents", () => {
  test("say whether they run", () => {
    const unmarked = blocks.filter(({ mark }) => mark !== "run" && !/^not-run: \S.*/.test(mark));
    assert.deepEqual(
      unmarked.map(({ where }) => where),
      [],
    );
    assert.ok(blocks.some(({ mark, where }) => mark === "run" && where.startsWith("README.md")));
  });

  const hasCurl = spawnSync("curl", ["--version"]).status === 0;
  for (const block of blocks.filter(({ mark }) => mark === "run"))
    test(`${block.where} runs`, async (t) => {
      if (!hasCurl && block.language === "sh" && /\bcurl\b/.test(block.code)) t.skip("curl is not installed");
      else await runBlock(block);
    });
});

test("the emulator's examples in its source run", async () => {
  const sources = globSync("src/emulator/**/*.ts", { cwd: root });
  const examples = sources.flatMap((file) =>
    [...read(file).matchAll(/^ \* @example\n((?: \* .*\n)+?)(?= \* @| \*\/)/gm)].map(([, body = ""]) => ({
      where: file,
      language: "ts",
      mark: "run",
      code: `import { createEmulator } from "rollcall/emulator";\n${body.replaceAll(/^ \* /gm, "")}`,
    })),
  );
  assert.ok(examples.length > 0);
  for (const example of examples) await runBlock(example);
});

describe("documents", () => {
  test("README has at most 150 lines", () => {
    assert.ok(read("README.md").trimEnd().split("\n").length <= 150);
  });

  test("every relative link leads somewhere", () => {
    const broken = pages.flatMap((file) =>
      [...read(file).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g)].flatMap(([, target = ""]) =>
        existsSync(join(root, dirname(file), target)) ? [] : [`${file}: ${target}`],
      ),
    );
    assert.deepEqual(broken, []);
  });

  test("what is generated is current", () => {
    const run = spawnSync(process.execPath, ["--conditions=rollcall-source", "scripts/gen.ts", "--check"], {
      cwd: root,
      encoding: "utf8",
    });
    assert.equal(run.status, 0, run.stderr);
  });

  test("CHANGELOG.md has a section for what is not released, with its three headings", () => {
    const [, unreleased = ""] = /^## Unreleased$([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(read("CHANGELOG.md")) ?? [];
    for (const heading of ["Security", "Changed for you", "Fixed"])
      assert.match(unreleased, new RegExp(`^### ${heading}$`, "m"));
  });

  test("the commands that CONTRIBUTING.md names exist, and the main ones are named", () => {
    const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read("package.json")));
    const named = new Set(
      [...read("CONTRIBUTING.md").matchAll(/npm (?:run )?(start|test|[a-z]+(?=`))/g)].map(([, name = ""]) => name),
    );
    named.delete("ci");
    assert.deepEqual(
      [...named].filter((name) => scripts[name] === undefined),
      [],
    );
    for (const script of ["test", "check", "gen"]) assert.ok(named.has(script), script);
  });

  test("decisions are numbered without gaps and say what would change our mind", () => {
    const decisions = pages.filter((file) => file.startsWith("docs/decisions/"));
    assert.deepEqual(
      decisions.map((file) => Number(relative("docs/decisions", file).slice(0, 3))),
      decisions.map((_file, index) => index + 1),
    );
    for (const file of decisions)
      for (const heading of ["Context", "Choice", "What would change our mind"])
        assert.match(read(file), new RegExp(`^## ${heading}$`, "m"), file);
  });
});

/** Errors that no test raises, and why. One that gets a test must leave this list. */
const untested: Readonly<Record<string, string>> = {
  RC_ENGINE_CANCELED: "the reason of an abort signal inside a step; nobody catches it by its code",
  RC_ENGINE_WAIT: "a fault of our own workflows, not of a user",
  RC_ROSTER_INTERNAL: "a fault of Rollcall's own: a test that could raise it would be a bug to mend",
};

describe("errors", () => {
  const inTables = errorTables.flatMap(({ kinds }) => Object.keys(kinds));
  const sources = globSync("src/**/*.ts", { cwd: root });
  const tests = [
    ...sources.filter((file) => file.endsWith(".test.ts")),
    ...globSync("test/**/*.test.ts", { cwd: root }),
  ];

  test("every code that the source declares is in docs/reference/errors.md", () => {
    const declared = sources
      .filter((file) => file.endsWith("errors.ts"))
      .flatMap((file) => [...read(file).matchAll(/^ {2}(RC_[A-Z_]+): \{/gm)].map(([, code]) => code));
    assert.deepEqual(new Set(declared), new Set(inTables));
    const onPage = [...read("docs/reference/errors.md").matchAll(/^\| `(RC_[A-Z_]+)`/gm)].map(([, code]) => code);
    assert.deepEqual(new Set(onPage), new Set(inTables));
    assert.equal(onPage.length, inTables.length);
  });

  test("every code is met in a test", () => {
    const self = relative(root, import.meta.filename);
    const met = new Set(
      tests.flatMap((file) => {
        const content = file === self ? read(file).replace(/^const untested[\s\S]*?^\};/m, "") : read(file);
        return [...content.matchAll(/RC_[A-Z_]+/g)].map(([code]) => code);
      }),
    );
    assert.deepEqual(
      inTables.filter((code) => !met.has(code) && untested[code] === undefined),
      [],
      "these have no test",
    );
    assert.deepEqual(
      Object.keys(untested).filter((code) => met.has(code) || !inTables.includes(code)),
      [],
      "these have a test, or are gone: take them off the list",
    );
  });
});

describe("what the documents promise", () => {
  test("an emulator with a control plane does not listen off loopback without an admin token", async () => {
    await using emulator = await createEmulator();
    await assert.rejects(emulator.listen({ host: "0.0.0.0" }), { code: "RC_EMULATOR_EXPOSED", exit: 4 });
  });

  test("credentials of an account that does not exist are an error, not an empty text", async () => {
    await using emulator = await createEmulator({ account: false });
    assert.throws(() => emulator.account, { code: "RC_EMULATOR_NO_ACCOUNT" });
  });

  test("two accounts cannot share a pinned client id", async () => {
    await using emulator = await createEmulator({ account: { clientId: "pinned" } });
    assert.throws(() => emulator.addAccount({ clientId: "pinned" }), { code: "RC_EMULATOR_EXISTS" });
  });

  test("the client stops at a limit of the account instead of hammering it", async () => {
    await using emulator = await createEmulator();
    const client = createClient({
      baseUrl: "https://api.zoom.us/v2",
      tokenUrl: "https://zoom.us/oauth/token",
      credentials: emulator.account,
      transport: fetchTransport(emulator.fetch),
      clock: Date.now,
      sleep: async () => undefined,
      random: Math.random,
      budget: { reserve: async () => ({ deferUntil: Date.now() + 1000 }), block: async () => undefined },
    });
    await assert.rejects(client.users.summary(), { code: "RC_CLIENT_LIMIT", exit: 5 });
  });
});
