import { closeSync, openSync, writeSync } from "node:fs";
import { resolve } from "node:path";

import { type Command, InvalidArgumentError } from "commander";
import { z } from "zod";

import { type Answer, bodyText, type Exchange, exits } from "#base";
import { zoomToken } from "#catalog";
import { fetchTransport } from "#client";
import { createRecorder, keptHeaders } from "#intercept";
import { serve } from "#system";

import { confirm } from "../confirm.ts";
import { addHelp } from "../help.ts";
import { accountOptions, addAccount, addCommon } from "../options.ts";
import { plain } from "../print/plain.ts";
import { count } from "../print/words.ts";
import type { Session } from "../session.ts";
import { dataDirectory } from "../target.ts";
import { cannotWrite } from "../write-error.ts";
import { type CallTarget, openZoomTarget } from "./api-call-target.ts";

const schema = accountOptions.extend({
  out: z.string().default("recording.ndjson"),
  port: z.number().default(0),
  writes: z.boolean().default(false),
  yes: z.boolean().default(false),
});
type Flags = z.output<typeof schema>;

const parsePort = (text: string): number => {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("A port is a number from 0 to 65535.");
};

/** Tokens live an hour; a new one in good time. */
const tokenMs = 50 * 60_000;
const timeoutMs = 60_000;
const maxBodyBytes = 1_048_576;
const sentHeaders = ["accept", "content-type"];
/** Recorded, and the id that Zoom's support asks for. */
const answeredHeaders = [...keptHeaders, "x-zm-trackingid"];

/** Sends calls to the account with its own token, whatever token they came with. */
const createForward = (open: () => Promise<CallTarget>, first: CallTarget) => {
  let target = first;
  let since = performance.now();
  const transport = fetchTransport((input, init) =>
    target.fetch(input instanceof Request ? input.url : new URL(input).href, init ?? {}),
  );
  return async ({ method, path, query, headers, body }: Exchange): Promise<Answer> => {
    if (performance.now() - since > tokenMs) {
      target = await open();
      since = performance.now();
    }
    const own = sentHeaders.flatMap((name): [string, string][] => {
      const value = headers[name];
      return typeof value === "string" ? [[name, value]] : [];
    });
    const answer = await transport({
      method,
      url: `${target.base.replace(/\/v2$/, "")}${path}${query === "" ? "" : `?${query}`}`,
      headers: { ...Object.fromEntries(own), authorization: `Bearer ${target.secret(zoomToken)}` },
      ...(body.length === 0 ? {} : { body: bodyText(body) }),
      timeoutMs,
    }).catch((error: unknown): { readonly status: number; readonly headers: Headers; readonly text: string } => ({
      status: 502,
      headers: new Headers({ "content-type": "application/json" }),
      text: JSON.stringify({ code: 502, message: `${target.base} does not answer: ${String(error)}` }),
    }));
    return {
      status: answer.status,
      headers: answeredHeaders.flatMap((name) => {
        const value = answer.headers.get(name);
        return value === null ? [] : [name, value];
      }),
      body: answer.text,
    };
  };
};

/** A recording is never written over: it may be the only one. */
const openRecording = (path: string): number => {
  try {
    return openSync(path, "wx", 0o600);
  } catch (error) {
    throw cannotWrite(path, error);
  }
};

const run = async (session: Session, flags: Flags): Promise<number> => {
  const { io } = session;
  const open = (): Promise<CallTarget> => openZoomTarget(io, dataDirectory(io, flags.data), flags.account);
  await using target = await open();
  const { name, isEmulator } = target;
  if (flags.writes) await confirm(session, { name, isEmulator }, "let a program change things", flags.yes);
  const path = resolve(io.cwd, flags.out);
  const file = openRecording(path);
  const { promise: stopped, resolve: stop } = Promise.withResolvers<undefined>();
  const release = io.onStop(() => stop(undefined));
  let calls = 0;
  try {
    const write = (line: string): void => {
      writeSync(file, line);
      calls += 1;
    };
    const recorder = createRecorder({ forward: createForward(open, target), write, writes: flags.writes });
    await using serving = await serve(recorder, { host: "127.0.0.1", port: flags.port, maxBodyBytes });
    const api = `${serving.url}/v2`;
    io.out(
      flags.json
        ? `${JSON.stringify({ url: serving.url, api, account: name, recording: path, writes: flags.writes, pid: process.pid })}\n`
        : `Recording ${plain(name)}${flags.writes ? "" : ", reading only"} into ${plain(path)}\nAPI base  ${api}   (any token will do: the account's own is used)\nStop: Ctrl-C\n`,
    );
    await stopped;
  } finally {
    closeSync(file);
    release();
  }
  io.err(`${count(calls, "call")} recorded in ${plain(path)}; look through it before you give it away.\n`);
  return exits.done;
};

export const addRecord = (program: Command, session: Session, finish: (exit: number) => void): void => {
  const command = program
    .command("record")
    .summary("record calls to a real account, without what identifies people")
    .description(
      "Listens on this machine in front of an account and keeps what goes by, one JSON document a line: addresses, names, ids, numbers and links become pseudonyms, the same value always the same one; tokens are not kept. Only GET is let through, unless --writes.",
    )
    .option("--out <file>", 'where to; never written over (default: "recording.ndjson")')
    .option("--port <port>", "where to listen; 0 lets the system choose (default: 0)", parsePort)
    .option("--writes", "let calls through that change the account; asks first")
    .option("--yes", "do not ask");
  addAccount(addCommon(command)).action(async (flags: unknown) => {
    finish(await run(session, schema.parse(flags)));
  });
  addHelp(command, {
    examples: [
      "rollcall record --account acme --port 4020",
      "API_BASE_URL=http://127.0.0.1:4020/v2 ./report.sh     in another terminal, or any program that can be told a base URL",
      "rollcall replay recording.ndjson",
    ],
    notes: [
      "--json prints one line when ready: url, api, account, recording, writes, pid.",
      "What stays as it is: states, kinds, codes, times, time zones, counts, and the words of messages.",
    ],
    exits: [0, 2, 4, 6, 7],
    environment: ["ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "NO_COLOR"],
  });
};
