import type { ErrorShape } from "../../error-shape.ts";
import { onceFor } from "../../once-for.ts";
import { heading } from "../../heading.ts";
import { type NpmPackages, packageJson } from "../../npm.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { credentialLines } from "../javascript/credential.ts";
import { limits, pathOf } from "../javascript/failures.ts";
import { probeSource, redirect } from "../javascript/layout.ts";
import { literal } from "../javascript/literal.ts";
import { ending } from "../javascript/main-part.ts";
import { answerTypes, printLines } from "./answer.ts";
import { readers } from "./readers.ts";

export const packages: NpmPackages = { typescript: "7.0.2", "@types/node": "24.19.2" };

const compilerOptions: readonly (readonly [name: string, value: string | readonly string[] | true])[] = [
  ["target", "es2024"],
  ["module", "nodenext"],
  ["types", ["node"]],
  ["strict", true],
  ["noUncheckedIndexedAccess", true],
  ["exactOptionalPropertyTypes", true],
  ["noUnusedLocals", true],
  ["noUnusedParameters", true],
  ["erasableSyntaxOnly", true],
  ["verbatimModuleSyntax", true],
  ["skipLibCheck", true],
  ["noEmit", true],
];

/** Checks many programs in one go: what they import is read once. */
export const checkAll = `tsc ${compilerOptions
  .map(([name, value]) => (value === true ? `--${name}` : `--${name} ${[value].flat().join(",")}`))
  .join(" ")} */main.ts`;

interface File {
  readonly name: string;
  readonly source: Source;
}

const settings = code`{
  "compilerOptions": {
    ${joined(
      compilerOptions.map(([name, value]) => ours(`"${name}": ${JSON.stringify(value)}`)),
      ",\n",
    )}
  },
  "files": ["main.ts"]
}`;

export const failureClass = code`class Failure extends Error {
  readonly exitCode: number;

  constructor(exitCode: number, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}`;

const opening = (
  plan: RequestPlan,
): Source => code`// Node.js 22.18 or newer runs this as it is; \`npm install\` brings tsc and checks the types.
${heading(plan, "//")}
${limits}

${failureClass}`;

const environment = code`const environment = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Failure(2, \`Set \${name} in the environment.\`);
  return value;
};`;

const waitSeconds = code`// Retry-After holds seconds or a date; without it 1, 2, 4 seconds.
const waitSeconds = (retryAfter: string | null, attempt: number): number => {
  if (/^\d+$/.test(retryAfter ?? "")) return Number(retryAfter);
  const moment = Date.parse(retryAfter ?? "");
  return Number.isNaN(moment) ? 2 ** attempt : Math.max(0, (moment - Date.now()) / 1000);
};`;

export const at = code`const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const at = (json: unknown, path: readonly string[]): unknown =>
  path.reduce((value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : null), json);`;

const errorMessage = onceFor(
  (error: ErrorShape): Source => code`const errorMessage = (status: number, text: string): string => {
  let error: unknown;
  try {
    error = JSON.parse(text);
  } catch {}
  const code = at(error, ${pathOf(error.code)});
  const message = at(error, ${pathOf(error.message)}) ?? "refused";
  return \`HTTP \${status}\${code === null ? "" : \`, code \${code}\`}: \${message}\n\${text}\`;
};`,
);

const sending = (plan: RequestPlan): Source => code`interface Reply {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly text: string;
}

const send = async (url: string, headers: Record<string, string>, body: string | null): Promise<Reply> => {
  try {
    const response = await fetch(url, {
      method: ${literal(plan.method)},
      headers,
      body,
      ${redirect(plan.auth)}
      signal: AbortSignal.timeout(TIMEOUT * 1000),
    });
    return { status: response.status, retryAfter: response.headers.get("Retry-After"), text: await response.text() };
  } catch (error) {
    // What went wrong on the way is the cause of what fetch throws.
    const cause = error instanceof Error && error.cause instanceof Error && error.cause.message ? error.cause : error;
    throw new Failure(2, \`No answer: \${cause instanceof Error ? cause.message : cause}\`);
  }
};

const sendUntilTaken = async (...request: Parameters<typeof send>): Promise<Reply> => {
  for (let attempt = 0; ; attempt += 1) {
    const reply = await send(...request);
    const wait = waitSeconds(reply.retryAfter, attempt);
    if (reply.status !== 429 || wait > MAX_WAIT || attempt === ATTEMPTS - 1) return reply;
    console.error(\`HTTP 429: trying again in \${Math.ceil(wait)} s\`);
    await new Promise((resolve) => setTimeout(resolve, wait * 1000));
  }
};`;

const answerLines = ({ response }: RequestPlan): Source =>
  response.kind === "text"
    ? code`console.log(text);`
    : code`if (status === 204) return;
let json: unknown;
try {
  json = parse(text);
} catch (error) {
  throw new Failure(4, \`HTTP \${status} with a body that is not JSON: \${error}\`);
}
console.log(text);
${printLines(response)}`;

const judging = (plan: RequestPlan): Source => code`const main = async (): Promise<void> => {
  let url = (process.env["API_BASE_URL"] || ${literal(plan.baseUrl)}).replace(/\/+$/, "") + ${literal(plan.target)};
  const headers: Record<string, string> = {
    ${plan.headers.map(([name, value]) => code`${literal(name)}: ${literal(value)},`)}
  };
  ${credentialLines(plan.auth)}
  const body = ${plan.body === undefined ? ours("null") : literal(plan.body)};
  const { status, text } = await sendUntilTaken(url, headers, body);
  if (status < 200 || status >= 300) throw new Failure(3, errorMessage(status, text));
  ${answerLines(plan)}
};

${ending}`;

const source = (plan: RequestPlan): Source =>
  joined(
    [
      opening(plan),
      ...(plan.auth.scheme === "none" ? [] : [environment]),
      waitSeconds,
      at,
      errorMessage(plan.error),
      readers(plan.response),
      answerTypes(plan.response),
      sending(plan),
      judging(plan),
    ].filter(({ isEmpty }) => !isEmpty),
    "\n\n",
  );

const manifest = packageJson(packages, "tsc");

/** A program with all that it takes to check its types. */
export const project = (main: Source): readonly File[] => [
  { name: "main.ts", source: main },
  { name: "package.json", source: manifest },
  { name: "tsconfig.json", source: settings },
];

export const layout = (plan: RequestPlan): readonly File[] => project(source(plan));

/** What tsc makes of a literal it says by itself; what Node makes of it is what counts. */
export const literalProbe = (texts: readonly Source[]): readonly File[] =>
  project(code`${probeSource(texts)}
export {};`);
