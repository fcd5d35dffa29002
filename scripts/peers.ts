// npm run sweep:peers: the generators of other projects in the tests that our programs pass. Each variant that a toolchain of
// ours can run as it is printed makes a JSON and a form request, with plain and with nasty values, and meets a refusal and
// an answer that is no JSON. docs/sweeps/peers.md is the record.
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

import { z } from "zod";

import { exactJson } from "#base";
import { languages } from "#programs";
import {
  corpus,
  makePool,
  markerFile,
  planFor,
  readProof,
  runCommand,
  type Scripted,
  startCaseServer,
  toolEnvironment,
} from "#prover";

import { startServer } from "../bench/child.ts";

const printedSchema = z.object({
  printed: z.array(
    z.object({
      generator: z.string(),
      variant: z.string(),
      kind: z.enum(["sh", "py", "php", "rb", "go", "js", "R"]),
      codes: z.array(z.string().nullable()),
    }),
  ),
  left: z.record(z.string(), z.number()),
});
type Printed = z.output<typeof printedSchema>["printed"][number];

if (!existsSync(new URL("../bench/peers/node_modules", import.meta.url)))
  throw new Error("the peers are not installed: npm ci --ignore-scripts --prefix bench/peers");

/** One request that every generator is given. */
interface Task {
  readonly name: string;
  readonly method: string;
  readonly target: string;
  readonly contentType: string;
  readonly body: string;
  readonly form?: readonly { readonly name: string; readonly value: string }[];
}

/** The first part of every path: each run has one of its own. */
const placeholder = "run-of-peers";
const credential = "Bearer secret-of-this-run";

const taskOf = (name: string, id: string, values: "plain" | "nasty"): Task => {
  const operation = corpus.find((known) => known.id === id);
  if (operation === undefined) throw new Error(`there is no operation ${id}`);
  const { method, target, headers, body = "" } = planFor(operation, values);
  const contentType = headers.find(([header]) => header === "Content-Type")?.[1] ?? "";
  const form = [...new URLSearchParams(body)].map(([field, value]) => ({ name: field, value }));
  return { name, method, target, contentType, body, ...(contentType.includes("urlencoded") ? { form } : {}) };
};

const tasks = [
  taskOf("JSON, plain", "zoom:userCreate", "plain"),
  taskOf("JSON, nasty", "zoom:userCreate", "nasty"),
  taskOf("form, plain", "corpus:token", "plain"),
  taskOf("form, nasty", "corpus:token", "nasty"),
];

const success: Scripted = { status: 200, body: '{"id":"abc","type":1}' };
const refusal: Scripted = { status: 409, body: '{"code":1005,"message":"User already in the account."}' };
const garbage: Scripted = { status: 200, body: "<html>Bad gateway" };

const commands: Readonly<Record<Printed["kind"], readonly [file: string, ...command: string[]]>> = {
  sh: ["main.sh", "bash", "main.sh"],
  py: ["main.py", "python3", "main.py"],
  php: ["main.php", "php", "main.php"],
  rb: ["main.rb", "ruby", "main.rb"],
  go: ["main.go", "go", "run", "main.go"],
  js: ["main.mjs", "node", "main.mjs"],
  R: ["main.R", "Rscript", "main.R"],
};

/** PHP finds a library through the autoloader of whoever installed it: here Debian. */
const phpSource = (code: string): string => {
  const tagged = code.trimStart().startsWith("<?php") ? code : `<?php\n${code}`;
  return tagged.includes("GuzzleHttp")
    ? tagged.replace("<?php", "<?php require '/usr/share/php/GuzzleHttp/autoload.php';")
    : tagged;
};

/** What a printed program is called and holds. */
const fileOf = ({ kind }: Printed, code: string): readonly [name: string, text: string] => {
  const [name] = commands[kind];
  if (kind === "php") return [name, phpSource(code)];
  const isModule =
    /^\s*import /m.test(code) || (/^\s*(?:const .* = )?await /m.test(code) && !code.includes("require("));
  return [kind === "js" && !isModule ? "main.cjs" : name, code];
};

await using server = await startCaseServer();
const origin = new URL(server.begin(() => success).base).origin;

const requestOf = ({ method, target, contentType, body, form }: Task): object => ({
  method,
  url: `${origin}/${placeholder}${target}`,
  headers: [
    { name: "Content-Type", value: contentType },
    { name: "Authorization", value: credential },
  ],
  body,
  ...(form === undefined ? {} : { form }),
});

const busy = makePool(availableParallelism());

/** What became of one run of a printed program. */
interface Outcome {
  readonly isFaithful: boolean;
  readonly hasFailed: boolean;
  readonly isInjected: boolean;
}

const isSameBody = ({ body, form }: Task, received: string): boolean => {
  if (form !== undefined)
    return isDeepStrictEqual(
      [...new URLSearchParams(received)],
      form.map(({ name, value }) => [name, value]),
    );
  try {
    return isDeepStrictEqual(exactJson.parse(received), exactJson.parse(body));
  } catch {
    return false;
  }
};

