import type { Auth } from "#catalog";

import { lineComments } from "../../comment.ts";
import { credentialNames, heading } from "../../heading.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { variableLines } from "./variables.ts";

const { attempts, maxWaitSeconds, timeoutSeconds, maxRedirects } = programLimits;

export const comment = (text: string): readonly Source[] => lineComments(text, "#");

/** A line that goes on: a template cannot end in a backslash. */
const goesOn = ours("\\");

const required = (auth: Auth): readonly Source[] =>
  credentialNames(auth).map(
    (name) => code`[[ -n \${${ours(name)}:-} ]] || fail 2 "Set ${ours(name)} in the environment."`,
  );

/** A header by file descriptor: in the arguments every user of the machine could read it. */
const secretHeader = (auth: Auth): readonly Source[] => {
  if (auth.scheme === "bearer")
    return [code`--header @<(printf 'Authorization: Bearer %s\n' "$${ours(auth.environment)}") ${goesOn}`];
  if (auth.scheme === "basic")
    return [
      code`--header @<(printf 'Authorization: Basic %s\n' "$(printf '%s' "$${ours(auth.userEnvironment)}:$${ours(auth.passwordEnvironment)}" | base64 --wrap=0)") ${goesOn}`,
    ];
  if (auth.scheme !== "apiKey" || auth.in !== "header") return [];
  return [code`--header @<(printf '%s: %s\n' ${literal(auth.name)} "$${ours(auth.environment)}") ${goesOn}`];
};

const keyInQuery = (auth: Auth): readonly Source[] => {
  if (auth.scheme !== "apiKey" || auth.in !== "query") return [];
  const encoded = code`$(jq --null-input --raw-output --arg name ${literal(auth.name)} --arg key "$${ours(auth.environment)}" '"\($name | @uri)=\($key | @uri)"')`;
  return [ours("[[ $url == *\\?* ]] && url+='&' || url+='?'"), code`url+=${encoded}`];
};

/** curl keeps `Authorization` with its host, but no other header. */
const redirects = (auth: Auth): readonly Source[] =>
  auth.scheme === "apiKey" && auth.in === "header"
    ? []
    : [code`--location --max-redirs ${maxRedirects} --proto '=http,https' ${goesOn}`];

const header = ([name, value]: readonly [string, string]): Source =>
  code`--header ${literal(value === "" ? `${name};` : `${name}: ${value}`)} ${goesOn}`;

/** A word cannot hold U+0000, printf can write it. */
const bodyLines = (body: string): Source => {
  const pieces = body.split("\0").map((piece) => code`printf '%s' ${literal(piece)}`);
  return joined(pieces, "; printf '\\0'; ");
};

const method = (name: string): Source => (name === "HEAD" ? ours("--head") : code`--request ${literal(name)}`);

const reader = ({ response }: RequestPlan): readonly Source[] =>
  response.kind === "text"
    ? []
    : [
        code`# value PATH TYPE <JSON: what stands at a path, as JSON; null where it is missing. Another type than expected ends with 4.
# \`jq --raw-output . <<<"$id"\` makes plain text of it. Beyond 2^53 jq 1.6 would change an integer.
value() {
  jq --compact-output --argjson path "$1" --arg type "$2" '
    def fits($kind): . == null or $kind == "json" or type == $kind
      or ($kind == "integer" and type == "number" and . == floor and fabs < 9007199254740992);
    reduce $path[] as $key (.; if type == "object" then .[$key] else null end)
    | if (if . != null and ($type | endswith("[]")) then type == "array" and all(.[]; fits($type[:-2])) else fits($type) end)
      or . == null then . else error("unexpected value at \($path | join("."))") end' ||
    exit 4
}

show() { printf '%s = %s\n' "$1" "$2"; }
`,
      ];

const answerLines = (plan: RequestPlan): Source =>
  plan.response.kind === "text"
    ? code`cat "$work/body"
echo`
    : code`[[ $status != 204 ]] || exit 0
jq --exit-status --slurp 'length == 1' "$work/body" >"$work/checked" 2>&1 ||
  fail 4 "HTTP $status with a body that is not JSON"
answer=$(<"$work/body")
printf '%s\n' "$answer"
${variableLines(plan.response)}`;

