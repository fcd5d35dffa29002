// A throw-away PostgreSQL for tests and benches: a cluster of its own on a port of its own, gone when its owner is.
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, globSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Postgres {
  /** With user and password: hand it on in the environment only. */
  readonly url: string;
  stop(): Promise<void>;
}

const isLinux = process.platform === "linux";
/** PostgreSQL refuses to run as root, so root becomes the user that Debian's package made. */
const isRoot = process.getuid?.() === 0;

/** Debian and Homebrew keep the server's programs out of the path, one folder a version. */
const findPrograms = (): string | undefined =>
  globSync(["/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql@*/bin", "/usr/local/opt/postgresql@*/bin"])
    .toSorted((a, b) => b.localeCompare(a, "en", { numeric: true }))
    .at(0);

const freePort = async (): Promise<number> => {
  const probe = createServer();
  const { promise, resolve } = Promise.withResolvers<number>();
  probe.listen(0, "127.0.0.1", () => {
    const address = probe.address();
    resolve(typeof address === "object" && address !== null ? address.port : 0);
  });
  const port = await promise;
  const closed = Promise.withResolvers<unknown>();
  probe.close(closed.resolve);
  await closed.promise;
  return port;
};

const idOf = (flag: "-u" | "-g"): number => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);

/** As the right user, and (on Linux) ended by the kernel when we are, even by SIGKILL. */
const wrapped = (program: string, args: readonly string[]): [string, string[]] => {
  const user = isRoot ? ["--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
  return isLinux ? ["setpriv", [...user, "--pdeathsig=QUIT", program, ...args]] : [program, [...args]];
};

// A deadlock is found at once instead of after a second, for tests that make some.
const settings = [
  "deadlock_timeout=20ms",
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  // A process has about forty, and several tests run at once.
  "max_connections=400",
];

/** Starts a cluster with its own folder, port and password; undefined where PostgreSQL is not installed, or cannot be started. */
export const startPostgres = async (): Promise<Postgres | undefined> => {
  const programs = findPrograms();
  if (programs === undefined) return undefined;
  const tried = spawnSync(...wrapped(`${programs}/postgres`, ["--version"]), { encoding: "utf8" });
  if (tried.status !== 0) {
    console.error(`PostgreSQL is here, but cannot be started: ${tried.error?.message ?? tried.stderr}`);
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), "rollcall-postgres-"));
  const data = join(folder, "data");
  const password = randomBytes(12).toString("hex");
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, password);
  if (isRoot) for (const path of [folder, passwordFile]) chownSync(path, idOf("-u"), idOf("-g"));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  const init = ["-D", data, "-U", "postgres", "-A", "scram-sha-256", `--pwfile=${passwordFile}`];
  const made = spawnSync(...wrapped(`${programs}/initdb`, [...init, "--no-sync", "--no-locale", "-E", "UTF8"]), {
    encoding: "utf8",
    cwd: folder,
  });
  if (made.status !== 0) {
    remove();
    throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`);
  }
  const port = await freePort();
  const flags = settings.flatMap((setting) => ["-c", setting]);
  const server = spawn(
    ...wrapped(`${programs}/postgres`, ["-D", data, "-p", `${port}`, "-h", "127.0.0.1", "-k", "", ...flags]),
    { stdio: ["ignore", "ignore", "pipe"], cwd: folder },
  );
  const ended = Promise.withResolvers<void>();
  const ready = Promise.withResolvers<void>();
  let log = "";
  server.stderr.setEncoding("utf8").on("data", (text: string) => {
    // Only the beginning is of interest; the pipe must be emptied all the same.
    if (log.length < 10_000) log += text;
    if (log.includes("ready to accept connections")) ready.resolve();
  });
  server.once("exit", () => {
    ended.resolve();
    ready.reject(new Error(`PostgreSQL did not start: ${log}`));
  });
  server.once("error", ready.reject);
  const stop = async (): Promise<void> => {
    server.kill("SIGQUIT");
    await ended.promise;
    remove();
  };
  await ready.promise;
  return { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, stop };
};

/** `npm run postgres -- COMMAND…`: the command with such a server in its environment. */
if (import.meta.main) {
  const [command = "", ...args] = process.argv.slice(2);
  const postgres = await startPostgres();
  if (postgres === undefined || command === "") {
    console.error(
      command === "" ? "usage: npm run postgres -- COMMAND…" : "PostgreSQL is not installed (Debian: postgresql)",
    );
    process.exitCode = 2;
  } else {
    const env = { ...process.env, ROLLCALL_TEST_POSTGRES: postgres.url };
    // Not spawnSync: who does not read the server's log stops the server when the pipe is full.
    const child = spawn(command, args, { stdio: "inherit", env });
    process.exitCode = await new Promise<number>((resolve) => {
      child.once("error", (error) => {
        console.error(error.message);
        resolve(1);
      });
      child.once("close", (code) => {
        resolve(code ?? 1);
      });
    });
  }
  await postgres?.stop();
}
