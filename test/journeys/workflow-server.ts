// What the journeys of workflows share: a server, its URL and its control plane.
import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { z } from "zod";

import { freshData, type Ran, rollcall, startServer } from "./rollcall.ts";

const attempt = z.looseObject({
  attempt: z.number(),
  state: z.string(),
  input: z.unknown().optional(),
  error: z.looseObject({ code: z.string(), message: z.string() }).optional(),
  exchanges: z.array(
    z.looseObject({ method: z.string(), url: z.string(), response: z.looseObject({ status: z.number() }).optional() }),
  ),
});

export const runSchema = z.looseObject({
  id: z.string(),
  workflow: z.string(),
  version: z.number(),
  state: z.string(),
  started_at: z.string().nullable(),
  finished_at: z.string().nullable(),
  rerun_of: z.string().optional(),
  error: z.looseObject({ code: z.string() }).optional(),
  output: z.unknown().optional(),
  steps: z.array(z.looseObject({ name: z.string(), state: z.string(), attempts: z.array(attempt) })).default([]),
});
export type Run = z.output<typeof runSchema>;

const deployedSchema = z.looseObject({
  name: z.string(),
  version: z.number(),
  url: z.string().nullable(),
  changed: z.boolean(),
});

export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const parsed = (text: string): Readonly<Record<string, unknown>> => {
  try {
    return z.record(z.string(), z.unknown()).catch({}).parse(JSON.parse(text));
  } catch {
    return {};
  }
};

/** A call of anything over HTTP; bodies are sent as JSON. */
export const call = async (
  url: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
  method = "POST",
): Promise<Answered> => {
  const answer = await fetch(url, {
    method: body === undefined && method === "POST" ? "GET" : method,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, text, body: parsed(text) };
};

/** A server with an empty account, and commands that find it by its directory. */
export const openServer = async (
  t: TestContext,
  env: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
) => {
  const data = freshData();
  const folder = mkdtempSync(join(tmpdir(), "rollcall-workflows-"));
  const { ready, child, stderr } = await startServer(t, ["--data", data, "--empty", ...flags], env);
  const { url } = ready;
  const workflow = (...args: readonly string[]): Promise<Ran> =>
    rollcall(["workflow", ...args, "--data", data], { cwd: folder, env });
  const json = async (...args: readonly string[]): Promise<unknown> => {
    const { stdout, stderr: errors } = await workflow(...args, "--json");
    assert.notEqual(stdout, "", errors);
    return JSON.parse(stdout);
  };
  return {
    url,
    data,
    folder,
    child,
    stderr,
    ready,
    workflow,
    json,
    control: (path: string, body: unknown) => call(`${url}/_rollcall/${path}`, body),
    /** Writes a definition and deploys it; its URL. */
    async deploy(text: string): Promise<string> {
      const file = join(folder, "definition.yaml");
      writeFileSync(file, text);
      return deployedSchema.parse(await json("deploy", file)).url ?? "";
    },
    run: async (id: string): Promise<Run> => runSchema.parse(await json("runs", "show", id)),
    /** The users with an address at @acme.test that the emulator has, by status. */
    async users(status: string): Promise<readonly string[]> {
      const answer = await fetch(`${ready.api}/users?status=${status}&page_size=300`, {
        headers: { authorization: `Bearer ${ready.token}` },
      });
      return z
        .object({ users: z.array(z.object({ email: z.string() })) })
        .parse(await answer.json())
        .users.map(({ email }) => email);
    },
  };
};
