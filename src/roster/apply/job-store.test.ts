// What the store of jobs does, in a file of the data directory and in PostgreSQL.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";

import { openDatabase, openPostgresStore, seal } from "#system";

import { personHash } from "../audit/chain.ts";
import { PackedCells } from "../read/index.ts";
import type { RosterPlan } from "../plan/plan-types.ts";
import type { Job } from "./job-records.ts";
import { type JobStore, openJobStore } from "./job-store.ts";
import { fileTables } from "./job-tables.ts";

const key = new Uint8Array(32).fill(3);
const job: Job = {
  id: "run-1",
  account: "emulator",
  sourceKey: "people.csv",
  sourceName: "people.csv",
  sha256: "abc",
  source: { name: "people.csv", header: ["Email", "Password"], delimiter: "," },
  state: "running",
  attempt: 1,
  createdAt: "2026-11-22T10:00:00.000Z",
};

const create = (email: string) => ({ email, action: "autoCreate" as const, type: 1, hasPassword: true, profile: {} });
const basis = { line: 2, reasons: [], cells: new PackedCells(["x", ""]) };
const plan: Pick<RosterPlan, "rows"> = {
  rows: [
    { ...basis, row: 1, email: "a@acme.test", action: "create", create: create("a@acme.test") },
    { ...basis, row: 2, email: "b@acme.test", action: "same" },
    { ...basis, row: 3, email: "c", action: "blocked", reasons: [{ code: "email_invalid", message: "no" }] },
  ],
};

const cost = {
  invites: 0,
  invitesPerDay: null,
  days: 0,
  seats: { basic: { needed: 0 }, licensed: { needed: 0 } },
  seconds: 0,
};
const wholePlan: RosterPlan = {
  ...plan,
  format: 2,
  id: "plan-1",
  createdAt: job.createdAt,
  account: "emulator",
  zoomPlan: "pro",
  source: { ...job.source, sha256: "abc", dialect: "generic", encoding: "utf-8", mapping: [], unmapped: [] },
  counts: {
    create: 1,
    update: 0,
    same: 1,
    leave: 0,
    blocked: 1,
    activate: 0,
    deactivate: 0,
    reclaim: 0,
    offboard: 0,
    resend: 0,
    cancel: 0,
  },
  safety: { removals: 0, of: 3, maxRemovals: 25, maxPercent: 10, exceeded: false },
  cost,
};

const url = process.env["ROLLCALL_TEST_POSTGRES"];
const skip = url === undefined && "PostgreSQL is not installed (Debian: postgresql), or not started by npm test";

