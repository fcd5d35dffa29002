import { onceFor } from "../../once-for.ts";
import { lineComments } from "../../comment.ts";
import { heading } from "../../heading.ts";
import type { Language } from "../../program.ts";
import { programLimits } from "../../program.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { keyInQuery, required } from "./credential.ts";
import { literal } from "./literal.ts";
import { variableLines } from "./variables.ts";

const { attempts, maxWaitSeconds } = programLimits;

/** How a command sends the request of a script. */
export interface Client {
  /** What the script needs, with the oldest versions that do. */
  readonly needs: Source;
  /** Ends with the function `send`: it prints status and Retry-After, and leaves the answer in $work/body. */
  readonly send: Source;
}

export const comment = (text: string): readonly Source[] => lineComments(text, "#");

/** A line that goes on: a template cannot end in a backslash. */
export const goesOn = ours("\\");

/** Writes the body. A word cannot hold U+0000, printf can write it. */
export const printBody = (body: string): Source => {
  const pieces = body.split("\0").map((piece) => code`printf '%s' ${literal(piece)}`);
  return code`{ ${joined(pieces, "; printf '\\0'; ")}; }`;
};

export const reader = code`# value PATH TYPE <JSON: what stands at a path, as JSON; null where it is missing. Another type than expected ends with 4.
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
`;

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

const opening = (plan: RequestPlan, { needs, send }: Client): Source => code`#!/usr/bin/env bash
# ${needs}, or newer.
${heading(plan, "#")}
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

${send}

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

const errorPath = onceFor((path: readonly string[]) => literal(JSON.stringify(path)));

const everyAttempt = ours(Array.from({ length: attempts }, (_none, index) => index).join(" "));

const sending = (plan: RequestPlan): Source => code`${plan.response.kind === "text" ? [] : reader}
for attempt in ${everyAttempt}; do # only HTTP 429 is tried again
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
    code=$(error_field ${errorPath(plan.error.code)})
    message+="\${code:+, code $code}: $(error_field ${errorPath(plan.error.message)})"
  fi
  fail 3 "$message"$'\n'"$(tr -d '\0' <"$work/body")"
fi
${answerLines(plan)}`;

/** The whole program of a client that is a command: one script. */
export const script = (plan: RequestPlan, client: Client): ReturnType<Language["layout"]> => [
  { name: "main.sh", source: joined([opening(plan, client), sending(plan)], "\n\n") },
];

export const literalProbe: Language["literalProbe"] = (texts) => [
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
