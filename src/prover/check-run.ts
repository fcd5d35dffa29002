import { isDeepStrictEqual } from "node:util";

import { exactJson } from "#base";
import type { RequestPlan } from "#programs";

import type { Received } from "./case-server.ts";
import type { Expected } from "./cases.ts";
import type { ExpectedLine } from "./sample-answer.ts";
import { credentialOf, encodeAll } from "./credentials.ts";
import type { Ran } from "./run-command.ts";

const shown = (text: string): string => JSON.stringify(text.length > 300 ? `${text.slice(0, 300)}…` : text);

const valuesOf = ({ headers }: Received, name: string): readonly string[] =>
  headers.filter(([known]) => known === name.toLowerCase()).map(([, value]) => value);

/** Clients differ in which characters of a query's value they must encode: the last value is encoded anew. */
const withCanonicalQuery = (target: string): string =>
  target.replace(/=([^=]*)$/, (_all, value: string) => `=${encodeAll(decodeURIComponent(value))}`);

/** Some clients (Requests) decode what needs no encoding; by RFC 3986, section 2.3, both are the same address. */
const withDecodedUnreserved = (target: string): string =>
  target.replaceAll(/%(?:2[DE]|5F|7E|3\d|4[1-9A-F]|5[\dA]|6[1-9A-F]|7[\dA])/gi, decodeURIComponent);

const requestProblems = (plan: RequestPlan, received: Received, isRedirected: boolean): string[] => {
  const { header, query } = credentialOf(plan.auth);
  const target = query === undefined ? received.target : withCanonicalQuery(received.target);
  const problems: string[] = [];
  const expect = (what: string, wanted: string, got: string): void => {
    if (wanted !== got) problems.push(`${what}: ${shown(got)} instead of ${shown(wanted)}`);
  };
  expect("method", plan.method, received.method);
  const querySeparator = plan.target.includes("?") ? "&" : "?";
  const withQuery = query === undefined || isRedirected ? plan.target : `${plan.target}${querySeparator}${query}`;
  expect("target", withDecodedUnreserved(withQuery), withDecodedUnreserved(target));
  for (const [name, value] of plan.headers) expect(`header ${name}`, value, valuesOf(received, name).join(" AND "));
  if (header !== undefined)
    expect(`credential ${header[0]}`, received.elsewhere ? "" : header[1], valuesOf(received, header[0]).join(" AND "));
  const body = Buffer.from(plan.body ?? "");
  if (!body.equals(received.body))
    problems.push(`body: ${shown(received.body.toString())} instead of ${shown(body.toString())}`);
  return problems;
};

const lineProblems = (text: string, wanted: readonly ExpectedLine[]): string[] => {
  const lines = text === "" ? [] : text.split("\n");
  if (lines.length !== wanted.length)
    return [`prints ${lines.length} variables instead of ${wanted.length}: ${shown(text)}`];
  return wanted.flatMap(({ label, value }, index) => {
    const line = (lines[index] ?? "").replace(/\r$/, "");
    if (!line.startsWith(`${label} = `)) return [`prints ${shown(line)} for ${label}`];
    try {
      if (isDeepStrictEqual(exactJson.parse(line.slice(label.length + 3)), value)) return [];
    } catch {
      // Said below.
    }
    return [`prints ${shown(line)} instead of ${shown(exactJson.stringify(value))}`];
  });
};

const outputProblems = ({ printed, mayPrint }: Expected, stdout: string): string[] => {
  if (mayPrint === true) return [];
  if (printed === undefined) return stdout.trim() === "" ? [] : [`prints ${shown(stdout)} in spite of the error`];
  if (!stdout.startsWith(printed.text)) return [`prints ${shown(stdout)} instead of the answer`];
  return lineProblems(stdout.slice(printed.text.length).trim(), printed.lines);
};

const gapProblems = ({ minGapsMs = [] }: Expected, received: readonly Received[]): string[] =>
  minGapsMs.flatMap((minimum, index) => {
    const gap = (received[index + 1]?.atMs ?? 0) - (received[index]?.atMs ?? 0);
    // A date has whole seconds: what is left of one may be less.
    return gap >= minimum ? [] : [`waits ${gap.toFixed(0)} ms instead of ${minimum} before request ${index + 2}`];
  });

/** What is wrong with one run of a program; nothing when it did all that it must. */
export const problemsOf = (
  plan: RequestPlan,
  expected: Expected,
  ran: Ran,
  received: readonly Received[],
): string[] => {
  if (expected.mayRefuse === true && ran.exit === 3 && received.length === 1)
    return received.flatMap((request) => requestProblems(plan, request, false));
  const problems: string[] = [];
  if (ran.exit !== expected.exit) problems.push(`exit ${ran.exit ?? "never"} instead of ${expected.exit}`);
  if (received.length !== expected.sends) problems.push(`${received.length} requests instead of ${expected.sends}`);
  if (expected.redirected === "elsewhere" && received.at(-1)?.elsewhere !== true)
    problems.push("redirect not followed");
  problems.push(
    ...received.flatMap((request, index) =>
      requestProblems(plan, request, expected.redirected !== undefined && index > 0),
    ),
    ...gapProblems(expected, received),
  );
  for (const text of expected.stderr ?? [])
    if (!ran.stderr.includes(text)) problems.push(`stderr lacks ${shown(text)}`);
  problems.push(...outputProblems(expected, ran.stdout.toString()));
  if (expected.exit !== 0 && ran.stderr.trim() === "") problems.push("stderr is empty");
  return problems.length === 0 ? [] : [...new Set(problems), `stderr: ${shown(ran.stderr)}`];
};