const opening = (plan: RequestPlan): Source => code`#!/usr/bin/env bash
# bash 4.4, curl 7.84, jq 1.6, GNU date, or newer.
${heading(plan, comment, "#")}
set -euo pipefail

fail() { # EXIT_CODE MESSAGE
  printf '%s\n' "$2" >&2
  exit "$1"
}

${required(plan.auth)}
base_url=\${API_BASE_URL:-}
[[ -n $base_url ]] || base_url=${literal(plan.baseUrl)}
url=\${base_url%/}${literal(plan.target)}
${keyInQuery(plan.auth)}
work=$(mktemp --directory)
trap 'rm -rf "$work"' EXIT

# Prints the status and Retry-After; the answer goes to $work/body. Secrets and body never stand in the arguments.
send() {
  ${plan.body === undefined ? [] : [code`{ ${bodyLines(plan.body)}; } |`]}
  curl ${method(plan.method)} \
    --silent --show-error --globoff --path-as-is \
    --connect-timeout ${timeoutSeconds} --speed-limit 1 --speed-time ${timeoutSeconds} \
    ${redirects(plan.auth)}
    ${plan.headers.map(header)}
    ${secretHeader(plan.auth)}
    ${plan.body === undefined ? [] : [ours("--data-binary @- \\")]}
    --output "$work/body" --write-out '%{http_code} %header{retry-after}\n' -- "$url"
}

# Retry-After holds seconds or a date; without it 1, 2, 4 seconds.
wait_seconds() { # RETRY_AFTER ATTEMPT
  local moment now
  now=$(date +%s)
  if [[ $1 =~ ^[0-9]{1,9}$ ]]; then
    echo $((10#$1))
  elif [[ -n $1 ]] && moment=$(date --date="$1" +%s 2>&1); then
    echo $((moment > now ? moment - now : 0))
  else
    echo $((2 ** $2))
  fi
}

# error_field PATH: text from the error answer, nothing where it has none.
error_field() {
  jq --raw-output --argjson path "$1" 'getpath($path) // empty' "$work/body" 2>&1 || true
}`;

const sending = (plan: RequestPlan): Source => code`${reader(plan)}
for attempt in ${ours(Array.from({ length: attempts }, (_none, index) => index).join(" "))}; do # only HTTP 429 is tried again
  : >"$work/body"
  result=$(send) || fail 2 "No answer from $base_url"
  read -r status retry_after <<<"$result" || true
  [[ $status == 429 && $attempt -lt ${attempts - 1} ]] || break
  wait=$(wait_seconds "$retry_after" "$attempt")
  [[ $wait -le ${maxWaitSeconds} ]] || break
  echo "HTTP 429: trying again in $wait s" >&2
  sleep "$wait"
done

if [[ $status != 2?? ]]; then
  message="HTTP $status"
  if jq --exit-status 'type == "object"' "$work/body" >"$work/checked" 2>&1; then
    code=$(error_field ${literal(JSON.stringify(plan.error.code))})
    message+="\${code:+, code $code}: $(error_field ${literal(JSON.stringify(plan.error.message))})"
  fi
  fail 3 "$message"$'\n'"$(tr -d '\0' <"$work/body")"
fi
${answerLines(plan)}`;

/** The whole file. */
const source = (plan: RequestPlan): Source => joined([opening(plan), sending(plan)], "\n\n");

export const layout = (plan: RequestPlan): readonly { readonly name: string; readonly source: Source }[] => [
  { name: "main.sh", source: source(plan) },
];

export const literalProbe = (
  texts: readonly Source[],
): readonly { readonly name: string; readonly source: Source }[] => [
  {
    name: "main.sh",
    source: code`set -euo pipefail
texts=(
  ${texts}
)
printf '%s\x1e' "\${texts[@]}"
`,
  },
];
