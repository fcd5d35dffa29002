import assert from "node:assert/strict";

import { createEmulator } from "#emulator";

import { recordsOf } from "./records-of.ts";
import { check, optionsFor, type Session, step, viewsOf } from "./session.ts";

const perSession = 1250;
const perCheck = 250;

/** What comes back from a snapshot shows the same as what it was taken from. */
const checkRestore = async (session: Session, snapshot: string): Promise<void> => {
  await using other = await createEmulator(optionsFor(session.clock, { account: false }));
  const body = new TextEncoder().encode(snapshot);
  const answer = await other.dispatch({
    method: "PUT",
    path: "/_rollcall/snapshot",
    query: "",
    headers: { "content-type": "application/json" },
    body,
    inProcess: true,
  });
  assert.equal(answer.status, 200, String(answer.body).slice(0, 500));
  const again = await check({ ...session, emulator: other });
  assert.deepEqual(recordsOf(again), recordsOf(snapshot));
  assert.deepEqual(await viewsOf(other, session.accounts), await viewsOf(session.emulator, session.accounts));
};

/** A restart on the same directory. */
const checkRestart = async (session: Session, directory: string): Promise<void> => {
  const shown = await viewsOf(session.emulator, session.accounts);
  const last = await check(session);
  await session.emulator.close();
  await using again = await createEmulator(optionsFor(session.clock, { account: false, directory }));
  assert.deepEqual(recordsOf(await check({ ...session, emulator: again })), recordsOf(last));
  assert.deepEqual(await viewsOf(again, session.accounts), shown);
};

/** A session from its first request to the comparison of what snapshot and directory give back. */
export const runSession = async (session: Session, directory: string | undefined): Promise<void> => {
  try {
    for (let count = 1; count <= perSession; count += 1) {
      await step(session);
      if (count % perCheck === 0) await check(session);
    }
    await checkRestore(session, await check(session));
    if (directory !== undefined) await checkRestart(session, directory);
  } finally {
    await session.emulator.close();
  }
};
