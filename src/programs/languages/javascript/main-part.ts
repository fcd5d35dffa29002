import type { RequestPlan } from "../../request-plan.ts";
import { code, ours, type Source } from "../../source.ts";
import { credentialLines } from "./credential.ts";
import { literal } from "./literal.ts";
import { variableLines } from "./variables.ts";

const answerLines = ({ response }: RequestPlan): Source =>
  response.kind === "text"
    ? code`console.log(text);`
    : code`if (status === 204) return;
let answer;
try {
  answer = parse(text);
} catch (error) {
  throw new Failure(4, \`HTTP \${status} with a body that is not JSON: \${error.message}\`);
}
console.log(text);
${variableLines(response)}`;

/** Ends the program as the contract has it; `main` is all that it does. */
export const ending = code`try {
  await main();
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}`;

/** The program itself; `send(url, headers, body)` is the client's. */
export const mainPart = (plan: RequestPlan): Source => code`const main = async () => {
  let url = (process.env.API_BASE_URL || ${literal(plan.baseUrl)}).replace(/\/+$/, "") + ${literal(plan.target)};
  const headers = {
    ${plan.headers.map(([name, value]) => code`${literal(name)}: ${literal(value)},`)}
  };
  ${credentialLines(plan.auth)}
  const body = ${plan.body === undefined ? ours("undefined") : literal(plan.body)};
  let status, retryAfter, text;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    ({ status, retryAfter, text } = await send(url, headers, body));
    const wait = waitSeconds(retryAfter, attempt);
    if (status !== 429 || wait > MAX_WAIT || attempt === ATTEMPTS - 1) break;
    console.error(\`HTTP 429: trying again in \${Math.ceil(wait)} s\`);
    await new Promise((resolve) => setTimeout(resolve, wait * 1000));
  }
  if (status < 200 || status >= 300) throw new Failure(3, errorMessage(status, text));
  ${answerLines(plan)}
};

${ending}`;
