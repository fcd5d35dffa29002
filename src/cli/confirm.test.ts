import assert from "node:assert/strict";
import { test } from "node:test";

import { confirm } from "./confirm.ts";
import { makeSession, type Session } from "./session.ts";

const sessionWith = (ask: ((question: string) => Promise<string>) | undefined): Session =>
  makeSession({
    out: () => undefined,
    err: () => undefined,
    outIsTerminal: true,
    errIsTerminal: true,
    env: {},
    cwd: "/",
    ask,
    stdin: () => [],
    onStop: () => () => undefined,
  });

const emulator = { name: "emulator", isEmulator: true, zoomPlan: "pro" } as const;
const acme = { name: "acme", isEmulator: false, zoomPlan: "pro" } as const;

test("only a real account is asked about, and only yes is yes", async () => {
  const asked: string[] = [];
  const answering = (answer: string): Session =>
    sessionWith(async (question) => {
      asked.push(question);
      return answer;
    });
  await confirm(answering("n"), emulator, "create 2 users", false);
  await confirm(answering("n"), acme, "create 2 users", true);
  assert.deepEqual(asked, []);
  await confirm(answering(" Yes "), acme, "create 2 users", false);
  assert.deepEqual(asked, ['Create 2 users on the REAL account "acme"? [y/N] ']);
  for (const answer of ["", "n", "yess"])
    await assert.rejects(confirm(answering(answer), acme, "create 2 users", false), {
      code: "RC_CLI_DECLINED",
      exit: 4,
    });
});

test("without a terminal a real account needs --yes", async () => {
  await assert.rejects(confirm(sessionWith(undefined), acme, "create 2 users", false), {
    code: "RC_CLI_NOT_CONFIRMED",
    exit: 4,
  });
});
