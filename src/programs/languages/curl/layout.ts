import type { Auth } from "#catalog";

import { onceFor } from "../../once-for.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, ours, type Source } from "../../source.ts";
import { credentialHeader } from "./credential.ts";
import { literal } from "./literal.ts";
import { goesOn, printBody, script } from "./script.ts";

const { timeoutSeconds, maxRedirects } = programLimits;

/** A header by file descriptor: in the arguments every user of the machine could read it. */
const secretHeader = onceFor((auth: Auth): readonly Source[] => {
  const header = credentialHeader(auth);
  return header === undefined ? [] : [code`--header @<(printf '%s: %s\n' ${header.name} ${header.value}) ${goesOn}`];
});

/** curl keeps `Authorization` with its host, but no other header. */
const redirects = onceFor((auth: Auth): readonly Source[] =>
  auth.scheme === "apiKey" && auth.in === "header"
    ? []
    : [code`--location --max-redirs ${maxRedirects} --proto '=http,https' ${goesOn}`],
);

const header = ([name, value]: readonly [string, string]): Source =>
  code`--header ${literal(value === "" ? `${name};` : `${name}: ${value}`)} ${goesOn}`;

const method = (name: string): Source => (name === "HEAD" ? ours("--head") : code`--request ${literal(name)}`);

const send = (
  plan: RequestPlan,
): Source => code`# Prints the status and Retry-After; the answer goes to $work/body. Secrets and body never stand in the arguments.
send() {
  ${plan.body === undefined ? [] : [code`${printBody(plan.body)} |`]}
  curl ${method(plan.method)} \
    --silent --show-error --globoff --path-as-is \
    --connect-timeout ${timeoutSeconds} --speed-limit 1 --speed-time ${timeoutSeconds} \
    ${redirects(plan.auth)}
    ${plan.headers.map(header)}
    ${secretHeader(plan.auth)}
    ${plan.body === undefined ? [] : [ours("--data-binary @- \\")]}
    --output "$work/body" --write-out '%{http_code} %header{retry-after}\n' -- "$url"
}`;

export const layout = (plan: RequestPlan): ReturnType<typeof script> =>
  script(plan, { needs: ours("bash 4.4, curl 7.84, jq 1.6, GNU date"), send: send(plan) });
