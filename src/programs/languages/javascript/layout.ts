import type { Auth } from "#catalog";

import { lineComments } from "../../comment.ts";
import { heading } from "../../heading.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { variableLines } from "./variables.ts";

const { attempts, maxWaitSeconds, timeoutSeconds } = programLimits;

export const comment = (text: string): readonly Source[] => lineComments(text, "//");

const credentialLines = (auth: Auth): readonly Source[] => {
  if (auth.scheme === "none") return [];
  if (auth.scheme === "bearer")
    return [code`headers.Authorization = \`Bearer \${environment(${literal(auth.environment)})}\`;`];
  if (auth.scheme === "basic")
    return [
      code`const credentials = \`\${environment(${literal(auth.userEnvironment)})}:\${environment(${literal(auth.passwordEnvironment)})}\`;`,
      code`headers.Authorization = \`Basic \${Buffer.from(credentials).toString("base64")}\`;`,
    ];
  const key = code`environment(${literal(auth.environment)})`;
  if (auth.in === "header") return [code`headers[${literal(auth.name)}] = ${key};`];
  return [
    code`url += (url.includes("?") ? "&" : "?") + encodeURIComponent(${literal(auth.name)}) + "=" + encodeURIComponent(${key});`,
  ];
};

/** fetch keeps `Authorization` with its origin, but no other header. */
const redirect = (auth: Auth): Source =>
  auth.scheme === "apiKey" && auth.in === "header"
    ? code`redirect: "manual", // fetch would take the key to another host`
    : code`redirect: "follow", // to another origin without Authorization`;

const readers = ({ response }: RequestPlan): readonly Source[] =>
  response.kind === "text"
    ? []
    : [
        code`// Integers that a number cannot hold become BigInt.
const parse = (text) =>
  JSON.parse(text, (key, value, context) =>
    Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? "")
      ? BigInt(context.source)
      : value,
  );

const fits = {
  string: (value) => typeof value === "string",
  integer: (value) => typeof value === "bigint" || Number.isSafeInteger(value),
  number: (value) => typeof value === "number" || typeof value === "bigint",
  boolean: (value) => typeof value === "boolean",
  json: () => true,
};

// What stands at a path of the answer; null where it is missing. Another type than expected ends the program.
const read = (value, path, type) => {
  for (const key of path)
    value = typeof value === "object" && value !== null && Object.hasOwn(value, key) ? value[key] : null;
  if (value !== null && !fits[type](value)) throw new Failure(4, \`Unexpected value at \${path.join(".")}\`);
  return value;
};

const readList = (value, path, type) => {
  const list = read(value, path, "json");
  if (list !== null && !Array.isArray(list)) throw new Failure(4, \`No list at \${path.join(".")}\`);
  return list?.map((item) => read(item, [], type)) ?? null;
};

const show = (label, value) => {
  const text = JSON.stringify(value, (key, item) => (typeof item === "bigint" ? JSON.rawJSON(String(item)) : item));
  console.log(\`\${label} = \${text}\`);
};
`,
      ];

const answerLines = (plan: RequestPlan): Source =>
  plan.response.kind === "text"
    ? code`console.log(text);`
    : code`if (response.status === 204) return;
let answer;
try {
  answer = parse(text);
} catch (error) {
  throw new Failure(4, \`HTTP \${response.status} with a body that is not JSON: \${error.message}\`);
}
console.log(text);
${variableLines(plan.response)}`;

const errorPath = (path: readonly string[]): Source => code`[${joined(path.map(literal), ", ")}]`;

const opening = (plan: RequestPlan): Source => code`// Node.js 22 or newer; nothing to install.
${heading(plan, comment, "//")}
const ATTEMPTS = ${attempts}; // only HTTP 429 is tried again
const MAX_WAIT = ${maxWaitSeconds}; // seconds; a longer Retry-After is not waited for
const TIMEOUT = ${timeoutSeconds}; // seconds for a whole answer

class Failure extends Error {
  constructor(exitCode, message) {
    super(message);
    this.exitCode = exitCode;
  }
}

const environment = (name) => {
  if (!process.env[name]) throw new Failure(2, \`Set \${name} in the environment.\`);
  return process.env[name];
};

// Retry-After holds seconds or a date; without it 1, 2, 4 seconds.
const waitSeconds = (retryAfter, attempt) => {
  if (/^\d+$/.test(retryAfter ?? "")) return Number(retryAfter);
  const moment = Date.parse(retryAfter ?? "");
  return Number.isNaN(moment) ? 2 ** attempt : Math.max(0, (moment - Date.now()) / 1000);
};

const errorMessage = (status, text) => {
  let error;
  try {
    error = JSON.parse(text);
  } catch {}
  const at = (path) => path.reduce((value, key) => value?.[key], error);
  const code = at(${errorPath(plan.error.code)});
  const message = at(${errorPath(plan.error.message)}) ?? "refused";
  return \`HTTP \${status}\${code === undefined ? "" : \`, code \${code}\`}: \${message}\n\${text}\`;
};

${readers(plan)}
const send = async (url, headers, body) => {
  try {
    const response = await fetch(url, {
      method: ${literal(plan.method)},
      headers,
      body,
      ${redirect(plan.auth)}
      signal: AbortSignal.timeout(TIMEOUT * 1000),
    });
    return { response, text: await response.text() };
  } catch (error) {
    throw new Failure(2, \`No answer: \${error.cause?.message || error.message}\`);
  }
};`;

const sending = (plan: RequestPlan): Source => code`const main = async () => {
  let url = (process.env.API_BASE_URL || ${literal(plan.baseUrl)}).replace(/\/+$/, "") + ${literal(plan.target)};
  const headers = {
    ${plan.headers.map(([name, value]) => code`${literal(name)}: ${literal(value)},`)}
  };
  ${credentialLines(plan.auth)}
  const body = ${plan.body === undefined ? ours("undefined") : literal(plan.body)};
  let response, text;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    ({ response, text } = await send(url, headers, body));
    const wait = waitSeconds(response.headers.get("Retry-After"), attempt);
    if (response.status !== 429 || wait > MAX_WAIT || attempt === ATTEMPTS - 1) break;
    console.error(\`HTTP 429: trying again in \${Math.ceil(wait)} s\`);
    await new Promise((resolve) => setTimeout(resolve, wait * 1000));
  }
  if (!response.ok) throw new Failure(3, errorMessage(response.status, text));
  ${answerLines(plan)}
};

try {
  await main();
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}`;

/** The whole file. */
const source = (plan: RequestPlan): Source => joined([opening(plan), sending(plan)], "\n\n");

export const layout = (plan: RequestPlan): readonly { readonly name: string; readonly source: Source }[] => [
  { name: "main.mjs", source: source(plan) },
];

export const literalProbe = (
  texts: readonly Source[],
): readonly { readonly name: string; readonly source: Source }[] => [
  {
    name: "main.mjs",
    source: code`const texts = [
  ${texts.map((text) => code`${text},`)}
];
process.stdout.write(texts.map((text) => text + "\x1e").join(""));
`,
  },
];
