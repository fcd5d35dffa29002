import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { setTimeout as delay } from "node:timers/promises";

import { exactJson } from "#base";

import { dig, listIn } from "../conformance/hosts.ts";
import { checkInvariants } from "../fuzz/invariants.ts";
import { createRandom, type Random } from "../fuzz/random.ts";
import { checkClaims, type Claims, writers } from "./kill-claims.ts";
import { killed, type Running, send, start } from "./running-emulator.ts";

/** A sample by default; `npm run sweep:emulator-kills` asks for more. */
const kills = Number(process.env["ROLLCALL_EMULATOR_KILLS"] ?? 6);
/** With more, what was answered before would take longer to check than to write. */
const killsPerDirectory = 10;

/** What has been answered, hence must be there after any kill. */
interface Answered {
  readonly users: Map<string, { dept: string; status: string; gone: boolean; licence: boolean }>;
  readonly tokens: string[];
  readonly faults: Map<string, number>;
  readonly mails: Set<string>;
  /** Of the other kinds of record. */
  readonly claims: Claims;
  /** Turns that were answered in this round, by hand. */
  readonly turns: Map<string, number>;
  licensed: number;
}

const code = 2n ** 59n;

/** One user's life: made, changed, perhaps deactivated or deleted. Only what is answered is noted. */
const liveOne = async (running: Running, answered: Answered, name: string, turn: number): Promise<void> => {
  const email = `${name}@acme.test`;
  const path = `/v2/users/${email}`;
  const isInvited = turn % 4 === 0;
  const user_info = {
    email,
    type: 1,
    first_name: name,
    feature: { zoom_one_type: turn === 3 ? code : undefined },
  };
  const made = await send(running, "POST", "/v2/users", { action: isInvited ? "create" : "ssoCreate", user_info });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const known = { dept: "", status: isInvited ? "pending" : "active", gone: false, licence: turn === 3 };
  answered.users.set(email, known);
  if (isInvited) answered.mails.add(email);
  if (isInvited) return;
  // Until it is answered, a change may or may not have happened: nothing is known of that field.
  known.dept = "?";
  await send(running, "PATCH", path, { dept: `dept of ${name}` });
  known.dept = `dept of ${name}`;
  if (turn % 4 === 1) {
    known.status = "?";
    await send(running, "PUT", `${path}/status`, { action: "deactivate" });
    known.status = "inactive";
  }
  if (turn % 4 === 2) {
    known.gone = true;
    known.status = "?";
    await send(running, "DELETE", `${path}?action=delete`);
    known.status = "gone";
  }
};

const askToken = async (running: Running, answered: Answered): Promise<void> => {
  const authorization = `Basic ${Buffer.from("app:secret").toString("base64")}`;
  const path = "/oauth/token?grant_type=account_credentials&account_id=acc";
  const { body } = await send(running, "POST", path, undefined, { authorization });
  answered.tokens.push(String(dig(body, "access_token")));
};

const changeSettings = async (running: Running, answered: Answered, turn: number): Promise<void> => {
  const licensed = 300 + turn;
  const before = answered.licensed;
  answered.licensed = -1;
  const { status } = await send(running, "PATCH", "/_rollcall/accounts/acc", { settings: { seats: { licensed } } });
  answered.licensed = status === 200 ? licensed : before;
};

const addFault = async (running: Running, answered: Answered): Promise<void> => {
  const { body } = await send(running, "POST", "/_rollcall/faults", {
    operation: "userSummary",
    every: 1_000_000,
    effect: { kind: "latency", ms: 1 },
  });
  answered.faults.set(String(dig(body, "id")), 0);
  for (let count = 0; count < 3; count += 1) {
    await send(running, "GET", "/v2/users/summary");
    for (const [id, seen] of answered.faults) answered.faults.set(id, seen + 1);
  }
};

const people = ["a", "b", "c", "d"];
const hands = people.length + 3 + Object.keys(writers).length;

/** Writes from several hands until the emulator dies. */
const writeUntilDead = async (running: Running, answered: Answered, round: number): Promise<void> => {
  const hand = async (name: string, act: (turn: number) => Promise<void>): Promise<void> => {
    try {
      for (let turn = 0; ; turn += 1) {
        await act(turn);
        answered.turns.set(name, turn + 1);
      }
    } catch (error) {
      // The end of the connection is what we wait for; an answer we did not expect is not.
      if (!(error instanceof TypeError)) throw new Error(`${name} in round ${round}`, { cause: error });
    }
  };
  await Promise.all([
    ...people.map((name) => hand(name, (turn) => liveOne(running, answered, `${name}${round}-${turn}`, turn))),
    hand("tokens", () => askToken(running, answered)),
    hand("settings", (turn) => changeSettings(running, answered, turn)),
    hand("faults", () => addFault(running, answered)),
    ...Object.entries(writers).map(([kind, write]) =>
      hand(kind, (turn) => write(running, answered.claims, `${kind} ${round}-${turn}`.replace(" ", "-"), turn)),
    ),
  ]);
};