const runOnce = async (printed: Printed, task: Task, code: string, answer: Scripted): Promise<Outcome> => {
  const run = server.begin(() => answer);
  const [file, ...command] = commands[printed.kind];
  const [name, text] = fileOf(printed, code);
  const cwd = await mkdtemp(join(tmpdir(), "rollcall-peer-"));
  try {
    await writeFile(join(cwd, name), text.replaceAll(placeholder, new URL(run.base).pathname.slice(1)));
    await symlink(new URL("../bench/peers/node_modules", import.meta.url).pathname, join(cwd, "node_modules"));
    const ran = await runCommand(
      command.map((word) => (word === file ? name : word)),
      {
        cwd,
        env: { ...toolEnvironment(cwd), GOCACHE: join(tmpdir(), "rollcall-peers-go") },
        timeoutMs: 60_000,
      },
    );
    const [received] = run.received;
    const header = (wanted: string): string => received?.headers.find(([known]) => known === wanted)?.[1] ?? "";
    return {
      isFaithful:
        run.received.length === 1 &&
        received?.method === task.method &&
        received.target === task.target &&
        header("authorization") === credential &&
        header("content-type").startsWith(task.contentType) &&
        isSameBody(task, received.body.toString()),
      hasFailed: ran.exit !== 0 && received !== undefined,
      isInjected: (await readdir(cwd)).includes(markerFile),
    };
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
};

const judge = async (printed: Printed) => {
  const attempt = async (index: number, answer: Scripted): Promise<Outcome> => {
    const task = tasks[index];
    const code = printed.codes[index] ?? undefined;
    return task === undefined || code === undefined
      ? { isFaithful: false, hasFailed: false, isInjected: false }
      : await busy(() => runOnce(printed, task, code, answer));
  };
  const runs = await Promise.all(tasks.map((_task, index) => attempt(index, success)));
  const [refused, broken] = await Promise.all([attempt(0, refusal), attempt(0, garbage)]);
  return {
    ...printed,
    faithful: runs.filter(({ isFaithful }) => isFaithful).length,
    failsOnRefusal: refused.hasFailed,
    failsOnGarbage: broken.hasFailed,
    injected: runs.some(({ isInjected }) => isInjected),
  };
};
type Judged = Awaited<ReturnType<typeof judge>>;

const count = (judged: readonly Judged[], holds: (one: Judged) => boolean): string =>
  `${judged.filter(holds).length} of ${judged.length}`;

const isWhole = (one: Judged): boolean => one.faithful === tasks.length && one.failsOnRefusal && one.failsOnGarbage;

const rowOf = (generator: string, judged: readonly Judged[], left: number): string =>
  `| ${[
    generator,
    count(judged, ({ faithful }) => faithful === tasks.length),
    count(judged, ({ failsOnRefusal }) => failsOnRefusal),
    count(judged, ({ failsOnGarbage }) => failsOnGarbage),
    count(judged, isWhole),
    String(judged.filter(({ injected }) => injected).length),
    String(left),
  ].join(" | ")} |`;

const ourRow = (): string => {
  const proven = languages.filter(({ id }) => {
    const proof = readProof(id);
    return (
      proof !== undefined &&
      proof.programs.length > 0 &&
      proof.programs.every(({ state, failed }) => state === "executed" && failed.length === 0)
    );
  });
  const all = `${proven.length} of ${languages.length}`;
  return `| **Rollcall** (docs/proofs) | ${all} | ${all} | ${all} | ${all} | 0 | 0 |`;
};

const detailOf = (one: Judged): string =>
  `| ${one.generator.replace(/ .*/, "")} | ${one.variant} | ${one.faithful} of ${tasks.length} | ${one.failsOnRefusal ? "yes" : "no"} | ${one.failsOnGarbage ? "yes" : "no"} | ${one.injected ? "**yes**" : "no"} |`;

using generators = await startServer("../peers/print");
const { printed, left } = printedSchema.parse(await generators.ask({ requests: tasks.map(requestOf) }));
const judged = await Promise.all(printed.map(judge));
const names = [...new Set(judged.map(({ generator }) => generator))];
const page = [
  "# Generators of other projects in the tests that our programs pass",
  "",
  `${new Date().toISOString().slice(0, 10)}. Made by \`npm run sweep:peers\`, with the versions that bench/peers/package.json names.`,
  "",
  "Every variant that can be run as it is printed (shell, Python, PHP, Ruby, Go, R, JavaScript) makes four requests: JSON and form, plain values, and values and field names that try to become code. Faithful: one request, with the method, address, token, content type and content that were asked for (JSON may be laid out anew). Then it meets HTTP 409 and an answer that is no JSON: does its exit code tell? Variants that print a fragment, or whose language is not built without more files, are left out and counted.",
  "",
  "| generator | faithful in all four | exit code tells HTTP 409 | exit code tells a broken answer | all of it | ran a value as code | left out |",
  "|---|---|---|---|---|---|---|",
  ourRow(),
  ...names.map((name) =>
    rowOf(
      name,
      judged.filter(({ generator }) => generator === name),
      left[name] ?? 0,
    ),
  ),
  "",
  "A variant whose library is not installed here (Faraday, Laravel, Unirest and others) counts as not faithful: it does not run.",
  "",
  "| generator | variant | faithful | tells 409 | tells a broken answer | ran a value as code |",
  "|---|---|---|---|---|---|",
  ...judged.map(detailOf),
  "",
];
await mkdir("docs/sweeps", { recursive: true });
await writeFile("docs/sweeps/peers.md", page.join("\n"));
console.log(page.slice(6, 9 + names.length).join("\n"));