/** A database of this file's own: the tables' schema has one name everywhere. */
const makeDatabase = async (server: string) => {
  const name = `jobs_${randomBytes(6).toString("hex")}`;
  const admin = await openPostgresStore(server, { name, migrations: [] });
  await admin.run(`CREATE DATABASE ${name}`);
  return {
    url: new URL(`/${name}`, server).href,
    clear: async () => {
      await using store = await openPostgresStore(new URL(`/${name}`, server).href, { name, migrations: [] });
      for (const table of ["job", "job_row", "job_secret", "audit"])
        await store.run(`DELETE FROM rollcall_roster.${table}`);
    },
    drop: async () => {
      await admin.run(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.close();
    },
  };
};

/** Opens the same jobs each time: as the server does, in its data directory, or as a worker does, without one. */
interface Place extends AsyncDisposable {
  readonly directory: string;
  open(how?: "worker"): Promise<JobStore>;
}

let shared: ReturnType<typeof makeDatabase> | undefined;

const fileName = { SQLite: "audit.jsonl", PostgreSQL: "audit-postgres.jsonl" };
type Kind = keyof typeof fileName;

const openPlace = async (kind: Kind): Promise<Place> => {
  const directory = mkdtempSync(join(tmpdir(), "rollcall-store-"));
  const database = kind === "SQLite" ? undefined : await shared;
  return {
    directory,
    open: (how) =>
      openJobStore({
        key,
        peopleKey: key,
        ...(how === "worker" ? {} : { directory }),
        ...(database === undefined ? {} : { postgres: database.url }),
      }),
    async [Symbol.asyncDispose]() {
      await database?.clear();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};

const withStore = async (kind: Kind, work: (store: JobStore, place: Place) => Promise<void>): Promise<void> => {
  await using place = await openPlace(kind);
  const store = await place.open();
  try {
    await store.add(job, wholePlan, new Map([[1, "Secret-4711-xQ"]]));
    await work(store, place);
  } finally {
    await store.close();
  }
};

const describeRows = (kind: Kind): void => {
  test("rows begin open, unchanged or failed, as the plan has them", () =>
    withStore(kind, async (store) => {
      assert.deepEqual(
        (await store.rows("run-1")).map(({ state, outcome }) => [state, outcome]),
        [
          ["todo", undefined],
          ["settled", "unchanged"],
          ["settled", "failed"],
        ],
      );
      assert.deepEqual(await store.rowsIn("run-1", "todo"), [1]);
      assert.deepEqual(await store.rowsIn("run-1", "todo", ["update"]), []);
      assert.deepEqual(Object.fromEntries(await store.count("run-1")), { failed: 1, pending: 1, unchanged: 1 });
    }));

  test("more rows than one statement takes are all there", () =>
    withStore(kind, async (store) => {
      const rows = Array.from({ length: 251 }, (_unused, at) => ({
        ...basis,
        row: at,
        email: `${at}`,
        action: "same" as const,
      }));
      await store.add({ ...job, id: "run-2" }, { ...wholePlan, rows }, new Map());
      assert.deepEqual([...(await store.count("run-2"))], [["unchanged", 251]]);
      assert.deepEqual(
        (await store.jobs()).map(({ id }) => id),
        ["run-2", "run-1"],
      );
    }));

  test("an open attempt is remembered until it is closed", () =>
    withStore(kind, async (store) => {
      await store.setRow("run-1", 1, { state: "todo", intentAt: 1_795_305_600_000 });
      assert.equal((await store.row("run-1", 1))?.intentAt, 1_795_305_600_000);
      await store.setRow("run-1", 1, { state: "waiting", outcome: "waiting" });
      assert.equal((await store.row("run-1", 1))?.intentAt, 1_795_305_600_000);
      await store.reopen("run-1");
      const row = await store.row("run-1", 1);
      assert.deepEqual([row?.state, row?.outcome], ["todo", undefined]);
      await store.setRow("run-1", 1, { state: "settled", outcome: "created", intentAt: null });
      assert.equal((await store.row("run-1", 1))?.intentAt, undefined);
    }));

  test("a settled row stays as it is", () =>
    withStore(kind, async (store) => {
      await store.setRow("run-1", 1, { state: "settled", outcome: "created" });
      await store.setRow("run-1", 1, { state: "waiting", outcome: "waiting" });
      assert.equal((await store.row("run-1", 1))?.outcome, "created");
    }));
};

const describeJobs = (kind: Kind): void => {
  test("a password is sealed on disk, readable for its row, and gone when the row is made", () =>
    withStore(kind, async (store, { directory }) => {
      assert.equal(await store.password("run-1", 1), "Secret-4711-xQ");
      assert.equal(await store.password("run-1", 2), undefined);
      for (const file of readdirSync(directory))
        assert.ok(!readFileSync(join(directory, file)).includes("Secret-4711-xQ"), file);
      await store.setRow("run-1", 1, { state: "made", outcome: "created" });
      assert.equal(await store.password("run-1", 1), undefined);
    }));

  test("a job's state, wait and problem are kept together; what is over loses its secrets", () =>
    withStore(kind, async (store) => {
      await store.setJob("run-1", { state: "waiting", waitingUntil: 1_795_305_600_000 });
      const waiting = await store.job("run-1");
      assert.deepEqual([waiting?.state, waiting?.waitingUntil], ["waiting", 1_795_305_600_000]);
      await store.setJob("run-1", { state: "stopped", problem: { code: "X", message: "m", fix: "f", exit: 6 } });
      const stopped = await store.job("run-1");
      assert.deepEqual([stopped?.waitingUntil, stopped?.problem?.exit], [undefined, 6]);
      assert.equal((await store.unfinished()).length, 1);
      await store.setJob("run-1", { state: "abandoned" });
      assert.deepEqual([(await store.unfinished()).length, await store.password("run-1", 1)], [0, undefined]);
      await store.setJob("run-1", { state: "done" });
      assert.equal((await store.job("run-1"))?.state, "abandoned");
    }));

  test("a person is forgotten in whatever case the address is written; open rows keep it", () =>
    withStore(kind, async (store, { directory }) => {
      assert.deepEqual(await store.forget("A@acme.test"), { jobs: new Map(), open: 1 });
      await store.setRow("run-1", 1, { state: "settled", outcome: "created" });
      assert.deepEqual(await store.forget("A@acme.test"), { jobs: new Map([["run-1", 1]]), open: 0 });
      assert.equal(await store.audit.forget(personHash(key, "a@acme.test")), 1);
      assert.ok(!readFileSync(join(directory, fileName[kind]), "utf8").includes("a@acme.test"));
      assert.equal((await store.audit.verify()).broken, undefined);
    }));
};

const describeSharing = (kind: Kind): void => {
  test("processes that record at once make one chain, each event once", () =>
    withStore(kind, async (store, place) => {
      const people = Array.from({ length: 60 }, (_unused, at) => ({
        ...basis,
        row: at,
        email: `p${at}@acme.test`,
        action: "create" as const,
        create: create(`p${at}@acme.test`),
      }));
      await store.add({ ...job, id: "run-2" }, { ...wholePlan, rows: people }, new Map());
      const others = await Promise.all([place.open("worker"), place.open("worker")]);
      // Each row is recorded by two of the three, as after a lease that ended too early.
      const stores = [store, ...others];
      const made = { state: "made", outcome: "created" } as const;
      await Promise.all(
        stores.flatMap((one, at) =>
          people.filter(({ row }) => row % 3 !== at).map(({ row }) => one.setRow("run-2", row, made)),
        ),
      );
      for (const other of others) await other.close();
      const { entries, broken } = await store.audit.verify();
      assert.deepEqual([entries, broken], [people.length + 2, undefined]);
      assert.deepEqual([...(await store.count("run-2"))], [["created", 60]]);
    }));

  test("a worker keeps no file; who holds the directory is told that a report is due", () =>
    withStore(kind, async (store, place) => {
      const worker = await place.open("worker");
      await worker.setJob("run-1", { state: "done" });
      await worker.close();
      const done = await store.job("run-1");
      assert.equal(done?.reportDue, true);
      await store.reported({ id: "run-1", attempt: 1 });
      assert.equal((await store.job("run-1"))?.reportDue, undefined);
      await store.audit.flush();
      assert.match(readFileSync(join(place.directory, fileName[kind]), "utf8"), /"outcome":"done"/);
    }));
};

const describeEarlierFile = (): void => {
  test("a file of an earlier version keeps its jobs and passwords", async () => {
    await using place = await openPlace("SQLite");
    const sealed = seal(key, "Secret-4711-xQ", "rollcall password run-1 1");
    const earlier = { migrations: fileTables.migrations.slice(0, 2) };
    using database = await openDatabase(join(place.directory, "roster.db"), earlier);
    database.run(
      "INSERT INTO job VALUES ('run-1', 'emulator', 'k', 'n', 's', ?, 'stopped', 2, '2026-11-22', NULL, NULL)",
      JSON.stringify(job.source),
    );
    database.run("INSERT INTO job_secret VALUES ('run-1', 1, ?)", sealed);
    const store = await place.open();
    assert.deepEqual([await store.password("run-1", 1), (await store.job("run-1"))?.attempt], ["Secret-4711-xQ", 2]);
    await store.close();
  });
};

suite("jobs: SQLite", () => {
  describeEarlierFile();
  describeRows("SQLite");
  describeJobs("SQLite");
});

suite("jobs: PostgreSQL", { skip }, () => {
  before(async () => {
    shared = makeDatabase(url ?? "");
    await shared;
  });
  after(async () => (await shared)?.drop());
  describeRows("PostgreSQL");
  describeJobs("PostgreSQL");
  describeSharing("PostgreSQL");
});
