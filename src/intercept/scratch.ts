import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A directory of one run that does not outlive it. */
export interface Scratch extends Disposable {
  readonly path: string;
}

/**
 * A shell that waits for the end of its input, which comes when this process ends, however it ends, and then removes the
 * directory. Without a shell (Windows) only an orderly end removes it.
 */
const watch = (path: string): (() => void) => {
  if (process.platform === "win32") return () => undefined;
  const watcher = spawn("/bin/sh", ["-c", 'read -r _; rm -rf -- "$1"', "rollcall-scratch", path], {
    stdio: ["pipe", "ignore", "ignore"],
    // A group of its own: Ctrl-C must not end it before the work is done.
    detached: true,
    env: { PATH: process.env["PATH"] },
  });
  watcher.on("error", () => undefined);
  watcher.stdin.on("error", () => undefined);
  watcher.unref();
  if (watcher.stdin instanceof Socket) watcher.stdin.unref();
  return () => watcher.stdin.end();
};

/** Makes the directory, for this user alone. It is removed on dispose, at exit, and after a kill. */
export const openScratch = (): Scratch => {
  const path = mkdtempSync(join(tmpdir(), "rollcall-run-"));
  const release = watch(path);
  const remove = (): void => rmSync(path, { recursive: true, force: true });
  process.once("exit", remove);
  return {
    path,
    [Symbol.dispose]() {
      process.off("exit", remove);
      remove();
      release();
    },
  };
};
