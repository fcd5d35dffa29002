import { spawn } from "node:child_process";

export interface Ran {
  /** Undefined when the command could not be started or was ended after its time. */
  readonly exit: number | undefined;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** What it reads from standard input; by default nothing. */
  readonly input?: string | undefined;
}

/** What commands take over from this process: where tools are, and nothing that changes how programs behave. */
export const toolEnvironment = (home: string): Readonly<Record<string, string>> => {
  const { PATH = "/usr/bin:/bin", HOME = home, JAVA_HOME } = process.env;
  return {
    PATH,
    HOME,
    LANG: "C.UTF-8",
    TZ: "Asia/Kolkata",
    DOTNET_CLI_TELEMETRY_OPTOUT: "1",
    DOTNET_NOLOGO: "1",
    DOTNET_SKIP_FIRST_TIME_EXPERIENCE: "1",
    MSBUILDDISABLENODEREUSE: "1",
    ...(JAVA_HOME === undefined ? {} : { JAVA_HOME }),
  };
};

/** How package registries are reached here; programs themselves never see it. */
const registryVariables = [
  "NODE_EXTRA_CA_CERTS",
  "npm_config_registry",
  "HTTPS_PROXY",
  "https_proxy",
  "NO_PROXY",
  "no_proxy",
];

/** Builds ask for their packages and nothing else, and do not wait five minutes for an answer. */
const quietBuilds: Readonly<Record<string, string>> = {
  npm_config_audit: "false",
  npm_config_fund: "false",
  npm_config_update_notifier: "false",
  npm_config_prefer_offline: "true",
  npm_config_fetch_timeout: "30000",
  NuGetAudit: "false",
};

/** What builds take over: a build may fetch packages. */
export const buildEnvironment = (home: string): Readonly<Record<string, string>> => {
  const environment: Record<string, string> = { ...toolEnvironment(home), ...quietBuilds };
  for (const name of registryVariables) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  return environment;
};

/** Runs a command to its end; its whole process group is ended after `timeoutMs`. */
export const runCommand = async (
  argv: readonly string[],
  { cwd, env, timeoutMs, input = "" }: RunOptions,
): Promise<Ran> => {
  const [command = "", ...args] = argv;
  const child = spawn(command, args, { cwd, env, stdio: ["pipe", "pipe", "pipe"], detached: true });
  // It may end before it has read anything.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  child.once("error", () => {
    resolve(undefined);
  });
  child.once("close", (code) => {
    resolve(code ?? undefined);
  });
  const timer = setTimeout(() => {
    if (child.pid !== undefined)
      try {
        process.kill(-child.pid, "SIGKILL");
      } catch {
        // It has ended by itself.
      }
    resolve(undefined);
  }, timeoutMs);
  const exit = await promise;
  clearTimeout(timer);
  return { exit, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() };
};
