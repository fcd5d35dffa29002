import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

import { exactJson } from "#base";

import { dig } from "../conformance/hosts.ts";

const child = new URL("emulator-child.ts", import.meta.url).pathname;

/** An emulator with a directory in a process of its own, to be killed. */
export interface Running {
  readonly process: ChildProcess;
  readonly url: string;
  readonly token: string;
  readonly restored: boolean;
}

export const start = async (directory: string): Promise<Running> => {
  const started = spawn(process.execPath, ["--conditions=rollcall-source", child, directory], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: started.stdout })) {
    const ready: unknown = JSON.parse(line);
    return {
      process: started,
      url: String(dig(ready, "url")),
      token: String(dig(ready, "token")),
      restored: dig(ready, "restored") === true,
    };
  }
  throw new Error("the child ended before it listened");
};

/** `json` is sent as application/json, a form as it is. */
export const send = async (
  running: Running,
  method: string,
  path: string,
  json?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly body: unknown }> => {
  const isForm = json instanceof FormData;
  const response = await fetch(running.url + path, {
    method,
    headers: {
      authorization: `Bearer ${running.token}`,
      ...(isForm ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(json === undefined ? {} : { body: isForm ? json : exactJson.stringify(json) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : exactJson.parse(text) };
};

export const killed = async (running: Running): Promise<void> => {
  const ended = once(running.process, "exit");
  running.process.kill("SIGKILL");
  await ended;
};
