// Programs that Rollcall prints, in the environment of `rollcall run`: they take api.zoom.us, which is written in them, and
// where their runtime does not follow the proxy or its certificate, API_BASE_URL.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, suite, test } from "node:test";

import { z } from "zod";

import { languages } from "#programs";
import { findToolchain } from "#prover";

import { type Intercepted, startIntercepted } from "./intercepted.ts";
import { freshData, rollcallHere, runProgram } from "./rollcall.ts";

const documentSchema = z.object({ build: z.array(z.string()), run: z.array(z.string()) });

/** Follow proxy and certificate by themselves. */
const unchanged = ["curl", "csharp", "go", "java-okhttp", "javascript", "lua", "perl", "php-curl", "python"];
/** Do not: libcurl looks for authorities where it was built to, and our wget program names a configuration of its own. */
const toldWhere = ["c", "tcl", "wget"];

let run: Intercepted;
before(async () => {
  run = await startIntercepted();
});
after(async () => {
  const { operations, refused, undocumented } = await run.stop();
  assert.deepEqual([refused, undocumented], [[], []]);
  assert.ok(operations.every(({ name }) => name === "userCreate"));
});

/** Writes and builds the program that creates `email`; gives its directory and the command that runs it. */
const make = async (language: (typeof languages)[number], email: string) => {
  const directory = join(dirname(freshData()), "program");
  const { id, buildSettings: settings } = language;
  const set = ["--set", `body.user_info.email=${email}`];
  const made = await rollcallHere([
    "program",
    "zoom:userCreate",
    "--language",
    id,
    ...set,
    "--out",
    directory,
    "--json",
  ]);
  assert.equal(made.code, 0, made.stderr);
  if (settings !== undefined) {
    const file = join(dirname(directory), settings.name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, settings.text);
  }
  const { build, run: command } = documentSchema.parse(JSON.parse(made.stdout));
  // Built outside the run: a build may fetch packages, and a run refuses other hosts.
  const [builder, ...args] = build;
  if (builder !== undefined) {
    const built = await runProgram(builder, args, { cwd: directory });
    assert.equal(built.code, 0, built.stdout + built.stderr);
  }
  return { directory, command };
};

suite("programs of ours, unchanged", () => {
  for (const id of [...unchanged, ...toldWhere])
    test(toldWhere.includes(id) ? `${id}, told where by API_BASE_URL` : id, async (t) => {
      const language = languages.find((one) => one.id === id);
      assert.ok(language !== undefined);
      const toolchain = await findToolchain(language);
      if (!toolchain.found) {
        t.skip(`no ${toolchain.missing}: ${toolchain.install}`);
        return;
      }
      const email = `${id}@acme.test`;
      const { directory, command } = await make(language, email);
      const { API_BASE_URL: told = "", ...untold } = run.env;
      const [program = "", ...args] = command;
      const env = toldWhere.includes(id) ? { ...untold, API_BASE_URL: told } : { ...untold, API_BASE_URL: "" };
      const { code, stdout, stderr } = await runProgram(program, args, { cwd: directory, env });
      assert.equal(code, 0, stderr);
      assert.match(stdout, new RegExp(`^email = "${id}@acme\\.test"\r?$`, "m"));
    });
});
