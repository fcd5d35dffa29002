// `rollcall program`: what is written runs, against the emulator, as a reader would run it.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { suite, test } from "node:test";
import { z } from "zod";

import { languages } from "#programs";
import { findToolchain } from "#prover";

import { errorSchema, freshData, rollcallHere, runProgram, startServer } from "./rollcall.ts";

const proofSchema = z.strictObject({
  state: z.enum(["executed", "compiled", "none"]),
  toolchain: z.string().nullable(),
  date: z.string().nullable(),
  cases: z.number(),
});

const programSchema = z.strictObject({
  language: z.string(),
  files: z.array(z.string()),
  build: z.array(z.string()),
  run: z.array(z.string()),
  proof: proofSchema,
});

const make = async (language: string, email: string) => {
  const directory = join(dirname(freshData()), "program");
  const settings = ["--set", `body.user_info.email=${email}`, "--set", "body.user_info.first_name=O'Brien $(x)"];
  const made = await rollcallHere([
    "program",
    "zoom:userCreate",
    "--language",
    language,
    ...settings,
    "--out",
    directory,
    "--json",
  ]);
  assert.equal(made.code, 0, made.stderr);
  const document = programSchema.parse(JSON.parse(made.stdout));
  assert.deepEqual(JSON.parse(readFileSync(join(directory, "program.json"), "utf8")), document);
  for (const file of document.files) assert.ok(existsSync(join(directory, file)), file);
  return { directory, document };
};

const codeOf = async (...args: string[]): Promise<string> => {
  const { code, stderr } = await rollcallHere(["program", ...args, "--json"]);
  assert.equal(code, 2, stderr);
  return errorSchema.parse(JSON.parse(stderr)).error.code;
};

suite("rollcall program", () => {
  test("lists languages as promised", async () => {
    const listed = await rollcallHere(["program", "languages", "--json"]);
    const rows = z
      .array(
        z.strictObject({
          id: z.string(),
          language: z.string(),
          client: z.string(),
          toolchain: z.string(),
          proof: proofSchema,
        }),
      )
      .parse(JSON.parse(listed.stdout));
    assert.deepEqual(
      rows.map(({ id }) => id),
      languages.map(({ id }) => id),
    );
    assert.match((await rollcallHere(["program", "languages"])).stdout, /python +Python/);
  });

  test("says what is wrong with what was typed", async () => {
    assert.equal(await codeOf("zoom:userCreate", "--language", "cobol"), "RC_PROGRAMS_LANGUAGE");
    assert.equal(await codeOf("zoom:userCreate"), "RC_PROGRAMS_LANGUAGE");
    assert.equal(await codeOf("zoom:nope", "--language", "python"), "RC_CATALOG_UNKNOWN");
    assert.equal(await codeOf("zoom:userCreate", "--language", "python", "--set", "body.nope=1"), "RC_PROGRAMS_VALUE");
  });

  test("prints a program that has a committed proof", async () => {
    const printed = await rollcallHere(["program", "zoom:userCreate", "--language", "python"]);
    assert.equal(printed.code, 0, printed.stderr);
    assert.match(printed.stdout, /^#!\/usr\/bin\/env python3\n/);
    assert.match(printed.stderr, /^\$ python3 main\.py\nproof: executed \d{4}-\d\d-\d\d, \d+ cases, Python /);
  });
});

suite("programs against the emulator", () => {
  for (const language of languages)
    test(language.id, async (t) => {
      const toolchain = await findToolchain(language);
      if (!toolchain.found) {
        t.skip(`no ${toolchain.missing}: ${toolchain.install}`);
        return;
      }
      const { ready } = await startServer(t, ["--data", freshData()]);
      const { directory, document } = await make(language.id, `${language.id}@acme.test`);
      const run = async (argv: readonly string[]) =>
        await runProgram(argv[0] ?? "", argv.slice(1), {
          cwd: directory,
          env: { ZOOM_ACCESS_TOKEN: ready.token, API_BASE_URL: ready.api },
        });
      const { buildSettings: settings } = language;
      if (settings !== undefined) {
        const file = join(dirname(directory), settings.name);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, settings.text);
      }
      for (const { name, text } of language.standIn?.files ?? []) writeFileSync(join(directory, name), text);
      const build = language.standIn?.build ?? document.build;
      if (build.length > 0) {
        const built = await run(build);
        assert.equal(built.code, 0, built.stdout + built.stderr);
      }
      const created = await run(document.run);
      assert.equal(created.code, 0, created.stderr);
      assert.match(created.stdout, new RegExp(`^email = "${language.id}@acme\\.test"\r?$`, "m"));
      assert.match(created.stdout, /^first_name = "O(?:'|\\u0027)Brien \$\(x\)"\r?$/m);
      assert.match(created.stdout, /^type = 1\r?$/m);
      const again = await run(document.run);
      assert.equal(again.code, 3, again.stdout);
      assert.match(again.stderr, /HTTP 409, code 1005: /);
    });
});
