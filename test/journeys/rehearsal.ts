import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { openAccount } from "#accounts";
import { systemClock } from "#base";
import { fetchTransport } from "#client";
import { createEmulator, type Emulator, type EmulatorOptions } from "#emulator";
import { type JobView, openRoster, type Roster, type RosterAccount, type RowOutcome, type Source } from "#roster";

/** An emulator and a roster over one temporary directory, joined as the server joins them. */
export interface Rehearsal extends AsyncDisposable {
  readonly directory: string;
  readonly emulator: Emulator;
  readonly roster: Roster;
  /** Calls the emulator's control plane and gives the parsed answer. */
  control(method: string, path: string, body?: unknown): Promise<unknown>;
  /** Applies a people file and waits for the end. */
  apply(csv: string | Uint8Array, more?: Parameters<Roster["apply"]>[2], name?: string): Promise<Applied>;
  /** E-mail addresses of the account by state, read through the API. */
  emails(status: "active" | "inactive" | "pending"): Promise<string[]>;
}

export interface Applied {
  readonly job: JobView;
  readonly rows: readonly RowOutcome[];
  readonly continued: boolean;
}

export const sourceOf = (csv: string | Uint8Array, name = "people.csv"): Source => {
  const bytes = typeof csv === "string" ? new TextEncoder().encode(csv) : csv;
  return { name, open: () => [bytes] };
};

export interface RehearsalOptions {
  readonly account?: EmulatorOptions["account"];
  readonly seats?: RosterAccount["seats"];
  readonly limited?: boolean;
  readonly clientSecret?: string;
  readonly directory?: string;
  readonly concurrency?: number;
}

const base = "http://zoom.invalid";

const pause = async (ms: number, signal?: AbortSignal): Promise<void> => {
  await sleep(ms, undefined, signal === undefined ? {} : { signal });
};

const accountOf = (emulator: Emulator, options: RehearsalOptions): RosterAccount => {
  const limited = options.limited ?? false;
  const { accountId, clientId, clientSecret } = emulator.account;
  const { client } = openAccount(
    {
      emulator: {
        baseUrl: `${base}/v2`,
        tokenUrl: `${base}/oauth/token`,
        credentials: { accountId, clientId, clientSecret: options.clientSecret ?? clientSecret },
        transport: fetchTransport((input, init) => emulator.fetch(input, init)),
        plan: "pro",
        limits: limited ? "on" : "off",
      },
    },
    { env: {}, readSecretFile: () => ({ text: "" }), fetch, clock: systemClock, sleep: pause, random: Math.random },
  );
  return {
    name: "emulator",
    isEmulator: true,
    zoomPlan: "pro",
    limited,
    client,
    ...(options.seats === undefined ? {} : { seats: options.seats }),
  };
};

export const openRehearsal = async (options: RehearsalOptions = {}): Promise<Rehearsal> => {
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), "rollcall-rehearsal-"));
  const emulator = await createEmulator({
    directory,
    account: { preset: "pro", switches: { limits: options.limited ? "on" : "off" }, ...options.account },
  });
  const account = accountOf(emulator, options);
  const roster = await openRoster({
    directory,
    key: new Uint8Array(32).fill(7),
    clock: systemClock,
    openAccount: async () => account,
    ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
  });
  return {
    directory,
    emulator,
    roster,
    async control(method, path, body) {
      const init =
        body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
      const answer = await emulator.fetch(`${base}/_rollcall${path}`, { method, ...init });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
      const value: unknown = text === "" ? undefined : JSON.parse(text);
      return value;
    },
    async apply(csv, more, name) {
      const { run, continued } = await roster.apply(sourceOf(csv, name), "emulator", more);
      const job = await roster.settled(run, 60_000);
      return { job, rows: await roster.rows(run), continued };
    },
    async emails(status) {
      const emails: string[] = [];
      for await (const user of account.client.users.list(status)) emails.push(user.email);
      return emails;
    },
    async [Symbol.asyncDispose]() {
      await roster.close();
      await emulator.close();
      if (options.directory === undefined) rmSync(directory, { recursive: true, force: true });
    },
  };
};