/** Everybody in the account by address: three lists instead of hundreds of calls. */
const everybody = async (running: Running): Promise<ReadonlyMap<unknown, unknown>> => {
  const found = new Map<unknown, unknown>();
  for (const status of ["active", "inactive", "pending"])
    for (let page = 1; ; page += 1) {
      const path = `/v2/users?status=${status}&page_size=2000&page_number=${page}`;
      const rows = listIn((await send(running, "GET", path)).body, "users");
      for (const row of rows) found.set(dig(row, "email"), row);
      if (rows.length < 2000) break;
    }
  return found;
};

const checkUsers = async (running: Running, answered: Answered): Promise<void> => {
  const found = await everybody(running);
  for (const [email, { dept, status, gone }] of answered.users) {
    const row = found.get(email);
    if (status === "?" && gone) continue;
    assert.equal(row === undefined, gone, `${email} ${status}`);
    if (gone) continue;
    if (dept !== "?") assert.equal(dig(row, "dept"), dept, email);
    if (status !== "?") assert.equal(dig(row, "status"), status, email);
  }
  for (const [email, { licence }] of answered.users)
    if (licence) assert.equal(dig((await send(running, "GET", `/v2/users/${email}`)).body, "zoom_one_type"), code);
};

const checkRest = async (running: Running, answered: Answered): Promise<void> => {
  for (const token of answered.tokens)
    assert.equal(
      (await send(running, "GET", "/v2/users/me", undefined, { authorization: `Bearer ${token}` })).status,
      200,
    );
  for (const email of answered.mails)
    assert.equal((await send(running, "GET", `/_rollcall/inbox/latest?to=${email}`)).status, 200, email);
  const account = (await send(running, "GET", "/_rollcall/accounts/acc")).body;
  assert.equal(dig(account, "switches", "limits"), "off");
  if (answered.licensed >= 0) assert.equal(dig(account, "settings", "seats", "licensed"), answered.licensed);
  const faults = (await send(running, "GET", "/_rollcall/faults")).body;
  const seen = new Map(
    Array.isArray(faults) ? faults.map((rule: unknown) => [dig(rule, "id"), Number(dig(rule, "seen"))]) : [],
  );
  for (const [id, count] of answered.faults) assert.ok((seen.get(id) ?? -1) >= count, `fault ${id} has seen ${count}`);
};

/** Kills one emulator again and again on one directory, and looks everything up after each. */
const killAndLook = async (t: TestContext, random: Random, rounds: number): Promise<void> => {
  const directory = mkdtempSync(join(tmpdir(), "rollcall-kill-"));
  const answered: Answered = {
    users: new Map(),
    tokens: [],
    faults: new Map(),
    mails: new Set(),
    claims: new Map(),
    turns: new Map(),
    licensed: 300,
  };
  let running = await start(directory);
  t.after(() => {
    running.process.kill("SIGKILL");
    rmSync(directory, { recursive: true, force: true });
  });
  assert.equal(running.restored, false);
  const { token } = running;
  for (let round = 0; round < rounds; round += 1) {
    answered.turns.clear();
    const writing = writeUntilDead(running, answered, round);
    // Each hand must have been answered before the end is worth looking at; a hand that failed says why below.
    for (let wait = 0; answered.turns.size < hands && wait < 4000; wait += 1) await delay(5);
    await delay(random.next() * 150);
    await killed(running);
    await writing;
    assert.equal(answered.turns.size, hands, `only these were answered: ${[...answered.turns.keys()].join(", ")}`);
    running = await start(directory);
    assert.deepEqual([running.restored, running.token], [true, token]);
    await checkUsers(running, answered);
    await checkRest(running, answered);
    await checkClaims(running, answered.claims);
    checkInvariants(exactJson.stringify((await send(running, "GET", "/_rollcall/snapshot")).body));
  }
  await killed(running);
};

test("whatever was answered is there after kill -9, at any moment, again and again", async (t) => {
  const seed = Number(process.env["ROLLCALL_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
  t.diagnostic(`seed ${seed} (repeat with ROLLCALL_SEED=${seed})`);
  const random = createRandom(seed);
  let done = 0;
  for (; done < kills; done += Math.min(killsPerDirectory, kills - done))
    await killAndLook(t, random, Math.min(killsPerDirectory, kills - done));
  t.diagnostic(`${done} kills under ${hands} hands that write, seed ${seed}`);
});
