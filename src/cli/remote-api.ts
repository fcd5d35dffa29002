import { z } from "zod";

import { allOf, atMost, exactJson, RollcallError } from "#base";
import {
  acceptedAnswer,
  accountAnswer,
  accountsAnswer,
  type Api,
  auditAnswer,
  createdAnswer,
  credentialAnswer,
  credentialsAnswer,
  doctorAnswer,
  errorAnswer,
  forgetAnswer,
  jobAnswer,
  jobsAnswer,
  maxSourceBytes,
  type NewUserBody,
  planAnswer,
  type PlanBody,
  removedAnswer,
  rowsAnswer,
  seatsAnswer,
  userAnswer,
  usersAnswer,
} from "#server";
import type { Source } from "#roster";
import { systemErrors } from "#system";

import { cliErrors } from "./errors.ts";
import { remoteWorkflows } from "./remote-workflows.ts";

interface Question {
  readonly method?: "GET" | "POST" | "DELETE";
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
}

const baseOf = (url: string): string => {
  const parsed = URL.parse(url);
  if (parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.username === "" && parsed.password === "")
    return `${parsed.origin}${parsed.pathname.replace(/\/+$/, "")}`;
  throw cliErrors.make("RC_CLI_USAGE", "ROLLCALL_URL is not the address of a server", {
    fix: "Set it to what `rollcall start` prints, such as http://127.0.0.1:4010, or unset it.",
  });
};

const parseJson = (text: string): unknown => {
  try {
    return exactJson.parse(text);
  } catch {
    return undefined;
  }
};

const refusal = (url: string, status: number, value: unknown): Error => {
  const known = errorAnswer.safeParse(value);
  if (!known.success) return cliErrors.make("RC_CLI_SERVER", `${url} answered HTTP ${status}`);
  const { code, message, fix, exit } = known.data.error;
  return new RollcallError(code, { summary: message, fix, exit }, message);
};

/** One question to the server. */
export type Ask = <T>(path: string, schema: z.ZodType<T>, question?: Question) => Promise<T>;

const makeAsk = (url: string, adminToken: string | undefined): Ask => {
  const base = baseOf(url);
  return async <T>(
    path: string,
    schema: z.ZodType<T>,
    { method = "GET", query = {}, body }: Question = {},
  ): Promise<T> => {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, value);
    const target = `${base}/api/${path}${search.size === 0 ? "" : `?${search.toString()}`}`;
    let response: Response;
    let text: string;
    try {
      response = await fetch(target, {
        method,
        headers: {
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(adminToken === undefined ? {} : { authorization: `Bearer ${adminToken}` }),
        },
        ...(body === undefined ? {} : { body: exactJson.stringify(body) }),
      });
      text = await response.text();
    } catch (error) {
      throw cliErrors.make("RC_CLI_SERVER_UNREACHABLE", `${base} does not answer`, { cause: error });
    }
    const value = text === "" ? undefined : parseJson(text);
    if (!response.ok) throw refusal(target, response.status, value);
    const answer = schema.safeParse(value);
    if (answer.success) return answer.data;
    throw cliErrors.make("RC_CLI_SERVER", `${target}: ${z.prettifyError(answer.error)}`);
  };
};

const sourceBody = async ({ name, path, open }: Source): Promise<PlanBody["source"]> => {
  const refuse = (): Error =>
    systemErrors.make(
      "RC_SYSTEM_FILE_TOO_LARGE",
      `${name} is larger than the ${maxSourceBytes / 1_048_576} MB that a running server takes`,
      {
        fix: "Stop the server and run the command again: without one it reads the file in pieces. Or split the file.",
      },
    );
  const bytes = await allOf(atMost(open(), maxSourceBytes, refuse));
  return {
    name,
    ...(path === undefined ? {} : { path }),
    content_base64: Buffer.from(bytes.buffer).toString("base64"),
  };
};

const part = encodeURIComponent;

/** The api of the server at `url`. */
export const remoteApi = (url: string, adminToken: string | undefined): Api => {
  const ask = makeAsk(url, adminToken);
  return {
    workflows: remoteWorkflows(ask),
    credentials: {
      set: (name, value, hosts) =>
        ask(`credentials/${part(name)}`, credentialAnswer, { method: "POST", body: { value, hosts } }),
      list: () => ask("credentials", credentialsAnswer),
      remove: async (name) => (await ask(`credentials/${part(name)}`, removedAnswer, { method: "DELETE" })).removed,
    },
    account: (name) => ask(`accounts/${part(name)}`, accountAnswer),
    accounts: () => ask("accounts", accountsAnswer),
    doctor: (name) => ask(`accounts/${part(name)}/doctor`, doctorAnswer),
    seats: (name, idleDays) =>
      ask(`accounts/${part(name)}/seats`, seatsAnswer, { query: { idle_days: String(idleDays) } }),
    audit: () => ask("audit", auditAnswer),
    forget: (email) => ask("forget", forgetAnswer, { method: "POST", body: { email } }),
    plan: async (source, account, options) =>
      await ask("plans", planAnswer, { method: "POST", body: { account, source: await sourceBody(source), options } }),
    planChange: (request, account, options) =>
      ask("changes", planAnswer, {
        method: "POST",
        body: { ...(account === undefined ? {} : { account }), request, options },
      }),
    apply: async (source, account, options) =>
      await ask("jobs", acceptedAnswer, {
        method: "POST",
        body: { account, source: await sourceBody(source), options },
      }),
    job: (run, waitMs) => ask(`jobs/${part(run)}`, jobAnswer, { query: { wait_ms: String(waitMs) } }),
    jobs: () => ask("jobs", jobsAnswer),
    rows: (run) => ask(`jobs/${part(run)}/rows`, rowsAnswer),
    users: {
      list: (account, status) => ask("users", usersAnswer, { query: { account, status } }),
      get: (account, idOrEmail) => ask(`users/${part(idOrEmail)}`, userAnswer, { query: { account } }),
      create(account, { action, email, type, firstName, lastName, displayName, password }) {
        const body: NewUserBody = {
          account,
          user: {
            action,
            email,
            type,
            ...(firstName === undefined ? {} : { firstName }),
            ...(lastName === undefined ? {} : { lastName }),
            ...(displayName === undefined ? {} : { displayName }),
            ...(password === undefined ? {} : { password }),
          },
        };
        return ask("users", createdAnswer, { method: "POST", body });
      },
      remove: (account, idOrEmail, { mode, transfer }) =>
        ask(`users/${part(idOrEmail)}`, z.undefined(), {
          method: "DELETE",
          query: { account, mode, transfer_to: transfer?.to },
        }),
    },
  };
};
