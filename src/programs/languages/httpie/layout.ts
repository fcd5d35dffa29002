import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, ours, type Source } from "../../source.ts";
import { credentialHeader } from "../curl/credential.ts";
import { follow } from "../curl/follow.ts";
import { literal } from "../curl/literal.ts";
import { goesOn, printBody, script } from "../curl/script.ts";

const { timeoutSeconds } = programLimits;

const files = ({ auth, body }: RequestPlan): readonly Source[] => {
  const header = credentialHeader(auth);
  return [
    ...(body === undefined ? [] : [code`${printBody(body)} >"$work/request"`]),
    ...(header === undefined ? [] : [code`printf '%s' ${header.value} >"$work/credential"`]),
    ours(`echo '{ "disable_update_warnings": true }' >"$work/config.json"`),
  ];
};

/** `Name:value` unless HTTPie would read the value as something else: then by a file, as `Name:@path`. */
const item = ([name, value]: readonly [string, string]): Source => {
  if (value === "") return code`${literal(`${name};`)} ${goesOn}`;
  return /^[A-Za-z0-9*][^\\]*$/.test(value)
    ? code`${literal(`${name}:${value}`)} ${goesOn}`
    : code`${literal(`${name}:@`)}<(printf '%s' ${literal(value)}) ${goesOn}`;
};

const sendOnce = (
  plan: RequestPlan,
): Source => code`# Secrets and body by file: in the arguments every user of the machine could read them.
${files(plan)}

# Leaves headers in $work/headers, the answer in $work/body. HTTPie's own settings and its look for updates stay out.
send_once() { # URL ITEM...
  local length
  HTTPIE_CONFIG_DIR=$work http --print=hb --pretty=none --path-as-is --timeout=${timeoutSeconds} --ignore-netrc \
    ${ours(plan.body === undefined ? "--ignore-stdin " : "")}${literal(plan.method)} "$1" \
    ${plan.headers.map(item)}
    Accept-Encoding:identity "\${@:2}" ${ours(plan.body === undefined ? "" : '<"$work/request" ')}>"$work/answer" || return
  sed '/^\r$/q' "$work/answer" >"$work/headers"
  sed '1,/^\r$/d' "$work/answer" >"$work/body"
  # HTTPie does not see that an answer was cut short.
  length=$(answer_header Content-Length)
  [[ -z $length || ${ours(plan.method === "HEAD" ? "HEAD" : '$(stat --format=%s "$work/body")')} == "$length" ]]
}`;

const send = (plan: RequestPlan): Source => {
  const header = credentialHeader(plan.auth);
  return follow(plan, {
    sendOnce: sendOnce(plan),
    own: header === undefined ? ours("") : code`${header.name}:@"$work/credential"`,
    foreign: ours(""),
  });
};

export const layout = (plan: RequestPlan): ReturnType<typeof script> =>
  script(plan, { needs: ours("bash 4.4, HTTPie 3.0, jq 1.6, GNU date and sed"), send: send(plan) });
