import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";

import { emulatorName, readAccounts, resolveSecret } from "#accounts";
import { type Operation, takesZoomToken } from "#catalog";
import { grantToken, ownServer, type RequestTarget } from "#server";

import { cliErrors } from "../errors.ts";
import type { Io } from "../io.ts";
import { findServerUrl } from "./api-call-server.ts";

/** Whom a Test request goes to. */
export interface CallTarget extends RequestTarget, AsyncDisposable {
  readonly name: string;
  readonly isEmulator: boolean;
}

const nothingToClose = async (): Promise<void> => undefined;
const accountsSchema = z.array(z.object({ account_id: z.string() })).min(1);
const appSchema = z.object({ token: z.string() });

const answerOf = async (url: string, init: RequestInit): Promise<unknown> => {
  try {
    const response = await fetch(url, { ...init, redirect: "error", signal: AbortSignal.timeout(30_000) });
    const text = await response.text();
    if (!response.ok)
      throw cliErrors.make("RC_CLI_SERVER", `${url} answered HTTP ${response.status}: ${text.slice(0, 200)}`);
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof Error && error.name === "RollcallError") throw error;
    throw cliErrors.make("RC_CLI_SERVER_UNREACHABLE", `${url} does not answer`, { cause: error });
  }
};

/** A running server gives a token of its emulator's account. */
const running = async (url: string, io: Io): Promise<CallTarget> => {
  const admin = io.env["ROLLCALL_ADMIN_TOKEN"];
  const headers = {
    "content-type": "application/json",
    ...(admin === undefined ? {} : { authorization: `Bearer ${admin}` }),
  };
  const base = url.replace(/\/+$/, "");
  const [account] = accountsSchema.parse(await answerOf(`${base}/_rollcall/accounts`, { headers }));
  const apps = `${base}/_rollcall/accounts/${encodeURIComponent(account?.account_id ?? "")}/apps`;
  const { token } = appSchema.parse(await answerOf(apps, { method: "POST", headers, body: "{}" }));
  return {
    name: emulatorName,
    isEmulator: true,
    base: `${base}/v2`,
    secret: () => token,
    fetch,
    [Symbol.asyncDispose]: nothingToClose,
  };
};

const inProcess = async (io: Io, directory: string): Promise<CallTarget> => {
  const { openHouse } = await import("#server");
  const house = await openHouse({ directory, command: "rollcall api call", env: io.env });
  return {
    name: emulatorName,
    isEmulator: true,
    base: "http://emulator.invalid/v2",
    secret: () => house.emulator.account.token,
    fetch: house.emulator.fetch,
    [Symbol.asyncDispose]: () => house.close(),
  };
};

const named = async (io: Io, directory: string, name: string): Promise<CallTarget> => {
  const file = join(directory, "accounts.json");
  const text = statSync(file, { throwIfNoEntry: false }) === undefined ? undefined : readFileSync(file, "utf8");
  const known = text === undefined ? [] : readAccounts(text, file);
  const entry = known.find((one) => one.name === name);
  if (entry === undefined)
    throw cliErrors.make(
      "RC_CLI_USAGE",
      `no account is called "${name}"; known are: ${[emulatorName, ...known.map((one) => one.name)].join(", ")}`,
      {
        fix: `Add it to ${file}, or leave --account out to use the emulator.`,
      },
    );
  const secret = resolveSecret(entry, io.env, (path) => {
    const absolute = resolve(directory, path);
    const content = readFileSync(absolute, "utf8");
    return process.platform === "win32" ? { text: content } : { text: content, mode: statSync(absolute).mode & 0o777 };
  });
  const token = await grantToken(entry, secret);
  return {
    name,
    isEmulator: false,
    base: entry.baseUrl,
    secret: () => token,
    fetch,
    [Symbol.asyncDispose]: nothingToClose,
  };
};

/** Another vendor's operation goes to its own server. */
const foreign = (io: Io, operation: Operation): CallTarget => {
  const target = ownServer(operation, io.env);
  const name = new URL(target.base).host;
  return { ...target, name, isEmulator: false, fetch, [Symbol.asyncDispose]: nothingToClose };
};

/** The emulator or a named account. */
export const openZoomTarget = async (io: Io, directory: string, account: string): Promise<CallTarget> => {
  if (account !== emulatorName) return await named(io, directory, account);
  const url = await findServerUrl(io, directory);
  return url === undefined ? await inProcess(io, directory) : await running(url, io);
};

/** The emulator, a named account or, for an operation that is not Zoom's, its own server. */
export const openCallTarget = async (
  io: Io,
  directory: string,
  account: string,
  operation: Operation,
): Promise<CallTarget> => {
  if (!takesZoomToken(operation.auth)) return foreign(io, operation);
  return await openZoomTarget(io, directory, account);
};
