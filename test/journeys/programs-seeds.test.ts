// A Create users item as published collections have it becomes programs that create users; the programs published beside
// such items do not.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { suite, test, type TestContext } from "node:test";
import { z } from "zod";

import { emitLiteralProbe, type Language, languages } from "#programs";
import { findToolchain } from "#prover";

import { createUsersItem } from "./create-users-item.ts";
import { freshData, repository, rollcallHere, runProgram, startServer } from "./rollcall.ts";

const seeds = join(repository, "../shared/seeds");
const programSchema = z.object({ build: z.array(z.string()), run: z.array(z.string()) });
type Settings = Readonly<Record<string, string>>;
type Ready = Awaited<ReturnType<typeof startServer>>["ready"];

/** Imports an item and makes a program of it that is built already. */
const makeProgram = async (item: string, language: string, settings: Settings) => {
  const data = freshData();
  const imported = await rollcallHere(["api", "import", "-", "--name", "seed", "--data", data], item);
  assert.equal(imported.code, 0, imported.stderr);
  assert.match(imported.stdout, /sent as JSON/);
  const out = join(dirname(data), "program");
  const where = ["--language", language, "--data", data, "--out", out, "--json"];
  const set = Object.entries(settings).flatMap(([name, value]) => ["--set", `${name}=${value}`]);
  const made = await rollcallHere(["program", "seed:create-users", ...where, ...set]);
  assert.equal(made.code, 0, made.stderr);
  const { build: documented, run } = programSchema.parse(JSON.parse(made.stdout));
  const standIn = languages.find(({ id }) => id === language)?.standIn;
  for (const { name, text } of standIn?.files ?? []) writeFileSync(join(out, name), text);
  const build = standIn?.build ?? documented;
  const execute = async ([command = "", ...args]: readonly string[], { api, token }: Ready) =>
    await runProgram(command, args, { cwd: out, env: { ZOOM_ACCESS_TOKEN: token, API_BASE_URL: api } });
  return { build, run, execute };
};

const control = async ({ url }: Ready, method: string, path: string, body: object): Promise<void> => {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${url}/_rollcall${path}`, { method, headers, body: JSON.stringify(body) });
  assert.ok(answer.ok, await answer.text());
};

const strike = (ready: Ready, effect: object): Promise<void> =>
  control(ready, "POST", "/faults", { operation: "userCreate", first: 1, effect });

const inLanguages = (item: () => string, isThere: boolean): void => {
  for (const id of ["cpp", "vbnet", "php-curl", "curl", "chilkat-cpp", "chilkat-vbnet", "chilkat-php"])
    test(id, { skip: isThere ? false : `no ${seeds}` }, async (t) => {
      const language = languages.find((known) => known.id === id);
      assert.ok(language !== undefined);
      const toolchain = await findToolchain(language);
      if (toolchain.found) await createsUsers(t, item(), id);
      else t.skip(`no ${toolchain.missing}: ${toolchain.install}`);
    });
};

const createsUsers = async (t: TestContext, item: string, language: string): Promise<void> => {
  const { ready } = await startServer(t, ["--data", freshData(), "--empty"]);
  const email = `kim.${language}@acme.test`;
  const kim = await makeProgram(item, language, {
    "body.action": "create",
    "body.user_info.email": email,
    "body.user_info.first_name": "Kim",
    "body.user_info.last_name": "O'Neil",
  });
  if (kim.build.length > 0) {
    const built = await kim.execute(kim.build, ready);
    assert.equal(built.code, 0, built.stdout + built.stderr);
  }
  const refused = async (status: number, code: number, text: RegExp): Promise<void> => {
    const ran = await kim.execute(kim.run, ready);
    assert.equal(ran.code, 3, ran.stdout);
    assert.ok(ran.stderr.includes(`HTTP ${status}, code ${code}: `), ran.stderr);
    assert.match(ran.stderr, text);
  };
  await strike(ready, { kind: "status", status: 400, code: 300, message: "Invalid parameter: password" });
  await refused(400, 300, /Invalid parameter: password/);
  await strike(ready, { kind: "status", status: 404, code: 4130, message: "Group does not exist: abc" });
  await refused(404, 4130, /Group does not exist: abc/);
  // The limit ends at a date, the emulator's next midnight. A program that runs just before one would wait for it, and be
  // right: so it is a day later there.
  await control(ready, "PUT", "/clock", { advance_ms: 86_400_000 });
  await strike(ready, { kind: "rate-limit", daily: true });
  await refused(429, 429, /daily rate limit/);

  await strike(ready, { kind: "rate-limit" });
  const created = await kim.execute(kim.run, ready);
  assert.equal(created.code, 0, created.stderr);
  assert.match(created.stderr, /HTTP 429: trying again/);
  const printed = created.stdout.replaceAll("\r", "");
  for (const line of [/^id = "[^"]+"$/m, /^first_name = "Kim"$/m, /^last_name = "O('|\\u0027)Neil"$/m, /^type = 1$/m])
    assert.match(printed, line);
  assert.ok(printed.includes(`\nemail = "${email}"\n`), printed);
  await refused(409, 1005, /already/);
};

suite("programs of a published item create users", { concurrency: 2 }, () => {
  inLanguages(() => createUsersItem, true);
});

/** A published page: a program, a curl command, and the item that both were made of. */
const pages = existsSync(seeds)
  ? readdirSync(seeds)
      .map((name) => readFileSync(join(seeds, name), "utf8"))
      .filter((text) => text.includes("Postman Collection Item JSON"))
  : [];

const itemOf = (page: string): string => page.slice(page.indexOf("{", page.indexOf("Postman Collection Item JSON")));

suite("and those of the published pages themselves do so too", { concurrency: 2 }, () => {
  inLanguages(() => itemOf(pages[0] ?? ""), pages.length > 0);

  test("the curl command of a page sends nothing", { skip: pages.length === 0 ? `no ${seeds}` : false }, async (t) => {
    const { ready } = await startServer(t, ["--data", freshData(), "--empty"]);
    for (const page of pages) {
      const [, command = ""] = /Curl Command\n+([\s\S]*?)\n+Postman Collection Item JSON/.exec(page) ?? [];
      assert.match(command, /^curl -X POST\n/);
      const local = command.replace("https://api.zoom.us/v2", ready.api).replace("<access_token>", ready.token);
      const ran = await runProgram("bash", ["-c", local]);
      assert.notEqual(ran.code, 0);
    }
    const log: unknown = await (await fetch(`${ready.url}/_rollcall/requests`)).json();
    assert.deepEqual(log, []);
  });
});

/** How a page's program becomes one that can be built: with a main, and its output on the console. */
const published: Readonly<
  Record<string, { readonly title: RegExp; readonly file: string; readonly whole: (code: string) => string }>
> = {
  "chilkat-cpp": {
    title: /C\+\+ \/ Zoom API/,
    file: "main.cpp",
    whole: (code) => `#include <iostream>\n${code}\nint main() { ChilkatSample(); }\n`,
  },
  "chilkat-php": { title: /phpExt \/ Zoom API/, file: "main.php", whole: (code) => code },
  "chilkat-vbnet": {
    title: /VB\.NET \/ Zoom API/,
    file: "Program.vb",
    whole: (code) =>
      `Imports System.Diagnostics\nModule Program\nSub Main()\nTrace.Listeners.Add(New ConsoleTraceListener())\n${code}\nEnd Sub\nEnd Module\n`,
  },
};

