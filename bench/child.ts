import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** A helper process with which one exchanges messages in turn. */
export interface Child extends Disposable {
  /** The first message it sent. */
  readonly hello: unknown;
  ask(message: object): Promise<unknown>;
}

const nextMessage = async (child: ChildProcess): Promise<unknown> => {
  const ended = new AbortController();
  const end = (): void => {
    ended.abort(new Error("a helper process ended early"));
  };
  child.once("exit", end);
  const heard: readonly unknown[] = await once(child, "message", { signal: ended.signal });
  child.off("exit", end);
  return heard[0];
};

const start = (name: string, args: readonly string[]): ChildProcess =>
  // Without an import condition a helper runs what is published.
  fork(new URL(`children/${name}`, import.meta.url), args, {
    execArgv: name.endsWith(".ts") ? ["--conditions=rollcall-source"] : [],
    // A server's log goes where it costs it least.
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });

/** Starts bench/children/<name>; a server says hello when it listens. */
export const startServer = async (name: string, ...args: readonly string[]): Promise<Child> => {
  const child = start(name, args);
  const hello = await nextMessage(child);
  return { hello, ...conversation(child) };
};

export const startLoad = (): Child => ({ hello: undefined, ...conversation(start("load.mjs", [])) });

const conversation = (child: ChildProcess): Omit<Child, "hello"> => ({
  async ask(message) {
    const answer = nextMessage(child);
    child.send(message);
    return await answer;
  },
  [Symbol.dispose]() {
    child.kill();
  },
});
