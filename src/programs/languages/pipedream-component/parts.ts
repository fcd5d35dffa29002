import { type Auth, takesZoomToken } from "#catalog";

import type { RequestPlan } from "../../request-plan.ts";
import { code, ours, type Source } from "../../source.ts";
import { literal } from "../javascript/literal.ts";
import { variableLines } from "../javascript/variables.ts";

/** One value that a step is given: the name of the environment's variable and of the step's own. */
export interface Secret {
  readonly environment: string;
  readonly name: string;
}

/** What a step is given beside a connected account. */
export const secretsOf = (auth: Auth): readonly Secret[] => {
  if (auth.scheme === "none" || takesZoomToken(auth)) return [];
  if (auth.scheme === "basic")
    return [
      { environment: auth.userEnvironment, name: "user" },
      { environment: auth.passwordEnvironment, name: "password" },
    ];
  return [{ environment: auth.environment, name: auth.scheme === "bearer" ? "token" : "key" }];
};

/** The lines that put a credential into `headers` or `query`; `secret` is how the step names one. */
export const credentialLines = (auth: Auth, secret: (name: string) => Source): readonly Source[] => {
  if (auth.scheme === "none") return [];
  if (auth.scheme === "bearer") {
    const token = secret(takesZoomToken(auth) ? "oauth_access_token" : "token");
    return [code`headers.Authorization = \`Bearer \${${token}}\`;`];
  }
  if (auth.scheme === "basic")
    return [
      code`const credentials = \`\${${secret("user")}}:\${${secret("password")}}\`;`,
      code`headers.Authorization = \`Basic \${Buffer.from(credentials).toString("base64")}\`;`,
    ];
  if (auth.in === "header") return [code`headers[${literal(auth.name)}] = ${secret("key")};`];
  return [
    code`query += (query === "" ? "" : "&") + encodeURIComponent(${literal(auth.name)}) + "=" + encodeURIComponent(${secret("key")});`,
  ];
};

/** The target's path and query apart: the platform would decode a query and write it anew. */
const split = (target: string): readonly [path: string, query: string] => {
  const at = target.indexOf("?");
  return at < 0 ? [target, ""] : [target.slice(0, at), target.slice(at + 1)];
};

const answerLines = ({ response }: RequestPlan): Source =>
  response.kind === "text"
    ? code`console.log(text);
return text;`
    : code`if (status === 204) return;
let answer;
try {
  answer = parse(text);
} catch (error) {
  throw new Failure(4, \`HTTP \${status} with a body that is not JSON: \${error.message}\`);
}
console.log(text);
${variableLines(response)}
return JSON.parse(text); // for the steps that follow`;

/** What a step does; `send(url, query, headers, data)` is the client's. */
export const stepLines = (plan: RequestPlan, base: Source, secret: (name: string) => Source): Source => {
  const [path, query] = split(plan.target);
  const isKeyInQuery = plan.auth.scheme === "apiKey" && plan.auth.in === "query";
  return code`const url = ${base}.replace(/\/+$/, "") + ${literal(path)};
${ours(isKeyInQuery ? "let" : "const")} query = ${literal(query)};
const headers = {
  ${plan.headers.map(([name, value]) => code`${literal(name)}: ${literal(value)},`)}
};
${credentialLines(plan.auth, secret)}
const data = ${plan.body === undefined ? ours("undefined") : literal(plan.body)};
let status, retryAfter, text;
for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
  ({ status, retryAfter, text } = await send(url, query, headers, data));
  const wait = waitSeconds(retryAfter, attempt);
  if (status !== 429 || wait > MAX_WAIT || attempt === ATTEMPTS - 1) break;
  console.error(\`HTTP 429: trying again in \${Math.ceil(wait)} s\`);
  await new Promise((resolve) => setTimeout(resolve, wait * 1000));
}
if (status < 200 || status >= 300) throw new Failure(3, errorMessage(status, text));
${answerLines(plan)}`;
};

/** Reads the environment and ends with the step's exit code, as every program does. */
export const runnerEnvironment = code`const environment = (name) => {
  if (process.env[name]) return process.env[name];
  console.error(\`Set \${name} in the environment.\`);
  process.exit(2);
};`;

export const runnerEnding = code`catch (error) {
  if (error.exitCode === undefined) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}`;