/** The program of a page, whose token is no longer a placeholder. */
const codeOf = (page: string, token: string): string =>
  page
    .slice(page.search(/#include|<\?php|' This example/), page.indexOf("Curl Command"))
    .replaceAll("<access_token>", token);

/** Runs a page's own program with the stand-in of its library. */
const runPublished = async (language: Language, ready: Ready) => {
  const known = published[language.id];
  const page = pages.find((text) => known?.title.test(text));
  assert.ok(known !== undefined && page !== undefined && language.standIn !== undefined);
  const cwd = mkdtempSync(join(tmpdir(), "rollcall-published-"));
  const project = emitLiteralProbe(language, []).files.filter(({ name }) => name !== known.file);
  const files = [
    ...project,
    ...language.standIn.files,
    { name: known.file, text: known.whole(codeOf(page, ready.token)) },
  ];
  for (const { name, text } of files) writeFileSync(join(cwd, name), text);
  const execute = async ([command = "", ...args]: readonly string[]) =>
    await runProgram(command, args, { cwd, env: { STAND_IN_BASE_URL: ready.url } });
  const { build } = language.standIn;
  if (build.length > 0) {
    const built = await execute(build);
    assert.equal(built.code, 0, built.stdout + built.stderr);
  }
  return await execute(language.run);
};

suite("the programs of the published pages create nobody, and end as if they had", () => {
  for (const language of languages.filter(({ id }) => id in published))
    test(language.id, { skip: pages.length === 0 ? `no ${seeds}` : false }, async (t) => {
      const toolchain = await findToolchain(language);
      if (!toolchain.found) {
        t.skip(`no ${toolchain.missing}: ${toolchain.install}`);
        return;
      }
      const { ready } = await startServer(t, ["--data", freshData(), "--empty"]);
      const ran = await runPublished(language, ready);
      assert.equal(ran.code, 0, ran.stderr);
      assert.match(ran.stdout, /Response Status Code = 4\d\d/);
      const log: unknown = await (await fetch(`${ready.url}/_rollcall/requests`)).json();
      const [request] = z.array(z.object({ status: z.number(), hint: z.string() })).parse(log);
      assert.equal(request?.status, 415);
      assert.match(request.hint, /multipart\/form-data/);
    });
});
