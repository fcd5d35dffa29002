import { exactJson } from "#base";
import { programLimits, type RequestPlan } from "#programs";

import type { Script } from "./case-server.ts";
import type { SampleAnswer } from "./sample-answer.ts";

/** What must come of a case. */
export interface Expected {
  readonly exit: 0 | 2 | 3 | 4;
  /** How many requests must arrive. */
  readonly sends: number;
  /** All requests but the first come by a redirect: to the second host, or on the same. */
  readonly redirected?: "elsewhere" | "here";
  /** Texts that stderr must hold. */
  readonly stderr?: readonly string[];
  /** A program may refuse to follow the redirect (exit 3): the credential's header is one that its client would pass on. */
  readonly mayRefuse?: true;
  /** It reads the answer before it sees what is wrong, so it may have printed it. */
  readonly mayPrint?: true;
  /** The answer that must be printed; undefined when nothing is. */
  readonly printed?: SampleAnswer;
  /** Milliseconds that must lie between the requests at least. */
  readonly minGapsMs?: readonly number[];
}

export interface Case {
  readonly name: string;
  /** Undefined: nobody listens. */
  readonly script: Script | undefined;
  readonly expected: Expected;
  /** What it reads from standard input. */
  readonly input?: string;
  /** It takes seconds of waiting, and hardly any work. */
  readonly waits?: true;
}

const nested = (path: readonly string[], value: unknown): unknown =>
  path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);

const merged = (one: unknown, other: unknown): unknown => {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return other;
  const result = new Map<string, unknown>(Object.entries(one));
  for (const [key, value] of Object.entries(other)) result.set(key, merged(result.get(key), value));
  return Object.fromEntries(result);
};

/** Escaped in JSON: only what was decoded shows it as it is. */
const message = "Invalid 王小明 \"x\" 'y' $(z) `q` %s 😀: no";
const asciiJson = (value: unknown): string =>
  exactJson
    .stringify(value)
    .replaceAll(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

const refusal = (plan: RequestPlan, status: number, code: number): Case => ({
  name: `${status}/${code}`,
  script: () => ({
    status,
    body: asciiJson(merged(nested(plan.error.code, code), nested(plan.error.message, message))),
  }),
  expected: { exit: 3, sends: 1, stderr: [`HTTP ${status}`, `code ${code}`, message] },
});

const inSeconds = (seconds: number): Date => new Date(Math.ceil(Date.now() / 1000 + seconds) * 1000);

const rateLimits = (plan: RequestPlan, success: Script, printed: SampleAnswer): readonly Case[] => {
  const limited = (retryAfter: string, code = 429) => ({
    status: 429,
    headers: { "Retry-After": retryAfter },
    body: asciiJson(merged(nested(plan.error.code, code), nested(plan.error.message, message))),
  });
  const twice = (name: string, date: () => string): Case => ({
    name,
    waits: true,
    script: (request, attempt, elsewhere) => {
      if (attempt === 1) return limited("1");
      return attempt === 2 ? limited(date()) : success(request, attempt, elsewhere);
    },
    expected: { exit: 0, sends: 3, printed, minGapsMs: [950, 950] },
  });
  return [
    twice("429 twice (seconds, HTTP date)", () => inSeconds(1).toUTCString()),
    twice("429 twice (seconds, ISO date)", () => inSeconds(1).toISOString().replace(".000Z", "Z")),
    {
      name: "429 for ever",
      script: () => limited("0"),
      expected: { exit: 3, sends: programLimits.attempts, stderr: ["HTTP 429", message] },
    },
    {
      name: "429 until tomorrow",
      script: () => limited(inSeconds(86_400).toISOString().replace(".000Z", "Z")),
      expected: { exit: 3, sends: 1, stderr: ["HTTP 429", message] },
    },
  ];
};

const redirects = (plan: RequestPlan, success: Script, printed: SampleAnswer): readonly Case[] => {
  const refusable = plan.auth.scheme === "apiKey" ? { mayRefuse: true as const } : {};
  return [
    {
      name: "redirect to another host",
      script: (request, attempt, elsewhere) =>
        request.elsewhere
          ? success(request, attempt, elsewhere)
          : { status: 307, headers: { Location: `${elsewhere}${plan.target}` } },
      expected: { exit: 0, sends: 2, redirected: "elsewhere", printed, ...refusable },
    },
    {
      name: "redirect on the same host",
      script: (request, attempt, elsewhere) =>
        attempt > 1
          ? success(request, attempt, elsewhere)
          : { status: 307, headers: { Location: `${new URL(elsewhere).pathname}${plan.target}` } },
      expected: { exit: 0, sends: 2, redirected: "here", printed, ...refusable },
    },
  ];
};

const unreadable = (plan: RequestPlan, success: Script): readonly Case[] => {
  const html = "<html><body>Bad gateway</body></html>";
  const broken = (name: string, breaks: "stall" | "cut"): Case => ({
    name,
    ...(breaks === "stall" ? { waits: true } : {}),
    script: (...request) => ({ ...success(...request), status: 200, body: " ".repeat(4000), breaks }),
    expected: { exit: 2, sends: 1 },
  });
  const garbage: Case = {
    name: "garbage body",
    script: () => ({ status: 200, body: html }),
    expected: { exit: 4, sends: 1 },
  };
  return [
    { name: "refused connection", script: undefined, expected: { exit: 2, sends: 0 } },
    {
      name: "502 with a page",
      script: () => ({ status: 502, body: html }),
      expected: { exit: 3, sends: 1, stderr: ["HTTP 502"] },
    },
    broken("slow body", "stall"),
    broken("cut body", "cut"),
    ...(plan.response.kind === "json" ? [garbage] : []),
  ];
};

/** Answers whose fields are missing or of another type; for programs that read an object. */
const shapes = (plan: RequestPlan): readonly Case[] => {
  const { response } = plan;
  if (response.kind === "text") return [];
  const isRooted = [...response.variables, ...response.lists].some(({ path }) => path.length === 0);
  const typed = response.variables.find(({ type, isList }) => type !== "json" && !isList);
  if (isRooted || typed === undefined) return [];
  const lines = response.variables.map(({ label }) => ({ label, value: null }));
  return [
    {
      name: "fields missing",
      script: () => ({ status: 200, body: "{}" }),
      expected: { exit: 0, sends: 1, printed: { text: "{}", lines } },
    },
    {
      name: "field of another type",
      script: () => ({ status: 200, body: exactJson.stringify(nested(typed.path, typed.type === "string" ? 1 : "1")) }),
      expected: { exit: 4, sends: 1, mayPrint: true },
    },
  ];
};

/** Every case for one request. */
export const casesFor = (plan: RequestPlan, printed: SampleAnswer, successStatus: number): readonly Case[] => {
  const isEmpty = successStatus === 204;
  const answer: SampleAnswer = isEmpty ? { text: "", lines: [] } : printed;
  const success: Script = () => ({ status: successStatus, body: answer.text });
  return [
    { name: `${successStatus}`, script: success, expected: { exit: 0, sends: 1, printed: answer } },
    refusal(plan, 400, 300),
    refusal(plan, 400, 200),
    refusal(plan, 400, 1000),
    refusal(plan, 401, 124),
    refusal(plan, 404, 4130),
    refusal(plan, 409, 1005),
    ...rateLimits(plan, success, answer),
    ...redirects(plan, success, answer),
    ...unreadable(plan, success),
    ...shapes(plan),
  ];
};
