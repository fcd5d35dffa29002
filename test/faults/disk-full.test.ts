import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { dig, listIn } from "../conformance/hosts.ts";
import { killed, send, start } from "./running-emulator.ts";

/** A disk that can be full: its place, and how it gets space again. */
interface SmallDisk extends Disposable {
  readonly directory: string;
  /** Leaves a running emulator only what little it has. */
  fill(pid: number): void;
  free(pid: number): void;
}

const run = (command: string, ...args: readonly string[]): boolean => spawnSync(command, args).status === 0;

/** A file system of 2 MB in memory, where mounting one is allowed. */
const mountDisk = (directory: string): SmallDisk | undefined => {
  if (!run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", directory)) return undefined;
  const ballast = join(directory, "ballast");
  return {
    directory,
    fill: () => writeFileSync(ballast, Buffer.alloc(1_000_000)),
    free: () => rmSync(ballast),
    [Symbol.dispose]: () => void run("umount", "-l", directory),
  };
};

/** Elsewhere a limit on the size of the emulator's files, which the system lets its owner lift again. */
const limitFiles = (directory: string): SmallDisk | undefined =>
  run("prlimit", "--version")
    ? {
        directory,
        fill: (pid) => assert.ok(run("prlimit", "--pid", String(pid), "--fsize=600000:unlimited")),
        free: (pid) => assert.ok(run("prlimit", "--pid", String(pid), "--fsize=unlimited:unlimited")),
        [Symbol.dispose]: () => undefined,
      }
    : undefined;

const kinds = [
  ["a file system without space", mountDisk, "mounting a file system is not allowed here (run as root)"],
  ["files that may not grow", limitFiles, "there is no prlimit (Debian: util-linux)"],
] as const;

const create = (name: string) => ({ action: "ssoCreate", user_info: { email: `${name}@acme.test`, type: 1 } });

for (const [kind, make, reason] of kinds)
  test(`a full disk is answered with a clear error, and nothing answered is lost: ${kind}`, async (t) => {
    const directory = mkdtempSync(join(tmpdir(), "rollcall-full-"));
    t.after(() => rmSync(directory, { recursive: true, force: true }));
    using disk = make(directory);
    if (disk === undefined) {
      t.skip(reason);
      return;
    }
    const running = await start(directory);
    t.after(() => running.process.kill("SIGKILL"));
    const pid = running.process.pid ?? 0;
    disk.fill(pid);
    const answered: string[] = [];
    let refused: Awaited<ReturnType<typeof send>> | undefined;
    for (let count = 0; count < 20_000 && refused === undefined; count += 1) {
      const answer = await send(running, "POST", "/v2/users", create(`user${count}`));
      if (answer.status === 201) answered.push(`user${count}@acme.test`);
      else refused = answer;
    }
    assert.ok(answered.length > 0);
    assert.ok(refused !== undefined, "the disk never became full");
    assert.equal(refused.status, 507, JSON.stringify(refused.body));
    assert.equal(dig(refused.body, "error"), "RC_EMULATOR_NOT_KEPT");
    assert.match(String(dig(refused.body, "message")), /cannot write .*emulator\.db.*Free space/);
    // What is not on disk is not told either.
    const look = await send(running, "GET", `/v2/users/user${answered.length}@acme.test`);
    assert.equal(look.status, 507);
    assert.equal((await send(running, "GET", "/_rollcall/accounts")).status, 507);

    disk.free(pid);
    const last = `user${answered.length}`;
    assert.equal((await send(running, "GET", `/v2/users/${last}@acme.test`)).status, 200);
    assert.equal((await send(running, "POST", "/v2/users", create("after"))).status, 201);
    answered.push(`${last}@acme.test`, "after@acme.test");
    await killed(running);
    const again = await start(directory);
    t.after(() => again.process.kill("SIGKILL"));
    const found: unknown[] = [];
    for (let page = 1, rows = 2000; rows === 2000; page += 1) {
      const { body } = await send(again, "GET", `/v2/users?page_size=2000&page_number=${page}`);
      const users = listIn(body, "users");
      rows = users.length;
      found.push(...users.map((user) => dig(user, "email")));
    }
    assert.deepEqual(
      answered.filter((email) => !found.includes(email)),
      [],
    );
    await killed(again);
  });
